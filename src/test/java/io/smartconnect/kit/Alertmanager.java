package io.smartconnect.kit;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A real Alertmanager with the configuration of the repository. */
final class Alertmanager implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** The instance of the last two alerts. Alertmanager reads alerts in order: once it inhibits the second, it has read all. */
    private static final String LAST = "last";

    private static final Alert CAUSE =
            new Alert("SmartConnectTaskStalled", Map.of("instance_id", LAST, "task_id", LAST));
    private static final Alert CONSEQUENCE = new Alert("SmartConnectTaskLagHigh", CAUSE.labels());

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI alerts;
    private final TestProcess process;

    private Alertmanager(int port, TestProcess process) {
        this.alerts = TestProcess.loopback(port).resolve("/api/v2/alerts");
        this.process = process;
    }

    static Alertmanager start(Monitoring version, Path directory) throws IOException {
        int port = Ports.free();
        TestProcess process = TestProcess.of(
                directory.resolve("alertmanager.log"),
                List.of(
                        version.alertmanager(),
                        "--config.file=config/alertmanager/alertmanager.yml",
                        "--storage.path=" + directory.resolve("alertmanager"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port));
        return new Alertmanager(port, process);
    }

    /** The labels, without severity, of the inhibited alerts of {@code firing}. */
    Set<Map<String, String>> inhibited(Collection<Alert> firing) {
        Map<String, Alerts.Facts> rules = Alerts.all();
        JsonArray all = new JsonArray();
        Stream.concat(firing.stream(), Stream.of(CAUSE, CONSEQUENCE))
                .map(alert -> alert.with("severity", rules.get(alert.name()).severity()))
                .forEach(alert -> all.add(new JsonObject().put("labels", new JsonObject(Map.copyOf(alert.named())))));
        await("taken")
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> post(all) == 200);
        Set<Map<String, String>> inhibited = await("known")
                .atMost(LIMIT)
                .until(this::suppressed, suppressed -> suppressed.contains(CONSEQUENCE.named()));
        inhibited.removeIf(labels -> LAST.equals(labels.get("instance_id")));
        return inhibited;
    }

    private int post(JsonArray all) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(alerts)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(all.encode()))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private Set<Map<String, String>> suppressed() throws IOException, InterruptedException {
        String body = client.send(HttpRequest.newBuilder(alerts).build(), BodyHandlers.ofString())
                .body();
        Set<Map<String, String>> suppressed = new HashSet<>();
        for (Object each : new JsonArray(body)) {
            JsonObject alert = (JsonObject) each;
            if (alert.getJsonObject("status").getString("state").equals("suppressed")) {
                Map<String, String> labels = new TreeMap<>();
                alert.getJsonObject("labels").forEach(label -> labels.put(label.getKey(), (String) label.getValue()));
                labels.remove("severity");
                suppressed.add(labels);
            }
        }
        return suppressed;
    }

    @Override
    public void close() {
        process.close();
    }
}
