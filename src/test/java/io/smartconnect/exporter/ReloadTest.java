package io.smartconnect.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The reload of the configuration of a running exporter, over real ports. */
@Timeout(60)
class ReloadTest {

    private static final String LAST = "smartconnect_exporter_config_last_reload_successful ";

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Simulator cloud = Simulator.start(Scenario.named("quiet"));
    private FlagValues flags = FlagValues.NONE;
    private Daemon daemon;

    @BeforeEach
    void start() throws Exception {
        configure(target("prod"), "");
        daemon = serve(this::load);
        await().until(() -> get("/-/ready").statusCode() == 200);
    }

    @AfterEach
    void stop() throws Exception {
        daemon.stop().await(20, SECONDS);
        vertx.close().await(20, SECONDS);
        cloud.close();
    }

    private Daemon serve(Callable<Settings> configuration) throws Exception {
        return new Exporter(vertx, load(), new BuildInfo("1.2.3", "abc"))
                .serve(configuration, true)
                .await(20, SECONDS);
    }

    private Settings load() throws Exception {
        return Configuration.load(Optional.of(directory.resolve("exporter.conf")), Map.of(), flags);
    }

    private String target(String name) {
        return """
                { name = "%s", endpoint = "%s", project-id = "%s",
                  credentials { access-key = "%s", secret-key = "%s" } }
                """.formatted(name, cloud.url(), cloud.projectId(), cloud.accessKey(), cloud.secretKey());
    }

    /** Writes the file with these targets and further keys, which win. */
    private void configure(String targets, String more) throws IOException {
        Files.writeString(directory.resolve("exporter.conf"), """
                smart-connect-exporter {
                  targets = [ %s ]
                  web.listen-address = "127.0.0.1:0"
                  poll.interval = 1h
                  api.max-requests-per-second = 1000
                  %s
                }
                """.formatted(targets, more));
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + daemon.port() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    private HttpResponse<String> reload() throws IOException, InterruptedException {
        return send("POST", "/-/reload");
    }

    /** The series about the cloud, with their labels but without values. */
    private Set<String> series() throws IOException, InterruptedException {
        return lines(line -> line.startsWith("smartconnect_") && !line.startsWith("smartconnect_exporter_")).stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }

    private List<String> lines(Predicate<String> chosen) throws IOException, InterruptedException {
        HttpResponse<String> page = get("/metrics");
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body().lines().filter(chosen).toList();
    }

    private double value(String series) throws IOException, InterruptedException {
        return lines(line -> line.startsWith(series)).stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("vert.x") || name.startsWith("secrets"))
                .toList();
    }

    @Test
    void hundredReloads_leaveNoGap_loseNoCounter_andGrowNothing() throws Exception {
        Set<String> before = series();
        double requests = value("smartconnect_exporter_api_requests_total");
        double polls = value("smartconnect_polls_total");
        int listings = cloud.requestCount(SimulatedOperation.LIST_TASKS);
        int threads = threads().size();

        for (int i = 0; i < 100; i++) {
            configure(target("prod"), "api.max-retries = " + i % 2);
            Future<Void> reloading = daemon.reload();
            assertThat(series()).isEqualTo(before);
            reloading.await(20, SECONDS);
        }

        assertThat(series()).isEqualTo(before);
        assertThat(value("smartconnect_polls_total")).isEqualTo(polls);
        assertThat(value("smartconnect_exporter_api_requests_total")).isGreaterThanOrEqualTo(requests);
        assertThat(cloud.requestCount(SimulatedOperation.LIST_TASKS)).isEqualTo(listings);
        assertThat(threads().size()).isLessThanOrEqualTo(threads + 20);
        assertThat(value(LAST)).isOne();
    }

    @Test
    void post_reloads_andOtherMethodsAreRefused() throws Exception {
        double started = value("smartconnect_exporter_config_last_reload_success_timestamp_seconds");
        assertThat(started).isPositive();
        configure(target("prod") + ", " + target("lab"), "");

        HttpResponse<String> answer = reload();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        await().until(() -> series().contains("smartconnect_target_up{target=\"lab\"}"));
        for (String method : List.of("GET", "HEAD", "PUT")) {
            HttpResponse<String> refusal = send(method, "/-/reload");
            assertThat(refusal.statusCode()).isEqualTo(405);
            assertThat(refusal.headers().allValues("allow")).containsExactly("POST");
        }
        await().until(() -> value("smartconnect_exporter_config_last_reload_success_timestamp_seconds") > started);
    }

    @Test
    void targetThatIsGone_goes() throws Exception {
        configure(target("lab"), "");
        reload();

        await().until(() -> series().stream().noneMatch(each -> each.contains("target=\"prod\"")));
    }

