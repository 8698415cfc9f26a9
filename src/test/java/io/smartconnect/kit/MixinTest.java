package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
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

    private static final String DASHBOARDS = "((import 'mixin.libsonnet') + { %s }).grafanaDashboards";

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

    @Test
    void dashboards_areThoseOfTheMixin() throws Exception {
        renderDashboards("");
        assertThat(Dashboard.all())
                .allSatisfy(dashboard -> assertThat(rendered(dashboard)).isEqualTo(dashboard.json()));
    }

    @Test
    void dashboards_renderWithAnotherConfiguration() throws Exception {
        String other = """
                _config+:: {
                  selector: 'cluster=~"a|b"', dashboardTags: ['x'], dashboardLinkTags: ['x'], dashboardDatasources: '/^p/',
                  dashboardRunbookUrl: 'https://r.example.com', dashboardStatusPageUrl: 'https://s.example.com',
                }
                """;
        renderDashboards(other);
        for (Dashboard file : Dashboard.all()) {
            Dashboard dashboard = new Dashboard(file.file(), rendered(file));
            assertThat(dashboard.queries())
                    .filteredOn(query -> query.expression().contains("job=~\"$job\""))
                    .allSatisfy(query -> assertThat(query.expression().replace("job=~\"$job\", cluster=~\"a|b\"", ""))
                            .doesNotContain("$job"));
            assertThat(dashboard.variable("job").encode()).contains("build_info{cluster=~");
            assertThat(dashboard.variable("instance_id").encode()).contains("cluster=~");
            assertThat(dashboard.variable("datasource").getString("regex")).isEqualTo("/^p/");
            assertThat(dashboard.json().encode())
                    .contains("\"tags\":[\"x\"]")
                    .doesNotContain("localhost:9090", "localhost:10052", "\"tags\":[\"smart-connect\"]");
        }
    }

    /** As Jsonnet's own output: its function for JSON takes minutes. */
    private void renderDashboards(String configuration) throws Exception {
        Path source = Files.writeString(directory.resolve("dashboards.jsonnet"), DASHBOARDS.formatted(configuration));
        FinishedCommand rendering =
                FinishedCommand.run("jsonnet", "-J", "mixin", "-m", directory.toString(), source.toString());
        assertThat(rendering.status()).as(rendering.output()).isZero();
    }

    private JsonObject rendered(Dashboard dashboard) throws IOException {
        return new JsonObject(Files.readString(directory.resolve(dashboard.file())));
    }

    private void render(Path source) throws Exception {
        FinishedCommand rendering =
                FinishedCommand.run("jsonnet", "-J", "mixin", "-S", "-m", directory.toString(), source.toString());
        assertThat(rendering.status()).as(rendering.output()).isZero();
    }
}
