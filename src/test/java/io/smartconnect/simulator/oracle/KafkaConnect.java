package io.smartconnect.simulator.oracle;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionTimeoutException;

/** A real Kafka broker and a real worker of Kafka Connect, each in a JVM of its own, with clients of both. */
final class KafkaConnect implements AutoCloseable {

    /** Within this, whatever a test waits for has happened, however busy the machine is. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The worker's own group, by the name that Kafka's sample configuration gives it. */
    static final String WORKER_GROUP = "connect-cluster";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final TestProcess broker;
    private final TestProcess worker;
    private final URI rest;
    private final Admin admin;
    private final Producer<String, String> producer;

    private KafkaConnect(Path directory, List<Integer> ports) throws IOException {
        String bootstrap = "127.0.0.1:" + ports.get(0);
        this.directory = directory;
        broker = java("kafka.Kafka", "broker", brokerSettings(ports));
        // The worker waits for the broker.
        worker = java(
                "org.apache.kafka.connect.cli.ConnectDistributed", "worker", workerSettings(bootstrap, ports.get(2)));
        rest = TestProcess.loopback(ports.get(2));
        admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
        producer = new KafkaProducer<>(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Starts both with their files in this directory, and returns once they answer. */
    static KafkaConnect start(Path directory) throws IOException {
        KafkaConnect connect = new KafkaConnect(directory, Ports.free(3));
        try {
            connect.request("GET", "/connectors", new JsonObject());
            return connect;
        } catch (ConditionTimeoutException e) {
            connect.close();
            throw e;
        }
    }

    Admin admin() {
        return admin;
    }

    Producer<String, String> producer() {
        return producer;
    }

    /** The file to which the connector of this name writes a line for each message. */
    Path output(String connector) {
        return directory.resolve(connector + ".txt");
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

    /** The result of a request to Kafka. */
    static <T> T result(Future<T> future) throws ExecutionException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills both: nothing of theirs is needed any more. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
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
                "listeners", "PLAINTEXT://127.0.0.1:" + ports.get(0) + ",CONTROLLER://" + controller,
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@" + controller,
                "auto.create.topics.enable", "false",
                "offsets.topic.num.partitions", "1",
                "offsets.topic.replication.factor", "1",
                "group.initial.rebalance.delay.ms", "0");
    }

    private static Map<String, String> workerSettings(String bootstrap, int port) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "bootstrap.servers", bootstrap,
                "group.id", WORKER_GROUP,
                "listeners", TestProcess.loopback(port).toString(),
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
