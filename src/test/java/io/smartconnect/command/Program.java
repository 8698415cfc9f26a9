package io.smartconnect.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process without standard input, whose output is kept up to a limit, and that never outlives its test. */
final class Program implements AutoCloseable {

    /** Within this, whatever a test waits for has happened, however busy the machine is. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int MOST_CHARACTERS = 8 * 1024 * 1024;

    private final Process process;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Thread> readers;

    private Program(Process process) {
        this.process = process;
        readers = List.of(reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
        readers.forEach(Thread::start);
    }

    /** Starts a program with this environment and no other. */
    static Program start(List<String> command, Map<String, String> environment) throws IOException {
        return start(command, environment, Path.of("/dev/null"));
    }

    static Program start(List<String> command, Map<String, String> environment, Path input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(input.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment);
        return new Program(builder.start());
    }

    long pid() {
        return process.pid();
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM; the process itself would also close its output. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGHUP. */
    void hangUp() throws IOException {
        signal("HUP");
    }

    /** Sends a signal: {@code STOP}, {@code CONT} and so on. */
    void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start();
    }

    /** Waits for the end of the process and of its output. */
    int status() {
        return statusWithin(PATIENCE);
    }

    int statusWithin(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + limit + ": " + process.info() + "\n" + out + err);
            }
            for (Thread reader : readers) {
                reader.join(limit.toMillis());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        status();
    }

    private static Thread reader(InputStream stream, StringWriter kept) {
        Thread reader = new Thread(() -> keep(stream, kept), "output");
        reader.setDaemon(true);
        return reader;
    }

    private static void keep(InputStream stream, StringWriter kept) {
        char[] piece = new char[8192];
        try (Reader reader = new InputStreamReader(stream, UTF_8)) {
            for (int read = reader.read(piece); read >= 0; read = reader.read(piece)) {
                kept.write(
                        piece,
                        0,
                        Math.min(read, MOST_CHARACTERS - kept.getBuffer().length()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
