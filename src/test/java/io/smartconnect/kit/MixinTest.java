package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mixin is the source of the rules, and renders with other selectors and thresholds. */
class MixinTest {

    private static final String OTHER = """
            local mixin = (import 'mixin.libsonnet') + {
              _config+:: { selector: 'job="x", cluster=~"a|b"', lagCritical: 3, grafanaUrl: 'https://grafana.example.com' },
            };
            { 'alerts.yml': std.manifestJson(mixin.prometheusAlerts), 'recording.yml': std.manifestJson(mixin.prometheusRules) }
            """;

    @TempDir
    Path directory;

    @Test
    void rules_areThoseOfTheMixin() throws Exception {
        render(Path.of("mixin/rules.jsonnet"));
        for (Path file : new Path[] {Rules.ALERTS, Rules.RECORDING}) {
            assertThat(directory.resolve(file.getFileName())).hasSameTextualContentAs(file);
        }
    }

    @Test
    void mixin_rendersWithAnotherConfiguration() throws Exception {
        render(Files.writeString(directory.resolve("other.jsonnet"), OTHER));
        Path alerts = directory.resolve("alerts.yml");
        FinishedCommand check = FinishedCommand.run(
                "promtool",
                "check",
                "rules",
                alerts.toString(),
                directory.resolve("recording.yml").toString());
        assertThat(check.status()).as(check.output()).isZero();
        assertThat(alerts)
                .content()
                .contains("smartconnect_task_health{job=\\\"x\\\", cluster=~\\\"a|b\\\", health=\\\"stalled\\\"}")
                .contains("objective_ratio > 3", "https://grafana.example.com/d/smart-connect-task")
                .doesNotContain("localhost:3000");
    }

    private void render(Path source) throws Exception {
        FinishedCommand rendering =
                FinishedCommand.run("jsonnet", "-J", "mixin", "-S", "-m", directory.toString(), source.toString());
        assertThat(rendering.status()).as(rendering.output()).isZero();
    }
}
