package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.kit.Dashboard.Query;
import io.vertx.core.json.JsonObject;
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

/** Holds queries and variables of the dashboards to the metrics that there are, and to the rules of Grafana's linter. */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardQueriesTest {

    private static final Pattern RATE = Pattern.compile("\\b(?:rate|irate|increase)\\([^\\[]*\\[([^]]*)]");
    private static final Pattern COUNTER =
            Pattern.compile("(?<before>\\S*?)\\bsmartconnect_\\w+_(?:total|bucket|sum|count)\\b");
    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
    private static final Pattern VARIABLE_QUERY =
            Pattern.compile("(?:query_result|label_values)\\((.+?)(?:, (\\w+))?\\)");

    private final DemoMetrics metrics;
    private final Map<String, Set<String>> exposed;

    DashboardQueriesTest() throws Exception {
        metrics = DemoMetrics.poll();
        exposed = MetricLabels.labels(metrics);
    }

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void variables_chooseFromMetricsThatThereAre(Dashboard dashboard) {
        assertThat(dashboard.variables())
                .filteredOn(variable -> variable.getString("type").equals("query"))
                .allSatisfy(variable -> {
                    assertThat(variable.getJsonObject("datasource")).isEqualTo(Dashboard.DATA_SOURCE);
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
                .allSatisfy(query -> assertThat(Dashboard.firstGroups(VARIABLE, query.expression()))
                        .filteredOn(name -> !name.startsWith("__"))
                        .isSubsetOf(dashboard.variableNames()));
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
            assertThat(labels(expression))
                    .as(query.name())
                    .containsAll(Dashboard.firstGroups(LEGEND_LABEL, query.legend()));
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
}
