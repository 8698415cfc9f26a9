package io.smartconnect.command;

import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The exit status and the outputs of a command that has ended. */
record ProgramResult(int status, String out, String err) {

    /** Waits for the end of the packaged program. */
    static ProgramResult of(ExporterProcess command) {
        try (command) {
            int status = command.program().status();
            return new ProgramResult(
                    status, command.program().out(), command.program().err());
        }
    }

    /** Runs a command in the JVM of the tests, without the start of a process. The outputs lack its log. */
    static ProgramResult inThisJvm(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.commandLine(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new ProgramResult(status, out.toString(), err.toString());
    }

    /** As {@link #inThisJvm}, with {@code simulator} as the one target. */
    static ProgramResult inThisJvm(Simulator simulator, String... arguments) throws IOException {
        Path file = Files.createTempFile("exporter", ".conf");
        try {
            Files.writeString(file, """
                    smart-connect-exporter {
                      api.max-requests-per-second = 1000
                      targets = [{
                        endpoint = "%1$s", cloud-eye-endpoint = "%1$s", project-id = "%2$s"
                        credentials { access-key = "%3$s", secret-key = "%4$s" }
                      }]
                    }
                    """.formatted(
                            simulator.url(), simulator.projectId(), simulator.accessKey(), simulator.secretKey()));
            List<String> all = new ArrayList<>(List.of(arguments));
            all.add("--config.file=" + file);
            return inThisJvm(all.toArray(String[]::new));
        } finally {
            Files.delete(file);
        }
    }
}
