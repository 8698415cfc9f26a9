package io.smartconnect.kit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of a test that writes its output to a file; closing it ends it. */
public record TestProcess(Process process, Path output) implements AutoCloseable {

    public static TestProcess of(Path output, List<String> command) throws IOException {
        return of(output, command, Map.of());
    }

    /** Starts a process with these variables in addition to those of the test. */
    public static TestProcess of(Path output, List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new TestProcess(builder.start(), output);
    }

    public String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "unreadable output: " + e;
        }
    }

    /** The URL of a port of the loopback address. */
    public static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(15, TimeUnit.SECONDS)
                .exceptionallyCompose(late -> process.destroyForcibly().onExit())
                .join();
    }
}
