package io.smartconnect.simulator.oracle;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real Kafka Connect with a broker of its own, and clients of both. */
final class KafkaConnect implements AutoCloseable {

    /** Within this, whatever a test waits for has happened, however busy the machine is. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaPrograms programs;
    private final Admin admin;
    private final Producer<String, String> producer;

    private KafkaConnect(KafkaPrograms programs) {
        Map<String, Object> broker = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, programs.bootstrap());
        this.programs = programs;
        admin = Admin.create(broker);
        producer = new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer());
    }

    /** Starts both with their files in this directory. */
    static KafkaConnect start(Path directory) throws IOException {
        return new KafkaConnect(KafkaPrograms.start(directory));
    }

    Admin admin() {
        return admin;
    }

    Producer<String, String> producer() {
        return producer;
    }

    /** Sends a request to Kafka Connect until it succeeds. */
    String request(String method, String path, JsonObject body) {
        return programs.request(method, path, body);
    }

    /** The file to which the connector of this name writes a line for each message. */
    Path output(String connector) {
        return programs.directory().resolve(connector + ".txt");
    }

    /** The result of a request to Kafka. */
    static <T> T result(Future<T> future) throws ExecutionException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
        programs.close();
    }
}
