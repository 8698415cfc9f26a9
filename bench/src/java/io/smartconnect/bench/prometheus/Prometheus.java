package io.smartconnect.bench.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Started;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Prometheus that scrapes one page. Closing it ends it. */
final class Prometheus implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final MetricsServer server;

    private Prometheus(MetricsServer server) {
        this.server = server;
    }

    /** Starts it, with everything that it keeps in {@code directory}. */
    static Prometheus start(MetricsPage page, Duration interval, Path directory)
            throws IOException, InterruptedException {
        int port = MetricsServer.freePort();
        Path file = Files.writeString(directory.resolve("prometheus.yml"), configuration(page, interval));
        List<String> command = List.of(
                "prometheus",
                "--config.file=" + file,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
        MetricsServer server = MetricsServer.of("Prometheus", Started.of(directory, command), port, "/metrics");
        Prometheus prometheus = new Prometheus(server);
        try {
            server.process().await(LOOK, new MetricsPage(server.page().uri().resolve("/-/ready"))::answers);
            return prometheus;
        } catch (IOException | InterruptedException | RuntimeException trouble) {
            prometheus.close();
            throw trouble;
        }
    }

    /** Waits until there is an answer to the expression. */
    void awaitAnswer(String expression) throws IOException, InterruptedException {
        server.process().await(LOOK, () -> !result(expression).isEmpty());
    }

    /** The value of an expression that has one sample; NaN where it has none. */
    double value(String expression) throws IOException {
        JsonArray result = result(expression);
        return result.isEmpty()
                ? Double.NaN
                : Double.parseDouble(
                        result.getJsonObject(0).getJsonArray("value").getString(1));
    }

    private JsonArray result(String expression) throws IOException {
        URI query = server.page().uri().resolve("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
        return new JsonObject(new MetricsPage(query).text()).getJsonObject("data").getJsonArray("result");
    }

    private static String configuration(MetricsPage page, Duration interval) {
        return """
                scrape_configs:
                  - job_name: exporter
                    scrape_interval: %1$ds
                    scrape_timeout: %1$ds
                    metrics_path: %2$s
                    static_configs:
                      - targets: ['%3$s']
                """
                .formatted(interval.toSeconds(), page.uri().getPath(), page.uri().getAuthority());
    }

    @Override
    public void close() {
        server.close();
    }
}
