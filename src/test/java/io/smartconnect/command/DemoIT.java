package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoIT {

    private static final Pattern PAGES = Pattern.compile("""
            Metrics    http://127\\.0\\.0\\.1:([0-9]+)/metrics
            Overview   http://127\\.0\\.0\\.1:\\1/
            Cloud API  http://127\\.0\\.0\\.1:[0-9]+ \\(simulated\\)
            .*Stop with Ctrl-C\\.
            """);

    @Test
    void demo_showsLagOnSeveralTasksAndAQuotaNearItsLimit() throws IOException {
        try (ExporterProcess demo = ExporterProcess.start("demo", "--web.listen-address=127.0.0.1:0")) {
            demo.ready();

            assertThat(demo.get("/-/healthy").statusCode()).isEqualTo(200);
            assertThat(demo.get("/").body())
                    .contains("smart-connect-exporter", "shop", "telemetry", "href=\"./metrics\"");
            await().atMost(Program.PATIENCE).untilAsserted(() -> {
                ScrapedSamples metrics = demo.metrics();
                assertThat(metrics.count("smartconnect_task_lag_messages", lag -> lag > 0))
                        .isGreaterThanOrEqualTo(3);
                assertThat(metrics.values("smartconnect_up").sum()).isGreaterThanOrEqualTo(7);
                assertThat(metrics.valueOf("smartconnect_target_up{target=\"demo\"}"))
                        .hasValue(1);
                assertThat(metrics.valueOf("smartconnect_target_up{target=\"unreliable\"}"))
                        .hasValue(1);
                assertThat(metrics.valueOf("smartconnect_target_up{target=\"unreachable\"}"))
                        .hasValue(0);
                assertThat(metrics.count("smartconnect_tasks_reported", reported -> reported == 17))
                        .isEqualTo(1);
                assertThat(metrics.count("smartconnect_tasks_quota", quota -> quota == 18))
                        .isGreaterThanOrEqualTo(12);
                assertThat(metrics.text())
                        .contains(
                                "status=\"FAILED\"",
                                "status=\"PAUSED\"",
                                "status=\"UNASSIGNED\"",
                                "instance_status=\"FROZEN\"");
            });
        }
    }

    @Test
    void demo_printsWhereToLook_andEndsAtOnceWhenToldTo() throws IOException {
        try (ExporterProcess demo = ExporterProcess.start("demo", "--web.listen-address=127.0.0.1:0")) {
            await().atMost(Program.PATIENCE)
                    .until(() -> PAGES.matcher(demo.program().out()).matches());
            Matcher pages = PAGES.matcher(demo.program().out());
            assertThat(pages.matches()).isTrue();
            assertThat(pages.group(1)).isEqualTo(Integer.toString(demo.port()));

            demo.program().terminate();

            assertThat(demo.program().statusWithin(Duration.ofSeconds(5))).isZero();
            assertThat(demo.program().err())
                    .contains("msg=stopping", "msg=stopped")
                    .doesNotContain("cut off", "stack=");
        }
    }

    @Test
    void portThatIsTaken_isNamed() throws IOException {
        try (ExporterProcess demo = ExporterProcess.start("demo", "--web.listen-address=127.0.0.1:0")) {
            String address = "127.0.0.1:" + demo.port();
            try (ExporterProcess second = ExporterProcess.start("demo", "--web.listen-address=" + address)) {
                assertThat(second.program().status()).isEqualTo(1);
                assertThat(second.program().err())
                        .contains("smart-connect-exporter: cannot listen on " + address + ": Address already in use")
                        .doesNotContain("\tat ", "stack=");
                assertThat(second.program().out()).isEmpty();
            }
        }
    }
}
