package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.kit.Dashboard.Panel;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Holds the dashboard to the rules of Grafana's linter for dashboards, and to the metrics that the exporter has. */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardTest {

    private static final JsonObject DATA_SOURCE =
            new JsonObject().put("type", "prometheus").put("uid", "$datasource");

    private static final Pattern RATE = Pattern.compile("\\b(?:rate|irate|increase)\\([^\\[]*\\[([^]]*)]");
    private static final Pattern COUNTER = Pattern.compile("(?<before>\\S*?)\\bsmartconnect_\\w+_(?:total|bucket)\\b");
    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    private final Dashboard dashboard = Dashboard.overview();
    private final DemoMetrics metrics;
    private final Map<String, Set<String>> exposed;

    DashboardTest() throws Exception {
        metrics = DemoMetrics.poll();
        exposed = Exposed.labels(metrics);
    }

    @Test
    void dashboard_canBeProvisioned() {
        JsonObject json = dashboard.json();
        assertThat(json.containsKey("id")).isTrue();
        assertThat(json.getValue("id")).isNull();
        assertThat(json.getString("uid")).isEqualTo("smart-connect-overview");
        assertThat(json.getInteger("schemaVersion")).isBetween(39, 42);
        assertThat(json.getBoolean("editable")).isFalse();
        assertThat(json.containsKey("__inputs")).isFalse();
    }

    @Test
    void variables_areTheDataSourceAndTheInstance() {
        assertThat(dashboard.variables())
                .extracting(variable -> variable.getString("name"))
                .containsExactly("datasource", "instance_id");
        assertThat(dashboard.variable("datasource").getString("type")).isEqualTo("datasource");
        assertThat(dashboard.variable("datasource").getString("label")).isEqualTo("Data source");
        assertThat(dashboard.variable("datasource").getString("query")).isEqualTo("prometheus");

        JsonObject instance = dashboard.variable("instance_id");
        assertThat(instance.getString("type")).isEqualTo("query");
        assertThat(instance.getJsonObject("datasource")).isEqualTo(DATA_SOURCE);
        assertThat(instance.getInteger("refresh")).isEqualTo(2);
        assertThat(instance.getBoolean("multi")).isTrue();
        assertThat(instance.getBoolean("includeAll")).isTrue();
        assertThat(instance.getString("allValue")).isEqualTo(".+");
    }

    /** Grafana applies the expression to a series' text, whose labels are in alphabetical order as in the exposition. */
    @Test
    void instanceVariable_showsNames_andStandsForIds() {
        String regex = dashboard.variable("instance_id").getString("regex");
        Matcher series = Pattern.compile(regex.substring(1, regex.length() - 1)).matcher(metrics.text());
        assertThat(series.results().map(found -> found.group(2)))
                .containsExactlyInAnyOrder("shop", "telemetry", "sandbox");
        assertThat(regex).contains("(?<value>", "(?<text>");
    }

    @Test
    void panels_sayWhatTheyShow() {
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.title()).isNotBlank();
            assertThat(panel.json().getString("description")).as(panel.title()).isNotBlank();
            assertThat(defaults(panel).getString("unit")).as(panel.title()).isNotBlank();
            assertThat(panel.json().getJsonObject("datasource"))
                    .as(panel.title())
                    .isEqualTo(DATA_SOURCE);
            assertThat(panel.expressions()).as(panel.title()).isNotEmpty().doesNotContain("");
            assertThat(panel.targets())
                    .as(panel.title())
                    .allSatisfy(target ->
                            assertThat(target.getJsonObject("datasource")).isEqualTo(DATA_SOURCE));
        });
    }

    @Test
    void panels_haveTheirOwnIdAndPlace() {
        List<Panel> panels = dashboard.panels();
        assertThat(panels).extracting(panel -> panel.json().getInteger("id")).doesNotHaveDuplicates();
        assertThat(panels).allSatisfy(panel -> assertThat(panel.right()).isLessThanOrEqualTo(24));
        List<String> overlaps = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            Panel one = panels.get(i);
            panels.subList(i + 1, panels.size()).stream()
                    .filter(one::overlaps)
                    .forEach(other -> overlaps.add(one.title() + " / " + other.title()));
        }
        assertThat(overlaps).isEmpty();
    }

    @Test
    void numbersAtTheTop_areNotGreen_whenThereIsNoData() {
        List<Panel> stats = dashboard.panels().stream()
                .filter(panel -> panel.json().getString("type").equals("stat"))
                .toList();
        assertThat(stats)
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(
                                defaults(panel).getJsonArray("mappings").encode())
                        .as(panel.title())
                        .contains("\"match\":\"null+nan\"", "\"text\":\"no data\""));
    }

    @Test
    void lag_isNeverZero_whenItIsUnknown() {
        assertThat(dashboard.expressions())
                .filteredOn(expression -> expression.contains("_lag_messages"))
                .hasSizeGreaterThanOrEqualTo(2)
                .noneMatch(expression -> expression.contains("vector(") || expression.contains(" or "));
    }

    @Test
    void rates_areTakenOverTheRateInterval() {
        List<String> windows = dashboard.expressions().stream()
                .flatMap(expression -> RATE.matcher(expression).results())
                .map(rate -> rate.group(1))
                .toList();
        assertThat(windows).isNotEmpty().containsOnly("$__rate_interval");
    }

    @Test
    void counters_areOnlyShownAsRates() {
        List<String> before = dashboard.expressions().stream()
                .flatMap(expression -> COUNTER.matcher(expression).results())
                .map(counter -> counter.group(1))
                .toList();
        assertThat(before).isNotEmpty().allMatch(text -> text.endsWith("rate(") || text.endsWith("increase("));
    }

    @Test
    void metricsAndLabels_areThoseOfTheExporter() {
        assertThat(dashboard.panels())
                .allSatisfy(panel -> panel.targets().forEach(target -> {
                    Expression expression = new Expression(target.getString("expr"));
                    assertThat(expression.strangers(exposed)).as(panel.title()).isEmpty();
                    assertThat(labels(expression)).as(panel.title()).containsAll(legend(target));
                }));
    }

    @Test
    void instanceVariable_choosesFromAMetricOfTheExporter() {
        String query = dashboard.variable("instance_id").getJsonObject("query").getString("query");
        Matcher result = Pattern.compile("query_result\\((.+)\\)").matcher(query);
        assertThat(result.matches()).isTrue();
        assertThat(new Expression(result.group(1)).strangers(exposed)).isEmpty();
    }

    private Set<String> labels(Expression expression) {
        return expression.metrics().keySet().stream()
                .flatMap(metric -> exposed.get(metric).stream())
                .collect(Collectors.toSet());
    }

    private static JsonObject defaults(Panel panel) {
        return panel.json().getJsonObject("fieldConfig").getJsonObject("defaults");
    }

    /** The labels of a target's legend. */
    private static List<String> legend(JsonObject target) {
        return LEGEND_LABEL
                .matcher(target.getString("legendFormat", ""))
                .results()
                .map(label -> label.group(1))
                .toList();
    }
}
