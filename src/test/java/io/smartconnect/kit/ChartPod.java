package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The packaged exporter with the arguments and files that the chart gives a pod, but in a directory of a test. */
record ChartPod(TestProcess process, Path directory, int port) implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Writes the account of {@code cloud}, as the Secret of a pod. */
    static void writeSecret(Path directory, Simulator cloud) throws IOException {
        Files.writeString(directory.resolve("access-key"), cloud.accessKey());
        Files.writeString(directory.resolve("secret-key"), cloud.secretKey());
    }

    /** Starts the pod {@code name} of a workload that {@code values} lead to. */
    static ChartPod start(Chart chart, String values, String name, Path directory) throws IOException {
        int port = Ports.free();
        for (JsonNode map : chart.manifests("ConfigMap", values)) {
            String conf = map.path("data").path("exporter.conf").asText();
            Files.writeString(directory.resolve("exporter.conf"), here(conf, directory, port));
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Objects.requireNonNull(System.getProperty("jar"))));
        container(chart, values)
                .path("args")
                .forEach(argument -> command.add(here(argument.asText(), directory, port)));
        return new ChartPod(
                TestProcess.of(directory.resolve("exporter.log"), command, Map.of("HOSTNAME", name)), directory, port);
    }

    /** {@code text} with the test's directory in place of the container's, and a free port in place of its. */
    private static String here(String text, Path directory, int port) {
        return text.replaceAll("/(run/secrets|var/lib|etc)/smart-connect-exporter", directory.toString())
                .replace("=:10052", "=127.0.0.1:" + port);
    }

    /** The container of the exporter. */
    static JsonNode container(Chart chart, String values) {
        return chart.workload(values).at("/spec/template/spec/containers/0");
    }

    /** Waits until {@code path} is answered with 200. */
    void awaitAnswer(String path) {
        await(path).atMost(LIMIT).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            assertThat(process.process().isAlive()).as(process::text).isTrue();
            assertThat(get(path).statusCode()).isEqualTo(200);
        });
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(TestProcess.loopback(port).resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
    }
}
