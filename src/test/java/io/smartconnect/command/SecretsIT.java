package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No output of the exporter contains a secret, at any log level and after any failure. */
class SecretsIT {

    private static final String SECURITY_TOKEN = "planted-security-token";
    private static final String PROMETHEUS_PASSWORD = "planted-password";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"logfmt", "json"})
    void secrets_areNeverSaid(String format) throws IOException {
        Scenario scenario = Scenario.builder()
                .securityToken(SECURITY_TOKEN)
                .instance("one", instance -> instance.obs("task-1", "archive", task -> task.topics("a")))
                .build();
        try (Simulator simulator = Simulator.start(scenario)) {
            String token = simulator.issueToken();
            simulator.add(
                    Fault.on(SimulatedOperation.LIST_INSTANCES).unauthorized().times(4));
            simulator.add(Fault.on(SimulatedOperation.TOKEN).serverError().times(1));
            try (ExporterProcess exporter = ExporterProcess.start(
                    "serve",
                    "--config.file=" + file(simulator, token),
                    "--log.level=trace",
                    "--log.format=" + format)) {
                await().atMost(Program.PATIENCE)
                        .until(() -> exporter.metrics()
                                        .values("smartconnect_target_up")
                                        .sum()
                                == 3);
                simulator.changeSecretKey("another-secret-key");
                simulator.revokeTokens();
                await().atMost(Program.PATIENCE)
                        .until(() -> exporter.metrics()
                                        .values("smartconnect_target_up")
                                        .sum()
                                < 3);

                assertThat(said(exporter))
                        .allSatisfy(text -> assertThat(text)
                                .isNotEmpty()
                                .doesNotContain(
                                        simulator.password(),
                                        "simulated-secret-key",
                                        SECURITY_TOKEN,
                                        PROMETHEUS_PASSWORD,
                                        "cmVhZGVyOnBsYW50ZWQtcGFzc3dvcmQ=",
                                        token,
                                        "SDK-HMAC-SHA256",
                                        "Signature=",
                                        "X-Auth-Token",
                                        "X-Subject-Token",
                                        simulator.accessKey())
                                .doesNotContainPattern("MII[0-9a-f]{32}"));
            }
        }
    }

    private static List<String> said(ExporterProcess exporter) throws IOException {
        return List.of(
                exporter.program().err(),
                exporter.metrics().text(),
                exporter.metrics("Accept", "application/openmetrics-text").text(),
                exporter.get("/").body(),
                exporter.get("/-/ready").body(),
                Files.readString(Path.of("/proc/" + exporter.program().pid() + "/cmdline")));
    }

    /** Three targets, one for each type of credentials. */
    private Path file(Simulator simulator, String token) throws IOException {
        Path tokenFile = Files.writeString(directory.resolve("token"), token + "\n");
        return Files.writeString(directory.resolve("exporter.conf"), """
                smart-connect-exporter {
                  web.listen-address = "127.0.0.1:0"
                  poll.interval = 5s
                  lag.history-from = "%10$s"
                  api { max-requests-per-second = 100, throttle-cool-down = 1s }
                  targets = [
                    { name = signed, endpoint = "%1$s", project-id = "%2$s", credentials {
                      access-key = %3$s, secret-key = "%4$s", security-token = "%5$s" } }
                    { name = given, endpoint = "%1$s", project-id = "%2$s", credentials {
                      type = token, token-file = "%6$s" } }
                    { name = logged-in, endpoint = "%1$s", iam-endpoint = "%1$s", project-id = "%2$s", credentials {
                      type = password, username = "%7$s", domain = "%8$s", password = "%9$s" } }
                  ]
                }
                """.formatted(
                        simulator.url(),
                        simulator.projectId(),
                        simulator.accessKey(),
                        simulator.secretKey(),
                        SECURITY_TOKEN,
                        tokenFile,
                        simulator.username(),
                        simulator.domain(),
                        simulator.password(),
                        simulator.url().toString().replace("//", "//reader:" + PROMETHEUS_PASSWORD + "@")));
    }

    /** While the cloud does not answer, the process can be looked at. */
    @Test
    void secretsOfAChange_areInNoProcessList_norSaid() throws IOException {
        Scenario scenario = Scenario.builder()
                .instance("one", instance -> instance.obs("task-1", "archive", task -> task.topics("a")))
                .build();
        Path secret = Files.writeString(directory.resolve("obs"), "planted-secret-key\n");
        try (Simulator simulator = Simulator.start(scenario)) {
            simulator.add(Fault.on(SimulatedOperation.MODIFY_TASK).hang());
            try (ExporterProcess modify = ExporterProcess.start(
                    ExporterProcess.targeting(simulator),
                    "tasks",
                    "modify",
                    "archive",
                    "--secret=sink_task.secret_key=" + secret,
                    "--yes",
                    "--log.level=trace")) {
                await().atMost(Program.PATIENCE)
                        .until(() -> simulator.requestCount(SimulatedOperation.MODIFY_TASK) == 1);
                Path process = Path.of("/proc/" + modify.program().pid());

                assertThat(List.of(
                                Files.readString(process.resolve("cmdline")),
                                Files.readString(process.resolve("environ")),
                                modify.program().err(),
                                modify.program().out()))
                        .noneMatch(text -> text.contains("planted"));
            }
        }
    }

    @Test
    void checkConfig_saysNoSecretOfTheEnvironment() throws IOException {
        try (ExporterProcess check = ExporterProcess.start(
                Map.of(
                        "SMART_CONNECT_REGION", "Not A Region",
                        "HUAWEICLOUD_SDK_PROJECT_ID", "not a project",
                        "HUAWEICLOUD_SDK_AK", "planted access key",
                        "HUAWEICLOUD_SDK_SK", "planted\u0001secret",
                        "HUAWEICLOUD_SDK_SECURITY_TOKEN", "planted\u0001token",
                        "SMART_CONNECT_POLL_INTERVAL", "soon"),
                "check-config")) {
            assertThat(check.program().status()).isEqualTo(1);
            assertThat(check.program().out()).isEmpty();
            assertThat(check.program().err().lines())
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allMatch(line -> line.matches("environment: [A-Z_]+: .*; found .*"))
                    .noneMatch(line -> line.contains("planted"));
        }
    }
}
