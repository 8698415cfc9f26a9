package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.kit.Dashboard.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the queries of trouble over series that a test writes, with Prometheus's own engine. */
class DashboardTroubleTest {

    private static final Map<String, String> EVERYTHING = Map.of(
            "__interval",
            "1m",
            "__range",
            "15m",
            "__rate_interval",
            "2m",
            "task_id",
            ".+",
            "job",
            ".+",
            "instance_id",
            ".+");

    private static final List<String> HEALTHS =
            List.of("failed", "stalled", "rewound", "warn", "unknown", "paused", "ok");

    private static final String ALERTS = """
            - {series: 'ALERTS{alertname="SmartConnectDataStale", alertstate="firing", severity="critical", \
            instance_id="kafka-2", instance_name="shop", target="prod"}', values: '1'}
            - {series: 'ALERTS_FOR_STATE{alertname="SmartConnectDataStale", severity="critical", \
            instance_id="kafka-2", instance_name="shop", target="prod"}', values: '-60'}
            - {series: 'ALERTS{alertname="SmartConnectTaskStalled", alertstate="pending", severity="critical", \
            instance_id="kafka-2", task_id="t"}', values: '1'}
            - {series: 'ALERTS_FOR_STATE{alertname="SmartConnectTaskStalled", severity="critical", \
            instance_id="kafka-2", task_id="t"}', values: '0'}
            """;

    private final Dashboard overview = Dashboard.named("smart-connect-overview");

    /** In milliseconds, as Grafana needs it. */
    @Test
    void firingAlerts_areShownWithTheirBegin(@TempDir Path directory) throws Exception {
        Query critical = overview.panel("What to do: firing alerts").queries().get(0);
        String expression = "-1 * (" + critical.resolved(EVERYTHING) + " == -60000) / 60000";

        RuleEngine.check(ALERTS, Map.of(expression, List.of("""
                                {alertname="SmartConnectDataStale", severity="critical", instance_id="kafka-2", \
                                instance_name="shop", target="prod"}""")), 0, directory);
    }

    /** Each query of these panels would otherwise list healthy tasks. */
    @Test
    void panelsOfTrouble_areEmpty_whenAllIsWell(@TempDir Path directory) throws Exception {
        Map<String, List<String>> nothing = Stream.of(
                        "What to do: firing alerts",
                        "Tasks in trouble",
                        "Tasks in trouble over time",
                        "Lag time beyond the objective")
                .flatMap(title -> overview.panel(title).queries().stream())
                .collect(Collectors.toMap(query -> query.resolved(EVERYTHING), query -> List.of(), (one, two) -> one));

        RuleEngine.check(healthy(), nothing, 0, directory);
    }

    /** Two healthy tasks with lag, one of which is paused. */
    private static String healthy() {
        List<String> series = new ArrayList<>();
        Map.of("a", "ok", "b", "paused").forEach((task, is) -> {
            String labels = "job=\"j\", instance_id=\"i\", task_id=\"%s\"".formatted(task);
            HEALTHS.forEach(health -> series.add(health(labels, health, health.equals(is) ? "1" : "0")));
            series.add(of("smartconnect_task_max_lag_seconds", labels, "1"));
            series.add(of("smartconnect_task_lag_objective_seconds", labels, "1800"));
        });
        return String.join("\n", series) + "\n";
    }

    /** Two exporters report one task for each health, of which one was ok for a minute, and one task that has recovered. */
    @Test
    void troubles_areCountedOnce_andHaveTheirBegin(@TempDir Path directory) throws Exception {
        List<Query> counts = overview.panel("Tasks by health over time").queries();
        List<Query> timelines = overview.panel("Tasks in trouble over time").queries();
        Query lastGood = overview.panel("Tasks in trouble").queries().get(1);
        Query lost = Dashboard.named("smart-connect-task")
                .panel("Messages per second")
                .queries()
                .get(2);
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (int i = 0; i < HEALTHS.size(); i++) {
            int tasks = HEALTHS.get(i).equals("ok") ? 2 : 1;
            expected.put("(%s) / %d".formatted(counts.get(i).resolved(EVERYTHING), tasks), List.of("{}"));
        }
        for (int i = 0; i < timelines.size(); i++) {
            String task = i < 4 ? HEALTHS.get(i) : "recovered";
            expected.put(
                    "count by (task_id) (%s)".formatted(timelines.get(i).resolved(EVERYTHING)),
                    List.of("{task_id=\"" + task + "\"}"));
        }
        expected.put(
                "(%s) / 60000".formatted(lastGood.resolved(EVERYTHING)),
                List.of("{instance_id=\"i\", task_id=\"stalled\"}"));
        expected.put(lost.resolved(EVERYTHING), List.of("{}"));

        assertThat(counts).extracting(Query::legend).isEqualTo(HEALTHS);
        RuleEngine.check(troubles(), expected, 3, directory);
    }

    private static String troubles() {
        List<String> series = new ArrayList<>();
        for (String job : List.of("one", "two")) {
            String task = "job=\"%s\", instance_id=\"i\", task_id=\"%s\"";
            series.add(of("smartconnect_instance_info", task.formatted(job, ""), "1x3"));
            series.add(of("smartconnect_task_expired_messages_total", task.formatted(job, "stalled"), "0+60x3"));
            for (String health : HEALTHS) {
                for (String each : HEALTHS) {
                    series.add(health(task.formatted(job, each), health, values(each, health)));
                }
                series.add(health(task.formatted(job, "recovered"), health, recovered(health)));
            }
        }
        return String.join("\n", series) + "\n";
    }

    /** The stalled task is ok for the first two minutes. */
    private static String values(String task, String health) {
        if (task.equals("stalled") && health.equals("ok")) {
            return "1 1 0 0";
        }
        if (!task.equals(health)) {
            return "0x3";
        }
        return health.equals("stalled") ? "0 0 1 1" : "1x3";
    }

    private static String recovered(String health) {
        return switch (health) {
            case "ok" -> "0 0 1 1";
            case "stalled" -> "1 1 0 0";
            default -> "0x3";
        };
    }

    private static String health(String labels, String health, String values) {
        return of("smartconnect_task_health", labels + ", health=\"" + health + "\"", values);
    }

    private static String of(String metric, String labels, String values) {
        return "- {series: '%s{%s}', values: '%s'}".formatted(metric, labels, values);
    }
}