    @Test
    void invalidConfiguration_isRefused_withEveryMistakeAndNoSecret() throws Exception {
        Set<String> before = series();
        configure(target("prod").replace(cloud.secretKey(), "planted secret\\n"), "poll.interval = 1s, api.bad = 1");
        try (LogCapture log = new LogCapture(Reload.class)) {
            HttpResponse<String> answer = reload();

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("smart-connect-exporter.poll.interval: ", "smart-connect-exporter.api.bad: ")
                    .doesNotContain("planted");
            assertThat(answer.body().lines().count()).isEqualTo(1 + log.events().size());
            assertThat(log.events().size()).isGreaterThanOrEqualTo(2);
        }

        assertThat(series()).isEqualTo(before);
        await().until(() -> value(LAST) == 0);

        configure(target("prod"), "");
        assertThat(reload().statusCode()).isEqualTo(200);
        await().until(() -> value(LAST) == 1);
    }

    @Test
    void settingsThatNeedARestart_refuseTheWholeReload() throws Exception {
        configure(
                target("lab"),
                "web { listen-address = \"127.0.0.1:1\", telemetry-path = /other, config-file = web.yml }, "
                        + "lag { state-file = state, history-from = \"http://prometheus\" }");

        HttpResponse<String> answer = reload();

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains(
                        "smart-connect-exporter.web.listen-address: can't change without a restart; "
                                + "found 127.0.0.1:1 in place of 127.0.0.1:0\n",
                        "smart-connect-exporter.web.telemetry-path: can't change without a restart; "
                                + "found /other in place of /metrics\n",
                        "smart-connect-exporter.web.config-file: can't change without a restart; found ",
                        "smart-connect-exporter.lag.state-file: can't change without a restart; found ",
                        "smart-connect-exporter.lag.history-from: can't change without a restart; "
                                + "found http://prometheus in place of none");
        assertThat(series()).anyMatch(each -> each.contains("target=\"prod\""));
        assertThat(series()).noneMatch(each -> each.contains("target=\"lab\""));
    }

    @Test
    void keyThatAFlagOverrides_isNoChange() throws Exception {
        flags = new FlagValues(Map.of("web.listen-address", "127.0.0.1:0", "web.telemetry-path", "/metrics"));
        configure(target("prod"), "web { listen-address = \"127.0.0.1:1\", telemetry-path = /other }");

        assertThat(reload().statusCode()).isEqualTo(200);
    }

    @Test
    void granularityAndLinks_change() throws Exception {
        assertThat(series()).anyMatch(each -> each.startsWith("smartconnect_partition_lag_messages"));
        configure(
                target("prod"),
                "metrics.granularity = task, web.links = [{ title = Wiki, url = \"https://wiki.example.com/\" }]");

        assertThat(reload().statusCode()).isEqualTo(200);

        assertThat(get("/").body()).contains("href=\"https://wiki.example.com/\"");
        await().until(() -> series().stream().noneMatch(each -> each.startsWith("smartconnect_partition_")));
        assertThat(series()).anyMatch(each -> each.startsWith("smartconnect_task_lag_messages"));
    }

    @Test
    void intervalAndObjectives_change() throws Exception {
        assertThat(value("smartconnect_poll_interval_seconds")).isEqualTo(3_600);
        configure(target("prod"), "poll.interval = 2h, health.lag-objectives = [{ target = prod, seconds = 77 }]");

        assertThat(reload().statusCode()).isEqualTo(200);

        assertThat(get("/api/v1/tasks").body()).contains("\"lag_objective_seconds\"");
        await().until(() -> lines(line -> line.startsWith("smartconnect_task_lag_objective_seconds{")).stream()
                .allMatch(line -> line.endsWith(" 77")));
        await().untilAsserted(() ->
                assertThat(value("smartconnect_poll_interval_seconds")).isEqualTo(7_200));
    }

    @Test
    void simultaneousReloads_areDoneOneAfterAnother() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch gate = new CountDownLatch(1);
        daemon.stop().await(20, SECONDS);
        daemon = serve(() -> {
            order.add("begin");
            assertThat(gate.await(20, SECONDS)).isTrue();
            order.add("end");
            return load();
        });
        List<Future<Void>> all = List.of(daemon.reload(), daemon.reload(), daemon.reload());
        assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
        gate.countDown();
        for (Future<Void> each : all) {
            each.await(20, SECONDS);
        }

        assertThat(order).containsExactly("begin", "end", "begin", "end", "begin", "end");
    }

    @Test
    void reloadWhileStopping_isRefused() throws TimeoutException {
        daemon.stop();
        Future<Void> reloading = daemon.reload();

        await().until(reloading::isComplete);
        assertThat(reloading.cause()).hasMessage("the exporter is stopping");
    }
}
