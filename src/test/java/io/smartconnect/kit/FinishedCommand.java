package io.smartconnect.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The exit status and the output of a command that has ended. */
record FinishedCommand(int status, String output) {

    private static final int MOST_MINUTES = 5;

    /** Runs a command without input and keeps both of its outputs. */
    static FinishedCommand run(String... words) throws IOException, InterruptedException {
        Path output = Files.createTempFile("command", ".txt");
        try (TestProcess started = TestProcess.of(output, List.of(words))) {
            boolean ended = started.process().waitFor(MOST_MINUTES, TimeUnit.MINUTES);
            return new FinishedCommand(ended ? started.process().exitValue() : -1, started.text());
        } finally {
            Files.delete(output);
        }
    }
}
