package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
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
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged exporter with the arguments and files that the chart gives it, and asks it what the cluster asks. */
class ChartIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MONITOR = "serviceMonitor: {enabled: true}\n";

    private final Chart chart = Chart.ofTheRepository();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();

    @TempDir
    Path directory;

    @Test
    void demo_answersProbes_andScrapes() throws IOException {
        answers(Chart.DEMO + MONITOR);
    }

    @Test
    void exporter_answersProbes_andScrapes_andKeepsItsState() throws IOException {
        try (Simulator cloud = Simulator.start(Scenario.named("demo"))) {
            Files.writeString(directory.resolve("access-key"), cloud.accessKey());
            Files.writeString(directory.resolve("secret-key"), cloud.secretKey());
            answers(MONITOR + """
                    existingSecret: credentials
                    config:
                      targets:
                        - endpoint: %s
                          project-id: "%s"
                    """.formatted(cloud.url(), cloud.projectId()));
        }
        assertThat(directory.resolve("state")).isNotEmptyFile();
    }

    private void answers(String values) throws IOException {
        JsonNode container = chart.manifest("Deployment", values).at("/spec/template/spec/containers/0");
        JsonNode endpoint = chart.manifest("ServiceMonitor", values).at("/spec/endpoints/0");
        for (JsonNode map : chart.manifests("ConfigMap", values)) {
            String conf = map.path("data").path("exporter.conf").asText();
            Files.writeString(directory.resolve("exporter.conf"), here(conf));
        }

        try (TestProcess exporter = start(container)) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                String path = container.path(probe).at("/httpGet/path").asText();
                await(probe)
                        .atMost(LIMIT)
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .untilAsserted(() -> {
                            assertThat(exporter.process().isAlive())
                                    .as(exporter::text)
                                    .isTrue();
                            assertThat(get(path).statusCode()).isEqualTo(200);
                        });
            }
            await("scrape")
                    .atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(get(endpoint.path("path").asText()).body())
                                    .contains("smartconnect_up{"));
        }
    }

    private TestProcess start(JsonNode container) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                Objects.requireNonNull(System.getProperty("jar"))));
        container.path("args").forEach(argument -> command.add(here(argument.asText())));
        return TestProcess.of(directory.resolve("exporter.log"), command);
    }

    /** {@code text} with this test's directory in place of the container's, and a free port in place of its. */
    private String here(String text) {
        return text.replaceAll("/(run/secrets|var/lib|etc)/smart-connect-exporter", directory.toString())
                .replace("=:10052", "=127.0.0.1:" + port);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(TestProcess.loopback(port).resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
