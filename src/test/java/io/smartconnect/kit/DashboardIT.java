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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private static final Map<String, String> MAY_BE_EMPTY = Map.of(
            "Lag time beyond the objective A",
                    "the longest lag of the demo's tasks grows for minutes until it passes 30 minutes",
            "Tasks by lag time A", "the same",
            "Tasks by lag time B", "the same",
            "Lag time A", "the lag time of some task is a lower bound",
            "Failures by reason, per minute A", "the demo's cloud answers, so that nothing fails",
            "Failures by reason, per minute B", "the same",
            "Inconsistent answers, per hour A", "the demo's cloud is consistent",
            "Credential expires in A", "access keys do not expire",
            "Room for tasks F", "nobody creates tasks, so that no instance will ever be full",
            "Configuration changes", "nobody configures a task anew");

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();
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
        for (Query query : dashboard.queries()) {
            await(query.name())
                    .atMost(LIMIT)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> {
                        List<JsonObject> series = ask(query.resolved(EVERYTHING));
                        assertThat(series.isEmpty() && !MAY_BE_EMPTY.containsKey(query.name()))
                                .as(query.expression())
                                .isFalse();
                        assertThat(series)
                                .as(query.expression())
                                .noneMatch(one -> one.getJsonObject("metric").containsKey("job"));
                    });
        }
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
            double tasks = 41;
            assertThat(sum(Dashboard.named("smart-connect-overview").panel("Tasks by health")))
                    .isEqualTo(tasks);
            assertThat(sum(Dashboard.named("smart-connect-capacity").panel("Tasks")))
                    .isEqualTo(tasks);
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
        JsonObject data = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        return Dashboard.objects(data.getJsonArray("result")).toList();
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
