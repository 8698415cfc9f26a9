package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged exporter with the arguments and files that the chart gives it, and asks it what the cluster asks. */
class ChartIT {

    private static final String MONITOR = "serviceMonitor: {enabled: true}\n";

    private final Chart chart = Chart.ofTheRepository();

    @TempDir
    Path directory;

    @Test
    void demo_answersProbes_andScrapes() throws IOException {
        answers(Chart.DEMO + MONITOR);
    }

    @Test
    void exporter_answersProbes_andScrapes_andKeepsItsState() throws IOException {
        try (Simulator cloud = Simulator.start(Scenario.named("demo"))) {
            ChartPod.writeSecret(directory, cloud);
            answers(MONITOR + configuration(cloud));
        }
        assertThat(directory.resolve("state")).isNotEmptyFile();
    }

    @Test
    void twoShards_pollEachInstanceOnce() throws IOException, InterruptedException {
        try (Simulator cloud = Simulator.start(Scenario.large(6, 1, 1))) {
            String values = "shards: 2\n" + configuration(cloud) + "  poll: {interval: 1d}\n";
            String name = chart.workload(values).at("/metadata/name").asText();
            try (ChartPod first = shard(0, name, values, cloud);
                    ChartPod second = shard(1, name, values, cloud)) {
                first.awaitAnswer("/-/ready");
                second.awaitAnswer("/-/ready");

                assertThat(cloud.scenario().instances())
                        .allSatisfy(
                                instance -> assertThat(cloud.requestCount(SimulatedOperation.LIST_TASKS, instance.id()))
                                        .isEqualTo(1));
                assertThat(first.get("/metrics").body()).contains("smartconnect_instance_info{", "shard_ordinal=\"0\"");
                assertThat(second.get("/metrics").body())
                        .contains("smartconnect_instance_info{", "shard_ordinal=\"1\"");
            }
        }
    }

    private ChartPod shard(int number, String workload, String values, Simulator cloud) throws IOException {
        Path own = Files.createDirectory(directory.resolve("shard-" + number));
        ChartPod.writeSecret(own, cloud);
        return ChartPod.start(chart, values, workload + "-" + number, own);
    }

    private static String configuration(Simulator cloud) {
        return """
                existingSecret: credentials
                config:
                  targets:
                    - endpoint: %s
                      project-id: "%s"
                """.formatted(cloud.url(), cloud.projectId());
    }

    private void answers(String values) throws IOException {
        JsonNode endpoint = chart.manifest("ServiceMonitor", values).at("/spec/endpoints/0");
        JsonNode container = ChartPod.container(chart, values);

        try (ChartPod exporter = ChartPod.start(chart, values, "pod", directory)) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                exporter.awaitAnswer(container.path(probe).at("/httpGet/path").asText());
            }
            await("scrape")
                    .atMost(ChartPod.LIMIT)
                    .untilAsserted(() -> assertThat(
                                    exporter.get(endpoint.path("path").asText()).body())
                            .contains("smartconnect_up{"));
        }
    }
}
