package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatorIT {

    private static final Pattern VARIABLE = Pattern.compile("export ([A-Z_]+)=(\\S+)\n");

    @Test
    void simulator_printsTheEnvironmentOfAnExporterThatPollsIt() throws IOException {
        try (ExporterProcess simulator = ExporterProcess.start("simulator", "--scenario=seeds", "--port=0")) {
            Map<String, String> environment = environment(simulator);
            assertThat(environment)
                    .containsOnlyKeys(
                            "SMART_CONNECT_ENDPOINT",
                            "SMART_CONNECT_CLOUD_EYE_ENDPOINT",
                            "HUAWEICLOUD_SDK_PROJECT_ID",
                            "HUAWEICLOUD_SDK_AK",
                            "HUAWEICLOUD_SDK_SK");
            try (ExporterProcess once = ExporterProcess.start(environment, "once")) {
                assertThat(once.program().status()).as(once.program().err()).isZero();
            }

            simulator.program().terminate();

            assertThat(simulator.program().statusWithin(Duration.ofSeconds(5))).isZero();
            assertThat(simulator.program().err()).isEmpty();
        }
    }

    @Test
    void portThatIsTaken_isNamed() throws IOException {
        try (ExporterProcess simulator = ExporterProcess.start("simulator")) {
            String endpoint = environment(simulator).getOrDefault("SMART_CONNECT_ENDPOINT", "");
            String port = endpoint.substring(endpoint.lastIndexOf(':') + 1);
            try (ExporterProcess second = ExporterProcess.start("simulator", "--port", port)) {
                assertThat(second.program().status()).isEqualTo(1);
                assertThat(second.program().err())
                        .contains("127.0.0.1:" + port, "Address already in use")
                        .doesNotContain("\tat ", "stack=");
                assertThat(second.program().out()).isEmpty();
            }
        }
    }

    private static Map<String, String> environment(ExporterProcess simulator) {
        await().atMost(Program.PATIENCE).until(() -> simulator.program().out().contains("HUAWEICLOUD_SDK_SK="));
        return VARIABLE.matcher(simulator.program().out())
                .results()
                .collect(Collectors.toMap((MatchResult found) -> found.group(1), found -> found.group(2)));
    }
}
