package io.smartconnect.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.exporter.config.SampleConfiguration;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state that the daemon keeps across a restart. */
class StateFileIT {

    private static final String BOUND = "smartconnect_partition_lag_seconds_lower_bound";

    /** A lag so large that a daemon without history knows only a lower bound of its age. */
    private static final Scenario BEHIND = Scenario.builder("behind")
            .instance(
                    "i",
                    instance -> instance.obs(
                            "t",
                            "task",
                            task -> task.topic(
                                    "orders",
                                    2,
                                    SimulatedProduction.steady(10),
                                    SimulatedTransfer.behind(Duration.ofSeconds(8)))))
            .build();

    private static final byte[] OF_ANOTHER_VERSION = "SCLHc".getBytes(ISO_8859_1);

    @TempDir
    Path directory;

    private Path state() {
        return directory.resolve("state");
    }

    private ExporterProcess start(Simulator simulator) throws IOException {
        SampleConfiguration configuration = SampleConfiguration.of(directory, simulator, """
                poll.interval = 5s
                lag.state-file = state
                """);
        return ExporterProcess.start("--config.file=" + configuration.file());
    }

    @Test
    void ages_areKnownAtOnce_afterARestart() throws IOException {
        try (Simulator simulator = Simulator.start(BEHIND)) {
            try (ExporterProcess first = start(simulator)) {
                first.ready();
                assertThat(first.metrics().values(BOUND)).containsExactly(1.0, 1.0);
                await().atMost(Program.PATIENCE)
                        .until(() -> first.metrics()
                                        .values("smartconnect_polls_total")
                                        .sum()
                                >= 3);
                first.program().terminate();
                assertThat(first.program().statusWithin(Program.PATIENCE)).isZero();
            }
            assertThat(state()).isRegularFile();
            assertThat(directory)
                    .isDirectoryNotContaining(path -> path.toString().endsWith(".new"));

            try (ExporterProcess second = start(simulator)) {
                ScrapedSamples metrics = second.ready().metrics();

                assertThat(metrics.values(BOUND)).containsExactly(0.0, 0.0);
                assertThat(metrics.values("smartconnect_partition_lag_seconds"))
                        .hasSize(2)
                        .allMatch(seconds -> seconds > 0);
                assertThat(second.complaints()).isEmpty();
            }
        }
    }

    @Test
    void aDamagedFile_isToldOnce_andReplaced() throws IOException {
        try (Simulator simulator = Simulator.start(BEHIND)) {
            Files.write(state(), OF_ANOTHER_VERSION);
            try (ExporterProcess exporter = start(simulator)) {
                assertThat(exporter.ready().metrics().values(BOUND)).containsExactly(1.0, 1.0);
                exporter.program().terminate();
                assertThat(exporter.program().statusWithin(Program.PATIENCE)).isZero();

                assertThat(exporter.complaints()).singleElement().asString().contains(state().toString());
            }
            assertThat(state()).isNotEmptyFile();
            assertThat(Files.readAllBytes(state())).isNotEqualTo(OF_ANOTHER_VERSION);
        }
    }
}
