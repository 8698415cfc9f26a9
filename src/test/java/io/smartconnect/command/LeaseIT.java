package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.exporter.lease.LeaseApiServer;
import io.smartconnect.exporter.web.TestAuthority;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two exporters with one lease: real processes, a real HTTPS server, and the real times of the lease. */
class LeaseIT {

    private static final String LEADER = "smartconnect_exporter_leader";

    @TempDir
    private Path directory;

    @Test
    void oneOfTwo_polls_alsoAfterItsProcessWasStopped() throws Exception {
        try (Simulator simulator = Simulator.start(Scenario.named("quiet"));
                LeaseApiServer kubernetes = new LeaseApiServer(directory, new TestAuthority());
                ExporterProcess first = start(simulator, kubernetes, "exporter-a")) {
            awaitLeader(first);
            try (ExporterProcess second = start(simulator, kubernetes, "exporter-b")) {
                second.ready();
                assertStandsBy(second);
                await().atMost(Program.PATIENCE)
                        .untilAsserted(() -> assertThat(second.get("/").body())
                                .contains("This process stands by: exporter-a polls"));

                first.program().signal("STOP");
                awaitLeader(second);
                first.program().signal("CONT");

                await().atMost(Program.PATIENCE).untilAsserted(() -> assertStandsBy(first));
                double before = requests(first);
                double others = requests(second);
                await().atMost(Program.PATIENCE)
                        .untilAsserted(() -> assertThat(requests(second)).isGreaterThan(others + 10));
                assertThat(requests(first)).isEqualTo(before);

                second.program().terminate();
                assertThat(second.program().status()).isZero();
                assertThat(holder(kubernetes)).doesNotStartWith("exporter-b");
                awaitLeader(first);
                assertThat(first.program().err()).contains("lease lost: this process stands by");
            }
        }
    }

    @Test
    void once_takesNoLease_andServe_needsKubernetes() throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.named("quiet"))) {
            Map<String, String> environment = ExporterProcess.targeting(simulator);
            String file = "--config.file=" + file(simulator);
            try (ExporterProcess once = ExporterProcess.start(environment, "once", file);
                    ExporterProcess check = ExporterProcess.start(environment, "check-config", file);
                    ExporterProcess serve = ExporterProcess.start(environment, "serve", file)) {
                assertThat(once.program().status()).as(once.program().err()).isZero();
                assertThat(check.program().status()).as(check.program().err()).isZero();
                assertThat(serve.program().status()).isEqualTo(1);
                assertThat(serve.program().err()).contains("ha.lease = ops/exporter", "KUBERNETES_SERVICE_HOST");
            }
        }
    }

    private ExporterProcess start(Simulator simulator, LeaseApiServer kubernetes, String pod) throws IOException {
        Map<String, String> environment = ExporterProcess.targeting(simulator);
        environment.putAll(kubernetes.environment());
        environment.put("HOSTNAME", pod);
        return ExporterProcess.start(environment, "serve", "--config.file=" + file(simulator));
    }

    private Path file(Simulator simulator) throws IOException {
        return Files.writeString(directory.resolve("exporter.conf"), """
                smart-connect-exporter {
                  targets = [{
                    region = tested
                    project-id = %s
                    endpoint = "%s"
                    cloud-eye-endpoint = "%s"
                    credentials { access-key = "%s", secret-key = "%s" }
                  }]
                  poll.interval = 5s
                  ha { lease = "ops/exporter", service-account = "%s" }
                }
                """.formatted(
                        simulator.projectId(),
                        simulator.url(),
                        simulator.url(),
                        simulator.accessKey(),
                        simulator.secretKey(),
                        directory));
    }

    private static void awaitLeader(ExporterProcess exporter) {
        await().atMost(Program.PATIENCE).untilAsserted(() -> {
            assertThat(exporter.metrics().valueOf(LEADER)).hasValue(1);
            assertThat(exporter.metrics().values("smartconnect_up")).containsOnly(1.0);
            assertThat(exporter.metrics().of("smartconnect_task_lag_messages")).isNotEmpty();
        });
    }

    private static void assertStandsBy(ExporterProcess exporter) {
        ScrapedSamples metrics = exporter.metrics();
        assertThat(metrics.valueOf(LEADER)).hasValue(0);
        assertThat(metrics.all()).noneMatch(sample -> sample.contains("target=") || sample.contains("instance_id="));
        assertThat(exporter.get("/-/ready").statusCode()).isEqualTo(200);
        assertThat(exporter.get("/-/healthy").statusCode()).isEqualTo(200);
        assertThat(new JsonObject(exporter.get("/api/v1/tasks").body()).getJsonArray("tasks"))
                .isEqualTo(new JsonArray());
    }

    private static double requests(ExporterProcess exporter) {
        return exporter.metrics()
                .values("smartconnect_exporter_api_requests_total")
                .sum();
    }

    private static String holder(LeaseApiServer kubernetes) {
        return kubernetes.lease("ops/exporter").getJsonObject("spec").getString("holderIdentity");
    }
}
