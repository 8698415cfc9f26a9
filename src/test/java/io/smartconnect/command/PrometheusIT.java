package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.kit.Ports;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as real readers see it: Prometheus, promtool, a strict parser of OpenMetrics, curl. */
class PrometheusIT {

    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final Path CURL = Path.of("/usr/bin/curl");
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    /** Prints how many smartconnect samples a file of OpenMetrics has, if it keeps to the rules. */
    private static final String PARSE = """
            import sys
            from prometheus_client.openmetrics.parser import text_string_to_metric_families
            text = open(sys.argv[1], encoding="utf-8", newline="").read()
            families = list(text_string_to_metric_families(text))
            print(sum(s.name.startswith("smartconnect_task_") for f in families for s in f.samples))
            """;

    @TempDir
    static Path directory;

    private static ExporterProcess demo;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        assertThat(List.of(PROMETHEUS, PROMTOOL, CURL, PYTHON))
                .as("needed by this test: apt-get install --no-install-recommends prometheus curl"
                        + " python3-prometheus-client; from Debian 13 on also promtool")
                .allMatch(Files::isExecutable);
        demo = ExporterProcess.start("demo", "--web.listen-address=127.0.0.1:0").ready();
        await().atMost(Program.PATIENCE)
                .until(() -> demo.metrics().values("smartconnect_up").sum() >= 7);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void prometheus_scrapesWithoutAFlaw_whileOtherClientsMisbehave() throws IOException {
        int port = Ports.free();
        try (Program prometheus = prometheus(directory, port, demo.port());
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), demo.port());
                Socket unfinished = new Socket(InetAddress.getLoopbackAddress(), demo.port())) {
            unfinished.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
            await().atMost(Program.PATIENCE)
                    .failFast(() -> assertThat(prometheus.isAlive())
                            .as(prometheus.err())
                            .isTrue())
                    .until(() -> query(port, "count_over_time(up[10m])").orElse(0) >= 5);

            assertThat(query(port, "min_over_time(up[10m])")).hasValue(1);
            assertThat(query(port, "count(smartconnect_task_lag_messages > 0)").orElse(0))
                    .isGreaterThanOrEqualTo(3);
            assertThat(query(port, "max(smartconnect_tasks_reported / smartconnect_tasks_quota)")
                            .orElse(0))
                    .isEqualTo(1);
            await().atMost(Program.PATIENCE)
                    .untilAsserted(() -> assertThat(query(port, "scrape_samples_scraped"))
                            .hasValue(openMetrics().all().size()));
            assertThat(cutOff(silent)).isTrue();
            assertThat(cutOff(unfinished)).isTrue();
            assertThat(query(port, "min_over_time(up[10m])")).hasValue(1);
            assertThat(prometheus.err())
                    .doesNotContainIgnoringCase("duplicate")
                    .doesNotContainIgnoringCase("out of order")
                    .doesNotContainIgnoringCase("out-of-order")
                    .doesNotContain("level=warn", "level=error");
        }
    }

    @Test
    void promtool_findsNothingToComplainAbout() throws IOException {
        Path text = Files.writeString(
                directory.resolve("metrics.txt"), demo.metrics().text());
        try (Program promtool = Program.start(List.of(PROMTOOL.toString(), "check", "metrics"), Map.of(), text)) {
            assertThat(promtool.status()).as(promtool.out() + promtool.err()).isZero();
            assertThat(promtool.out() + promtool.err()).isEmpty();
        }
    }

    @Test
    void strictParserOfOpenMetrics_findsTheSamplesOfTheClassicText() throws IOException {
        await().atMost(Program.PATIENCE).untilAsserted(() -> {
            ScrapedSamples classic = demo.metrics();
            Path file = Files.writeString(
                    directory.resolve("openmetrics.txt"), openMetrics().text());
            try (Program parser = Program.start(List.of(PYTHON.toString(), "-c", PARSE, file.toString()), Map.of())) {
                assertThat(parser.status()).as(parser.err()).isZero();
                assertThat(parser.out().strip())
                        .isEqualTo(Integer.toString(
                                classic.ofPrefix("smartconnect_task_").size()));
            }
        });
    }

    /** The samples change between two polls, so that it may take more than one try to meet the same ones. */
    @Test
    void curl_getsTheSameTasks_whetherCompressedOrNot() {
        await().atMost(Program.PATIENCE).untilAsserted(() -> {
            List<String> plain = curl().ofPrefix("smartconnect_task_");
            assertThat(curl("--compressed").ofPrefix("smartconnect_task_")).isEqualTo(plain);
            assertThat(plain).hasSizeGreaterThan(100);
        });
    }

    private static ScrapedSamples openMetrics() {
        return demo.metrics("Accept", "application/openmetrics-text;version=1.0.0");
    }

    private static ScrapedSamples curl(String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(CURL.toString(), "--silent", "--fail"));
        command.addAll(List.of(flags));
        command.add(demo.uri("/metrics").toString());
        try (Program curl = Program.start(command, Map.of())) {
            assertThat(curl.status()).as(curl.err()).isZero();
            return new ScrapedSamples(curl.out());
        }
    }

    /** A Prometheus that scrapes an exporter at {@code target}, a port of this machine. */
    static Program prometheus(Path directory, int port, int target) throws IOException {
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                global: { scrape_interval: 2s, scrape_timeout: 2s }
                scrape_configs:
                  - job_name: smart-connect
                    static_configs: [{ targets: ["127.0.0.1:%d"] }]
                """.formatted(target));
        return Program.start(
                List.of(
                        PROMETHEUS.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                Map.of());
    }

    /** Returns true if the daemon closes the connection; it gives a client 10 s for its first request. */
    private static boolean cutOff(Socket socket) throws IOException {
        socket.setSoTimeout((int) Program.PATIENCE.toMillis());
        return socket.getInputStream().read() < 0;
    }

    /** The one value of an instant query; empty while Prometheus has none or is not up yet. */
    static OptionalDouble query(int port, String expression) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        try {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonArray result =
                    new JsonObject(answer.body()).getJsonObject("data").getJsonArray("result");
            return result.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(
                            result.getJsonObject(0).getJsonArray("value").getString(1)));
        } catch (IOException | RuntimeException notUp) {
            return OptionalDouble.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
