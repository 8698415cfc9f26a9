package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.kit.Dashboard.Panel;
import io.smartconnect.kit.Dashboard.Query;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every query of the dashboards against a real Prometheus that scrapes the demo and has the rules. It scrapes it as two
 * jobs, as if there were two exporters of the same project: nothing may count twice, or fail for duplicates.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardIT {

    /** A task of the demo restarts every 150 seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /** Of the demo, so that no state is missed. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    private static final Pattern PORT = Pattern.compile("Metrics +http://[^/\\s]+:(\\d+)/metrics");
    private static final Pattern PATIENCE = Pattern.compile("(?m)^ +(?:for|keep_firing_for): .*\\n");
    private static final Pattern LINK = Pattern.compile(".*/d/([\\w-]+)\\?(.*)");
    private static final Pattern PARAMETER = Pattern.compile("var-(\\w+)=([^&]*)");

    private static final Map<String, String> EVERYTHING = Map.of(
            "__rate_interval", "1m",
            "__range", "15m",
            "__interval", "15s",
            "job", ".+",
            "instance_id", ".+",
            "task_id", ".+",
            "exporter", ".+");

    /** Queries that are rightly empty, and why. */
    private static final Map<String, String> MAY_BE_EMPTY = Map.ofEntries(
            Map.entry("Lag time beyond the objective A", "the demo's lag times pass 30 minutes after minutes"),
            Map.entry("Tasks by lag time A", "the same"),
            Map.entry("Tasks by lag time B", "the same"),
            Map.entry("Lag time A", "the lag time of some task is a lower bound"),
            Map.entry(
                    "Tasks in trouble B",
                    "a task of the demo gets into trouble after a minute (see DashboardTroubleTest)"),
            Map.entry(
                    "Messages per second C",
                    "a task of the demo first transfers a message again after minutes (see DashboardTroubleTest)"),
            Map.entry(
                    "Tasks by health over time C",
                    "a task of the demo is first rewound after two minutes (see DashboardTroubleTest)"),
            Map.entry("Tasks by health over time D", "the same for a warning"),
            Map.entry("Tasks in trouble over time C", "the same"),
            Map.entry("Tasks in trouble over time D", "the same"),
            Map.entry("Tasks in trouble over time E", "the same for a task that has recovered"),
            Map.entry("Inconsistent answers, per hour A", "the demo's cloud is consistent"),
            Map.entry("Room for tasks F", "nobody creates tasks, so that no instance will ever be full"));

    /** Alerts that the demo shows only after the limit of this test, or nearly. */
    private static final Set<String> LATE = Set.of(
            "SmartConnectDataStale",
            "SmartConnectMessagesExpired",
            "SmartConnectTaskNotCatchingUp",
            "SmartConnectTaskPausedWithLag");

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final Instant start = Instant.now();
    private TestProcess demo;
    private TestProcess prometheus;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = Objects.requireNonNull(System.getProperty("jar"));
        demo = TestProcess.of(
                directory.resolve("demo.log"),
                List.of(java, "-Xmx256m", "-jar", jar, "demo", "--web.listen-address=127.0.0.1:0"));
        prometheus = prometheus(directory, demoPort());
    }

    @AfterAll
    void stop() {
        demo.close();
        if (prometheus != null) {
            prometheus.close();
        }
    }

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQuery_isUnderstood_andFindsData(Dashboard dashboard) {
        List<Query> empty = new ArrayList<>(dashboard.queries());
        await().atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> {
                    for (Query query : List.copyOf(empty)) {
                        if (findsData(query) || MAY_BE_EMPTY.containsKey(query.name())) {
                            empty.remove(query);
                        }
                    }
                    assertThat(empty).isEmpty();
                });
    }

    /** At any time since the start: some troubles of the demo last only for a few polls. */
    private boolean findsData(Query query) throws IOException, InterruptedException {
        List<JsonObject> series = askSinceStart(query.resolved(EVERYTHING));
        assertThat(series)
                .as(query.expression())
                .noneMatch(one -> one.getJsonObject("metric").containsKey("job"));
        return !series.isEmpty();
    }

    @Test
    void queriesThatMayBeEmpty_areThere() {
        Set<String> names = dashboards().stream()
                .flatMap(dashboard -> dashboard.queries().stream())
                .map(Query::name)
                .collect(Collectors.toSet());
        assertThat(names).containsAll(MAY_BE_EMPTY.keySet());
    }

    @Test
    void tasks_areCountedOnce_whenTwoExportersTellOfThem() {
        await().atMost(LIMIT).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            assertThat(ask("count(count by (job) (smartconnect_exporter_build_info))"))
                    .extracting(DashboardIT::value)
                    .containsExactly(2.0);
            double tasks = 48;
            assertThat(sum(Dashboard.named("smart-connect-overview").panel("Tasks by health")))
                    .isEqualTo(tasks);
            assertThat(sum(Dashboard.named("smart-connect-capacity").panel("Tasks")))
                    .isEqualTo(tasks);
        });
    }

    @Test
    void everyAlertOfTheDemo_fires() {
        await().atMost(LIMIT).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            Set<String> fired = askSinceStart("count by (alertname) (ALERTS{alertstate=\"firing\"})").stream()
                    .map(series -> series.getJsonObject("metric").getString("alertname"))
                    .collect(Collectors.toSet());
            assertThat(Stream.concat(fired.stream(), LATE.stream())).containsAll(DemoTable.shown());
        });
    }

    @Test
    void linkOfAnAlert_choosesItsTask() {
        Dashboard task = Dashboard.named("smart-connect-task");
        await().atMost(LIMIT).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            JsonObject alert = firing("SmartConnectTaskFailed");
            Matcher link = LINK.matcher(alert.getJsonObject("annotations").getString("dashboard_url"));
            assertThat(link.matches()).isTrue();
            assertThat(link.group(1)).isEqualTo(task.uid());
            Query health = task.panel("Health").queries().get(0);
            assertThat(ask(health.resolved(chosenBy(link.group(2)))))
                    .singleElement()
                    .satisfies(series -> {
                        assertThat(series.getJsonObject("metric").getString("task_id"))
                                .isEqualTo(alert.getJsonObject("labels").getString("task_id"));
                        assertThat(value(series)).as("failed").isEqualTo(6);
                    });
        });
    }

    private JsonObject firing(String name) throws IOException, InterruptedException {
        return Dashboard.objects(get("/api/v1/alerts").getJsonArray("alerts"))
                .filter(alert -> alert.getString("state").equals("firing"))
                .filter(alert ->
                        alert.getJsonObject("labels").getString("alertname").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " does not fire"));
    }

    private static Map<String, String> chosenBy(String parameters) {
        Map<String, String> variables = new HashMap<>(EVERYTHING);
        PARAMETER.matcher(parameters).results().forEach(one -> variables.put(one.group(1), one.group(2)));
        return variables;
    }

    private double sum(Panel panel) throws IOException, InterruptedException {
        double sum = 0;
        for (Query query : panel.queries()) {
            sum += ask(query.resolved(EVERYTHING)).stream()
                    .mapToDouble(DashboardIT::value)
                    .sum();
        }
        return sum;
    }

    private static double value(JsonObject series) {
        return Double.parseDouble(series.getJsonArray("value").getString(1));
    }

    private int demoPort() {
        Matcher told = await("the demo").atMost(LIMIT).until(() -> PORT.matcher(demo.text()), Matcher::find);
        return Integer.parseInt(told.group(1));
    }

    private TestProcess prometheus(Path directory, int scraped) throws IOException {
        Path rules = Files.createDirectory(directory.resolve("rules"));
        for (String file : List.of("alerts.yml", "recording.yml")) {
            String rule = Files.readString(Path.of("config/prometheus/rules", file));
            Files.writeString(rules.resolve(file), PATIENCE.matcher(rule).replaceAll(""));
        }
        Path config = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules/*.yml]
                scrape_configs:
                  - job_name: one
                    static_configs: [{targets: ["127.0.0.1:%1$d"]}]
                  - job_name: two
                    static_configs: [{targets: ["127.0.0.1:%1$d"]}]
                """.formatted(scraped));
        return TestProcess.of(
                directory.resolve("prometheus.log"),
                List.of(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port));
    }

    /** The series that Prometheus answers with; fails with its words if it does not understand. */
    private List<JsonObject> ask(String expression) throws IOException, InterruptedException {
        return result("/api/v1/query?query=" + encoded(expression));
    }

    private List<JsonObject> askSinceStart(String expression) throws IOException, InterruptedException {
        return result("/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
                .formatted(
                        encoded(expression),
                        start.getEpochSecond(),
                        Instant.now().getEpochSecond(),
                        POLL_INTERVAL.toSeconds()));
    }

    private static String encoded(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }

    private List<JsonObject> result(String path) throws IOException, InterruptedException {
        return Dashboard.objects(get(path).getJsonArray("result")).toList();
    }

    private JsonObject get(String path) throws IOException, InterruptedException {
        assertThat(prometheus.process().isAlive()).as(prometheus::text).isTrue();
        URI uri = TestProcess.loopback(port).resolve(path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        String body = client.send(request, BodyHandlers.ofString()).body();
        assertThat(body).as(path).startsWith("{\"status\":\"success\"");
        return new JsonObject(body).getJsonObject("data");
    }
}
