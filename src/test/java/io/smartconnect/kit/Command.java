package io.smartconnect.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that has run to its end. */
record Command(int status, String output) {

    private static final int MOST_MINUTES = 5;

    /** What it says is kept, on both of its outputs; it gets no input. */
    static Command run(String... words) throws IOException, InterruptedException {
        Path output = Files.createTempFile("command", ".txt");
        try (Started started = Started.of(output, List.of(words))) {
            boolean ended = started.process().waitFor(MOST_MINUTES, TimeUnit.MINUTES);
            return new Command(ended ? started.process().exitValue() : -1, started.text());
        } finally {
            Files.delete(output);
        }
    }
}
