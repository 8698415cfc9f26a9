package io.smartconnect.kit;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A month of dumps and a replication without trouble pages nobody, and warns at most once a week. Each week has a reboot of the
 * exporter, restarts and a pause of tasks, and the removal of one.
 *
 * <p>promtool's rule tests would take minutes of CPU time for a month. So Prometheus evaluates each expression over a week at
 * once, every 2 minutes, and the test applies "for". Conditions on {@code ALERTS} see no alert.
 */
@TestInstance(Lifecycle.PER_CLASS)
class QuietMonthTest {

    private static final SimulatedProduction STEADY = SimulatedProduction.steady(40);
    private static final long START = VirtualTime.START.getEpochSecond();
    private static final int WEEKS = 4;
    private static final int OVERLAP = 60;
    private static final int STEP = RecordedMonth.SCRAPE * 60;
    private static final String INSTANCE = "0a1b2c3d";

    private final HttpClient client = HttpClient.newHttpClient();
    private final RecordedSeries recorded = new RecordedSeries(VirtualTime.START, "exporter:10052");

    @TempDir
    Path directory;

    private Path imported;

    private static Stream<Monitoring> versions() {
        return Monitoring.versions();
    }

    @BeforeAll
    void record(@TempDir Path shared) throws Exception {
        int uneventful = 120;
        int eventful = 180;
        try (PolledCloud watched = PolledCloud.of(scenario())) {
            minutes(watched, eventful);
            eventful(watched);
        }
        Path samples = shared.resolve("month.txt");
        new RecordedMonth(recorded.values(), uneventful, eventful, recorded.minutes())
                .write(samples, VirtualTime.START, metrics());
        imported = shared.resolve("data");
        Monitoring oldest = versions().findFirst().orElseThrow();
        blocks(oldest, "1488h", "openmetrics", samples.toString(), imported.toString());
    }

    private static Scenario scenario() {
        SimulatedTransfer often = SimulatedTransfer.flushing(ofMinutes(5));
        SimulatedTransfer seldom = SimulatedTransfer.flushing(ofMinutes(15));
        return Scenario.builder()
                .instance(
                        INSTANCE,
                        instance -> instance.obs("often", "often", task -> task.topic("clicks", 1, STEADY, often))
                                .obs(
                                        "seldom",
                                        "seldom",
                                        task -> task.deliverInterval(ofMinutes(15))
                                                .topic("orders", 1, STEADY, seldom))
                                .obs("leaving", "leaving", task -> task.topic("old", 1, STEADY, often))
                                .replication("replica", "replica", task -> task.topics("orders")))
                .build();
    }

    private void eventful(PolledCloud watched) throws TimeoutException {
        for (int minute = 0; minute < 3; minute++) {
            watched.rest();
            recorded.down();
        }
        watched.restartExporter();
        minutes(watched, 57);
        watched.then(cloud -> cloud.restartTask(INSTANCE, "often"));
        minutes(watched, 30);
        watched.then(cloud -> cloud.restartTask(INSTANCE, "seldom"));
        minutes(watched, 30);
        watched.then(cloud -> cloud.pauseTask(INSTANCE, "often"));
        minutes(watched, 120);
        watched.then(cloud -> cloud.resumeTask(INSTANCE, "often"));
        watched.then(cloud -> cloud.pauseTask(INSTANCE, "leaving"));
        minutes(watched, 20);
        watched.then(cloud -> cloud.deleteTask(INSTANCE, "leaving"));
        minutes(watched, 100);
    }

    private void minutes(PolledCloud watched, int count) throws TimeoutException {
        for (int minute = 0; minute < count; minute++) {
            recorded.scraped(watched.poll());
        }
    }

    private static Set<String> metrics() {
        return Stream.concat(Rules.recordings().stream(), Rules.alerts().stream())
                .flatMap(rule -> Rules.expression(rule).metrics().keySet().stream())
                .collect(Collectors.toSet());
    }

