package io.smartconnect.command.process;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The standard output, which remembers the first failed write, unlike {@link System#out}. */
final class StandardOutput extends OutputStream {

    private final OutputStream stream;
    private @Nullable IOException failure;

    StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    /** Takes the place of {@link System#out}. */
    static StandardOutput install() {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(new BufferedOutputStream(output), false, StandardCharsets.UTF_8));
        return output;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        try {
            stream.write(octets, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    /** The reason of a failed write; empty if the reader only closed its end of the pipe, as {@code head} does. */
    Optional<String> failure() {
        return Optional.ofNullable(failure)
                .map(thrown -> String.valueOf(thrown.getMessage()))
                .filter(reason -> !reason.contains("Broken pipe"));
    }
}
