package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.kit.Dashboard.Panel;
import io.smartconnect.kit.Dashboard.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the dashboards to the rules of Grafana's linter for dashboards, to each other, and to the metrics that there are. */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardTest {

    private static final JsonObject DATA_SOURCE =
            new JsonObject().put("type", "prometheus").put("uid", "$datasource");

    private static final Pattern RATE = Pattern.compile("\\b(?:rate|irate|increase)\\([^\\[]*\\[([^]]*)]");
    private static final Pattern COUNTER =
            Pattern.compile("(?<before>\\S*?)\\bsmartconnect_\\w+_(?:total|bucket|sum|count)\\b");
    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
    private static final Pattern VARIABLE_QUERY =
            Pattern.compile("(?:query_result|label_values)\\((.+?)(?:, (\\w+))?\\)");
    private static final Pattern LINK = Pattern.compile("/d/([\\w-]+)(.*)");
    private static final Pattern PASSED_ON = Pattern.compile("[?&]var-(\\w+)=");

    /** As every dashboard shows them; another color for one of them would mislead. */
    private static final Map<String, String> HEALTH_COLORS = Map.of(
            "ok", "green",
            "paused", "blue",
            "unknown", "#8e8e8e",
            "warn", "yellow",
            "rewound", "orange",
            "stalled", "red",
            "failed", "dark-red");

    private final DemoMetrics metrics;
    private final Map<String, Set<String>> exposed;

    DashboardTest() throws Exception {
        metrics = DemoMetrics.poll();
        exposed = MetricLabels.labels(metrics);
    }

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @Test
    void dashboards_areThoseThatTheDocumentsName() {
        assertThat(dashboards())
                .extracting(Dashboard::uid)
                .containsExactly(
                        "smart-connect-capacity",
                        "smart-connect-exporter",
                        "smart-connect-overview",
                        "smart-connect-task");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboard_canBeProvisioned(Dashboard dashboard) {
        JsonObject json = dashboard.json();
        assertThat(json.containsKey("id")).isTrue();
        assertThat(json.getValue("id")).isNull();
        assertThat(dashboard.file()).isEqualTo(dashboard.uid() + ".json");
        assertThat(json.getInteger("schemaVersion")).isBetween(39, 42);
        assertThat(json.getBoolean("editable")).isFalse();
        assertThat(json.containsKey("__inputs")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void firstVariables_areTheDataSourceTheJobAndTheInstance(Dashboard dashboard) {
        assertThat(dashboard.variableNames()).startsWith("datasource", "job", "instance_id");
        JsonObject datasource = dashboard.variable("datasource");
        assertThat(datasource.getString("type")).isEqualTo("datasource");
        assertThat(datasource.getString("label")).isEqualTo("Data source");
        assertThat(datasource.getString("query")).isEqualTo("prometheus");
    }

    /** So that the links between the dashboards carry the choice. */
    @Test
    void instanceVariable_isTheSameEverywhere_andStandsForEveryInstanceAtFirst() {
        assertThat(dashboards())
                .extracting(dashboard -> dashboard.variable("instance_id"))
                .containsOnly(Dashboard.named("smart-connect-overview").variable("instance_id"));
        JsonObject instance = Dashboard.named("smart-connect-overview").variable("instance_id");
        assertThat(instance.getBoolean("multi")).isTrue();
        assertThat(instance.getBoolean("includeAll")).isTrue();
        assertThat(instance.getString("allValue")).isEqualTo(".+");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void variables_chooseFromMetricsThatThereAre(Dashboard dashboard) {
        assertThat(dashboard.variables())
                .filteredOn(variable -> variable.getString("type").equals("query"))
                .allSatisfy(variable -> {
                    assertThat(variable.getJsonObject("datasource")).isEqualTo(DATA_SOURCE);
                    assertThat(variable.getInteger("refresh")).isEqualTo(2);
                    Matcher query = VARIABLE_QUERY.matcher(
                            variable.getJsonObject("query").getString("query"));
                    assertThat(query.matches()).isTrue();
                    Expression expression = new Expression(query.group(1));
                    assertThat(expression.strangers(exposed)).isEmpty();
                    assertThat(labels(expression))
                            .containsAll(Stream.ofNullable(query.group(2)).toList());
                });
    }

    @Test
    void variables_showNames_andStandForIds() {
        Dashboard task = Dashboard.named("smart-connect-task");
        assertThat(chosen(task.variable("instance_id"), "smartconnect_instance_info"))
                .containsValues("shop", "telemetry", "sandbox", "logistics")
                .hasSize(4);
        assertThat(chosen(task.variable("task_id"), "smartconnect_task_info"))
                .containsValues("orders-archive", "session-cache")
                .hasSize(41);
    }

    /** Grafana then shows the id. */
    @Test
    void variables_needNoName() {
        Matcher nameless = regex(Dashboard.named("smart-connect-task").variable("task_id"))
                .matcher("{instance_id=\"i\", task_id=\"t\"} 1");
        assertThat(nameless.find()).isTrue();
        assertThat(nameless.group("value")).isEqualTo("t");
        assertThat(nameless.group("text")).isNull();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queries_useVariablesThatThereAre(Dashboard dashboard) {
        assertThat(dashboard.queries())
                .allSatisfy(query -> assertThat(named(VARIABLE, query.expression()))
                        .filteredOn(name -> !name.startsWith("__"))
                        .isSubsetOf(dashboard.variableNames()));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboard_leadsToTheOthers_withTheSameChoiceAndTime(Dashboard dashboard) {
        JsonObject links = dashboard.json().getJsonArray("links").getJsonObject(0);
        assertThat(links.getString("type")).isEqualTo("dashboards");
        assertThat(links.getJsonArray("tags")).isEqualTo(JsonArray.of("smart-connect"));
        assertThat(dashboard.json().getJsonArray("tags")).contains("smart-connect");
        assertThat(links.getBoolean("includeVars")).isTrue();
        assertThat(links.getBoolean("keepTime")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void linksInPanels_leadToADashboard_andSetItsVariables(Dashboard dashboard) {
        everything(dashboard.json())
                .filter(value -> value instanceof String text && text.startsWith("/d/"))
                .forEach(url -> assertLinks(url.toString()));
    }

    @Test
    void linksInAlerts_leadToADashboard_andSetItsVariables() throws IOException {
        String alerts = Files.readString(Path.of("config/prometheus/rules/alerts.yml"));
        assertThat(named(LINK, alerts)).contains("smart-connect-task", "smart-connect-capacity");
        assertLinks(alerts);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_sayWhatTheyShow(Dashboard dashboard) {
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.title()).isNotBlank();
            assertThat(panel.json().getString("description")).as(panel.title()).isNotBlank();
            assertThat(panel.defaults().getString("unit")).as(panel.title()).isNotBlank();
            assertThat(panel.defaults().getString("noValue")).as(panel.title()).isNotBlank();
            assertThat(panel.queries()).as(panel.title()).isNotEmpty();
            assertThat(panel.json().getJsonObject("datasource"))
                    .as(panel.title())
                    .isEqualTo(DATA_SOURCE);
        });
        assertThat(dashboard.queries()).allSatisfy(query -> {
            assertThat(query.expression()).as(query.name()).isNotBlank();
            assertThat(query.target().getJsonObject("datasource"))
                    .as(query.name())
                    .isEqualTo(DATA_SOURCE);
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_haveTheirOwnIdTitleAndPlace(Dashboard dashboard) {
        List<Panel> panels = dashboard.panels();
        assertThat(panels).extracting(panel -> panel.json().getInteger("id")).doesNotHaveDuplicates();
        assertThat(panels).extracting(Panel::title).doesNotHaveDuplicates();
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

    @ParameterizedTest
    @MethodSource("dashboards")
    void numbers_areGrey_whenThereIsNoData(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .filteredOn(panel -> panel.json().getString("type").equals("stat"))
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(
                                panel.defaults().getJsonArray("mappings").encode())
                        .as(panel.title())
                        .contains("\"match\":\"null+nan\"", "\"color\":\"#8e8e8e\""));
    }

    /** "1.03 Mil" is no unit; Kafka has messages, not records. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void numbers_haveUnitsThatReadersKnow(Dashboard dashboard) {
        assertThat(everything(dashboard.json()).filter(value -> value instanceof String))
                .doesNotContain("short", "recps");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void rows_groupThePanels(Dashboard dashboard) {
        assertThat(dashboard.rows())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(row -> assertThat(row.title()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void scales_areLinear(Dashboard dashboard) {
        assertThat(dashboard.json().encode()).doesNotContain("\"log\":10");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queries_selectTheJob(Dashboard dashboard) {
        assertThat(dashboard.queries())
                .extracting(query -> query.expression().replaceAll("ALERTS\\w*\\{[^}]*}", ""))
                .filteredOn(expression -> !expression.isBlank() && expression.contains("smartconnect_"))
                .allSatisfy(expression -> assertThat(expression).contains("job=~\"$job\""));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void nothing_isMadeZero_whenItIsUnknown(Dashboard dashboard) {
        assertThat(dashboard.queries())
                .extracting(Query::expression)
                .noneMatch(expression -> expression.contains("vector("));
    }

    @Test
    void health_hasTheSameColorsEverywhere() {
        List<JsonObject> mappings = dashboards().stream()
                .flatMap(dashboard -> everything(dashboard.json()))
                .filter(value -> value instanceof JsonObject object && "value".equals(object.getValue("type")))
                .map(JsonObject.class::cast)
                .filter(mapping -> mapping.encode().contains("\"rewound\""))
                .toList();
        assertThat(mappings)
                .hasSize(4)
                .allSatisfy(mapping -> assertThat(colors(mapping)).isEqualTo(HEALTH_COLORS));
    }

    private static Map<String, String> colors(JsonObject mapping) {
        return mapping.getJsonObject("options").stream()
                .map(entry -> (JsonObject) entry.getValue())
                .collect(Collectors.toMap(one -> one.getString("text"), one -> one.getString("color")));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void rates_areTakenOverTheRateInterval(Dashboard dashboard) {
        List<String> windows = dashboard.queries().stream()
                .flatMap(query -> RATE.matcher(query.expression()).results())
                .map(rate -> rate.group(1))
                .toList();
        assertThat(windows).isNotEmpty().containsOnly("$__rate_interval");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void counters_areOnlyShownAsRates(Dashboard dashboard) {
        List<String> before = dashboard.queries().stream()
                .flatMap(query -> COUNTER.matcher(query.expression()).results())
                .map(counter -> counter.group(1))
                .toList();
        assertThat(before).isNotEmpty().allMatch(text -> text.endsWith("rate(") || text.endsWith("increase("));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void metricsAndLabels_areThoseThatThereAre(Dashboard dashboard) {
        assertThat(dashboard.queries()).allSatisfy(query -> {
            Expression expression = new Expression(query.expression());
            assertThat(expression.strangers(exposed)).as(query.name()).isEmpty();
            assertThat(labels(expression)).as(query.name()).containsAll(named(LEGEND_LABEL, query.legend()));
        });
    }

    private Set<String> labels(Expression expression) {
        return expression.metrics().keySet().stream()
                .flatMap(metric -> exposed.get(metric).stream())
                .collect(Collectors.toSet());
    }

    /** The options that a variable offers for the series of {@code metric}: text by value. */
    private Map<String, String> chosen(JsonObject variable, String metric) {
        return metrics.text()
                .lines()
                .filter(line -> line.startsWith(metric + "{"))
                .map(regex(variable)::matcher)
                .filter(Matcher::find)
                .collect(Collectors.toMap(found -> found.group("value"), found -> found.group("text")));
    }

    /** Grafana applies it to a series' text, whose labels are in alphabetical order as those here. */
    private static Pattern regex(JsonObject variable) {
        String regex = variable.getString("regex");
        return Pattern.compile(regex.substring(1, regex.length() - 1));
    }

    private static void assertLinks(String text) {
        assertThat(LINK.matcher(text).results())
                .allSatisfy(link -> assertThat(named(PASSED_ON, link.group(2)))
                        .as(link.group())
                        .isSubsetOf(Dashboard.named(link.group(1)).variableNames()));
    }

    /** The first group of everything that {@code pattern} finds. */
    private static List<String> named(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
    }

    /** {@code json} and all that is in it. */
    private static Stream<Object> everything(Object json) {
        if (json instanceof JsonArray array) {
            return Stream.concat(Stream.of(json), array.stream().flatMap(DashboardTest::everything));
        }
        if (json instanceof JsonObject object) {
            return Stream.concat(Stream.of(json), object.stream().flatMap(entry -> everything(entry.getValue())));
        }
        return Stream.ofNullable(json);
    }
}