    @Test
    void month_hasItsEvents() {
        assertThat(recorded.minutes()).isEqualTo(540);
        assertThat(recorded.values()).anySatisfy((series, values) -> {
            assertThat(series).startsWith("up{");
            assertThat(values).contains("0");
        });
        assertThat(recorded.values().keySet()).anyMatch(series -> series.contains("status=\"PAUSED\""));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void month_pagesNobody_andWarnsAtMostOnceAWeek(Monitoring version) throws Exception {
        Path data = directory.resolve("data");
        FinishedCommand.run("cp", "-r", imported.toString(), data.toString());
        try (Server server = start(version, data)) {
            blocks(version, "168h", recordings(server, data)); // one query per block, of at most 11,000 steps
        }
        List<String> fired = new ArrayList<>();
        try (Server server = start(version, data)) {
            for (int week = 0; week < WEEKS; week++) {
                for (JsonNode rule : Rules.alerts()) {
                    fired.addAll(fired(server, rule, week));
                }
            }
        }
        assertThat(fired).noneMatch(alert -> alert.contains(" critical "));
        for (int week = 0; week < WEEKS; week++) {
            String warning = week + " warning ";
            assertThat(fired.stream().filter(alert -> alert.startsWith(warning)))
                    .hasSizeLessThanOrEqualTo(1);
            String removal = week + " info SmartConnectTaskDisappeared";
            assertThat(fired).anyMatch(alert -> alert.startsWith(removal) && alert.contains("leaving"));
        }
    }

    private static String[] recordings(Server server, Path data) {
        return new String[] {
            "rules",
            "--url=" + server.url(),
            "--start=" + START,
            "--end=" + (START + RecordedMonth.MONTH * 60L),
            "--eval-interval=" + STEP + "s",
            "--output-dir=" + data,
            Rules.RECORDING.toString()
        };
    }

    private static void blocks(Monitoring version, String longest, String... words) throws Exception {
        FinishedCommand created = FinishedCommand.run(Stream.concat(
                        Stream.of(
                                "env",
                                "GOMAXPROCS=1",
                                "GOGC=300",
                                version.promtool(),
                                "tsdb",
                                "create-blocks-from",
                                "--max-block-duration=" + longest,
                                "--quiet"),
                        Stream.of(words))
                .toArray(String[]::new));
        assertThat(created.status()).as(created.output()).isZero();
    }

    /** The alerts that start to fire in a week, with week and severity. */
    private List<String> fired(Server server, JsonNode rule, int week) throws IOException, InterruptedException {
        String severity = rule.path("labels").path("severity").asText();
        List<String> fired = new ArrayList<>();
        for (Object each : range(server, rule.path("expr").asText(), week)) {
            JsonObject series = (JsonObject) each;
            int firings = firings(series.getJsonArray("values"), lasting(rule));
            String alert = week + " " + severity + " " + rule.path("alert").asText() + series.getValue("metric");
            fired.addAll(Collections.nCopies(firings, alert));
        }
        return fired;
    }

    private static long lasting(JsonNode rule) {
        String text = rule.path("for").asText("");
        return text.isEmpty() ? 0 : Duration.parse("PT" + text).toSeconds();
    }

    private static int firings(JsonArray values, long lasting) {
        int firings = 0;
        long since = Long.MIN_VALUE;
        long before = Long.MIN_VALUE;
        boolean isFiring = false;
        for (Object each : values) {
            long time = ((JsonArray) each).getLong(0);
            if (time - before != STEP) {
                since = time;
                isFiring = false;
            }
            if (!isFiring && time - since >= lasting) {
                isFiring = true;
                firings++;
            }
            before = time;
        }
        return firings;
    }

    private JsonArray range(Server server, String expression, int week) throws IOException, InterruptedException {
        long from = START + (long) week * RecordedMonth.WEEK * 60;
        String form = "query=%s&start=%d&end=%d&step=%d"
                .formatted(
                        URLEncoder.encode(expression, StandardCharsets.UTF_8),
                        week == 0 ? from : from - OVERLAP * 60,
                        from + (RecordedMonth.WEEK - RecordedMonth.SCRAPE) * 60L,
                        STEP);
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/api/v1/query_range"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        String body = client.send(request, BodyHandlers.ofString()).body();
        assertThat(body).startsWith("{\"status\":\"success\"");
        return new JsonObject(body).getJsonObject("data").getJsonArray("result");
    }

    private record Server(TestProcess process, URI url) implements AutoCloseable {

        @Override
        public void close() {
            process.close();
        }
    }

    private Server start(Monitoring version, Path data) throws IOException {
        int port = Ports.free();
        URI url = TestProcess.loopback(port);
        TestProcess process = TestProcess.of(
                directory.resolve("prometheus.log"),
                List.of(
                        version.folder().resolve("prometheus").toString(),
                        "--config.file=" + Files.writeString(directory.resolve("prometheus.yml"), "global: {}\n"),
                        "--storage.tsdb.path=" + data,
                        "--storage.tsdb.retention.time=100y",
                        "--query.timeout=5m",
                        "--web.listen-address=127.0.0.1:" + port));
        HttpRequest ready = HttpRequest.newBuilder(url.resolve("/-/ready")).build();
        await("ready")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> client.send(ready, BodyHandlers.discarding()).statusCode() == 200);
        return new Server(process, url);
    }
}
