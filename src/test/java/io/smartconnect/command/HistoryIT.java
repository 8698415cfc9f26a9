package io.smartconnect.command;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.exporter.BuildInfo;
import io.smartconnect.exporter.Daemon;
import io.smartconnect.exporter.Exporter;
import io.smartconnect.exporter.config.SampleConfiguration;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.poll.PollSettings;
import io.smartconnect.kit.Ports;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start without a state file, with a real Prometheus that has scraped the exporter before. Both exporters poll every second. */
class HistoryIT {

    private static final Scenario BEHIND = Scenario.builder("behind")
            .instance(
                    "i",
                    instance -> instance.obs(
                            "t",
                            "task",
                            task -> task.deliverInterval(Duration.ofSeconds(1))
                                    .topic(
                                            "orders",
                                            2,
                                            SimulatedProduction.steady(10),
                                            SimulatedTransfer.behind(Duration.ofSeconds(4)))))
            .build();

    @TempDir
    Path directory;

    @Test
    void firstPoll_knowsAgesAndJudges_byWhatPrometheusHasScraped() throws Exception {
        int port = Ports.free();
        try (Simulator simulator = Simulator.start(BEHIND)) {
            Vertx killed = Vertx.vertx();
            Daemon first = exporter(killed, simulator, port).serve().await(60, SECONDS);
            try (Program prometheus = PrometheusIT.prometheus(directory, port, first.port())) {
                await().atMost(Program.PATIENCE)
                        .failFast(() -> assertThat(prometheus.isAlive())
                                .as(prometheus.err())
                                .isTrue())
                        .until(() -> PrometheusIT.query(
                                                port,
                                                "min(count_over_time(smartconnect_partition_log_end_offset[10m]))")
                                        .orElse(0)
                                >= 7);
                killed.close().await(60, SECONDS);

                ScrapedSamples samples = firstPollAfterARestart(simulator, port);

                assertThat(samples.values("smartconnect_partition_lag_seconds_lower_bound"))
                        .containsExactly(0.0, 0.0);
                assertThat(samples.values("smartconnect_partition_lag_seconds"))
                        .hasSize(2)
                        .allMatch(seconds -> seconds > 0 && seconds < 60);
                assertThat(samples.of("smartconnect_task_health"))
                        .filteredOn(sample -> sample.endsWith(" 1"))
                        .singleElement()
                        .asString()
                        .contains("health=\"ok\"");
            }
        }
    }

    private ScrapedSamples firstPollAfterARestart(Simulator simulator, int port) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            return new ScrapedSamples(
                    exporter(vertx, simulator, port).once().await(60, SECONDS).text());
        } finally {
            vertx.close().await(60, SECONDS);
        }
    }

    private Exporter exporter(Vertx vertx, Simulator simulator, int prometheus) throws Exception {
        Settings settings = SampleConfiguration.of(directory, simulator, """
                health.window-polls = 8
                lag.history-from = "http://127.0.0.1:%d"
                """.formatted(prometheus))
                .load();
        PollSettings polls = new PollSettings(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(5));
        return new Exporter(
                vertx,
                new Settings(
                        settings.targets(),
                        polls,
                        settings.api(),
                        settings.lag(),
                        settings.health(),
                        settings.metrics(),
                        settings.web(),
                        settings.log(),
                        settings.shard(),
                        settings.lease()),
                BuildInfo.current());
    }
}
