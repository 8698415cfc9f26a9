package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.kit.Dashboard.Panel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every query of the dashboard against a real Prometheus that scrapes the demo. */
class DashboardIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern PORT = Pattern.compile("Metrics +http://[^/\\s]+:(\\d+)/metrics");

    /** Panels that are rightly empty, and why. */
    private static final Map<String, String> MAY_BE_EMPTY =
            Map.of("Failures by reason", "the demo's cloud answers, so that nothing fails");

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = freePort();

    @TempDir
    Path directory;

    @Test
    void everyQuery_isUnderstood_andFindsData() throws Exception {
        try (Started demo = demo();
                Started prometheus = prometheus(demoPort(demo))) {
            for (Panel panel : Dashboard.overview().panels()) {
                panel.expressions().forEach(expression -> check(panel.title(), expression, prometheus));
            }
        }
    }

    private void check(String title, String expression, Started prometheus) {
        await(title).atMost(LIMIT).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            assertThat(prometheus.process().isAlive()).as(prometheus::text).isTrue();
            JsonArray series = query(Dashboard.resolved(expression));
            if (!MAY_BE_EMPTY.containsKey(title)) {
                assertThat(series).as(expression).isNotEmpty();
            }
        });
    }

    private Started demo() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = Objects.requireNonNull(System.getProperty("jar"));
        return Started.of(
                directory.resolve("demo.log"),
                List.of(java, "-Xmx256m", "-jar", jar, "demo", "--web.listen-address=127.0.0.1:0"));
    }

    private static int demoPort(Started demo) {
        Matcher told = await("the demo").atMost(LIMIT).until(() -> PORT.matcher(demo.text()), Matcher::find);
        return Integer.parseInt(told.group(1));
    }

    private Started prometheus(int scraped) throws IOException {
        Path config = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: smart-connect
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                """.formatted(scraped));
        return Started.of(
                directory.resolve("prometheus.log"),
                List.of(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port));
    }

    /** The series that Prometheus answers with; fails with its words if it does not understand. */
    private JsonArray query(String expression) throws IOException, InterruptedException {
        URI uri = Started.loopback(port).resolve("/api/v1/query");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)))
                .build();
        String body = client.send(request, BodyHandlers.ofString()).body();
        assertThat(body).as(expression).startsWith("{\"status\":\"success\"");
        return new JsonObject(body).getJsonObject("data").getJsonArray("result");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
