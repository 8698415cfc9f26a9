package io.smartconnect.simulator.oracle;

import static io.smartconnect.simulator.oracle.KafkaConnect.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.kit.Ports;
import io.smartconnect.kit.TestProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;

/** A Kafka broker and a worker of Kafka Connect, each in a JVM of its own. */
final class KafkaPrograms implements AutoCloseable {

    /** The worker's own group, by the name that Kafka's sample configuration gives it. */
    static final String WORKER_GROUP = "connect-cluster";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final String bootstrap;
    private final URI rest;
    private final TestProcess broker;
    private final TestProcess worker;

    private KafkaPrograms(Path directory, List<Integer> ports) throws IOException {
        this.directory = directory;
        bootstrap = "127.0.0.1:" + ports.get(0);
        rest = TestProcess.loopback(ports.get(2));
        broker = java("kafka.Kafka", "broker", brokerSettings(ports));
        // The worker waits for the broker.
        worker = java("org.apache.kafka.connect.cli.ConnectDistributed", "worker", workerSettings());
    }

    /** Starts both with their files in this directory, and returns once they answer. */
    static KafkaPrograms start(Path directory) throws IOException {
        KafkaPrograms programs = new KafkaPrograms(directory, Ports.free(3));
        try {
            programs.request("GET", "/connectors", new JsonObject());
            return programs;
        } catch (ConditionTimeoutException e) {
            programs.close();
            throw e;
        }
    }

    /** The broker's address. */
    String bootstrap() {
        return bootstrap;
    }

    /** The directory with the files of both. */
    Path directory() {
        return directory;
    }

    /** Sends a request to the worker until it succeeds: a worker refuses requests while it starts and while it rebalances. */
    String request(String method, String path, JsonObject body) {
        AtomicReference<String> answer = new AtomicReference<>("");
        await(method + " " + path).atMost(PATIENCE).untilAsserted(() -> {
            Response response = send(method, path, body);
            assertThat(response.status).as(response.body).isBetween(200, 299);
            answer.set(response.body);
        });
        return answer.get();
    }

    private record Response(int status, String body) {}

    private Response send(String method, String path, JsonObject body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(rest.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.encode()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Response(response.statusCode(), response.body());
        } catch (IOException notYet) {
            return new Response(0, notYet + "\n" + broker.text() + worker.text());
        }
    }

    /** Kills both: nothing of theirs is needed any more. */
    @Override
    public void close() {
        for (TestProcess each : List.of(worker, broker)) {
            each.process().destroyForcibly();
            each.close();
        }
    }

    private Map<String, String> brokerSettings(List<Integer> ports) throws IOException {
        Path log = Files.createDirectory(directory.resolve("log"));
        Files.writeString(log.resolve("meta.properties"), "version=1\ncluster.id=oracle\nnode.id=1\n");
        String controller = "127.0.0.1:" + ports.get(1);
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "log.dirs", log.toString(),
                "listeners", "PLAINTEXT://" + bootstrap + ",CONTROLLER://" + controller,
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@" + controller,
                "auto.create.topics.enable", "false",
                "offsets.topic.num.partitions", "1",
                "offsets.topic.replication.factor", "1",
                "group.initial.rebalance.delay.ms", "0");
    }

    private Map<String, String> workerSettings() {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "bootstrap.servers", bootstrap,
                "group.id", WORKER_GROUP,
                "listeners", rest.toString(),
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.storage.StringConverter",
                "plugin.discovery", "service_load",
                "offset.flush.interval.ms", "100"));
        for (String topic : List.of("config", "offset", "status")) {
            settings.put(topic + ".storage.topic", "__connect-" + topic);
            settings.put(topic + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        return settings;
    }

    private TestProcess java(String mainClass, String name, Map<String, String> settings) throws IOException {
        Path file = directory.resolve(name + ".properties");
        Files.write(
                file,
                settings.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
        return TestProcess.of(
                directory.resolve(name + ".log"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        Files.readString(Path.of(System.getProperty("kafka"))),
                        mainClass,
                        file.toString()));
    }
}
