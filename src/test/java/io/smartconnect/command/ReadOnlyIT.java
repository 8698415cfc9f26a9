package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon changes nothing, whatever happens to it: all that it sends is GET, log-ins and queries of Cloud Eye apart. */
class ReadOnlyIT {

    @Test
    void daemon_onlyReads_overAWholeRun(@TempDir Path directory) throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.named("demo"));
                ExporterProcess exporter =
                        ExporterProcess.start("serve", "--config.file=" + file(directory, simulator))) {
            exporter.ready();
            simulator.add(Fault.on(SimulatedOperation.LIST_TASKS).serverError().times(3));
            simulator.add(
                    Fault.on(SimulatedOperation.SHOW_DUMP_TASK).unauthorized().times(1));
            simulator.revokeTokens();
            await().atMost(Program.PATIENCE)
                    .until(() -> exporter.metrics()
                                    .values("smartconnect_polls_total")
                                    .min()
                                    .orElse(0)
                            >= 3);
            for (String path : new String[] {"/", "/metrics", "/api/v1/tasks", "/-/healthy", "/-/ready"}) {
                exporter.get(path);
            }
            exporter.program().terminate();
            assertThat(exporter.program().status()).isZero();

            assertThat(simulator.requestCount(SimulatedOperation.TOKEN)).isPositive();
            assertThat(simulator.requestCount(SimulatedOperation.QUERY_CLOUD_EYE_V2))
                    .isPositive();
            assertThat(simulator.changeCount()).isZero();
            assertThat(simulator.requests())
                    .filteredOn(request -> request.operation() != SimulatedOperation.TOKEN
                            && request.operation() != SimulatedOperation.QUERY_CLOUD_EYE
                            && request.operation() != SimulatedOperation.QUERY_CLOUD_EYE_V2)
                    .extracting(RecordedRequest::method)
                    .hasSizeGreaterThan(50)
                    .containsOnly("GET");
        }
    }

    /** Logs in, so that the log-ins can be distinguished. */
    private static Path file(Path directory, Simulator simulator) throws IOException {
        return Files.writeString(directory.resolve("exporter.conf"), """
                smart-connect-exporter {
                  web.listen-address = "127.0.0.1:0"
                  poll.interval = 5s
                  lag.history-from = "%1$s"
                  api.max-requests-per-second = 1000
                  targets = [{ name = logged-in, endpoint = "%1$s", iam-endpoint = "%1$s", cloud-eye-endpoint = "%1$s", project-id = "%2$s", credentials {
                    type = password, username = "%3$s", domain = "%4$s", password = "%5$s" } }]
                }
                """.formatted(
                        simulator.url(),
                        simulator.projectId(),
                        simulator.username(),
                        simulator.domain(),
                        simulator.password()));
    }
}
