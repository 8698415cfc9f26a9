package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.exporter.shard.Shard;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renders the chart with shards: the StatefulSet, its volumes and its services. */
class ChartShardsTest {

    private static final String LONGEST_NAME = "n".repeat(63);

    private final Chart chart = Chart.ofTheRepository();
    private final List<JsonNode> rendered = chart.manifests(Chart.SHARDS);
    private final JsonNode statefulSet = chart.workload(Chart.SHARDS);

    @Test
    void aStatefulSet_replacesTheDeployment_andItsClaims() {
        assertThat(rendered.stream().map(manifest -> manifest.path("kind").asText()))
                .containsExactlyInAnyOrder(
                        "ConfigMap", "Service", "Service", "ServiceAccount", "ServiceMonitor", "StatefulSet");
        assertThat(statefulSet.at("/spec/replicas").asInt()).isEqualTo(3);
    }

    /** The name of a pod is that of the StatefulSet and a number. */
    @Test
    void eachPod_pollsTheShardOfItsNumber() throws Exception {
        JsonNode arguments = statefulSet.at("/spec/template/spec/containers/0/args");
        assertThat(arguments).map(JsonNode::asText).contains("--shard-from-hostname", "--total-shards=3");

        String last = statefulSet.at("/metadata/name").asText() + "-2";
        Shard shard = Configuration.load(
                        Optional.empty(),
                        Map.of(
                                "HOSTNAME", last,
                                "SMART_CONNECT_REGION", "eu-west-101",
                                "HUAWEICLOUD_SDK_PROJECT_ID", "p",
                                "HUAWEICLOUD_SDK_AK", "planted",
                                "HUAWEICLOUD_SDK_SK", "planted"),
                        FlagValues.NONE.with("total-shards", "3").with("shard-from-hostname", "true"))
                .shard();
        assertThat(shard).isEqualTo(new Shard(2, 3));
    }

    /** Kubernetes refuses an upgrade that changes a template of claims, so its labels have no version. */
    @Test
    void eachPod_hasAVolumeForItsStateFile() {
        JsonNode claim = statefulSet.at("/spec/volumeClaimTemplates/0");
        JsonNode pod = statefulSet.at("/spec/template/spec");

        assertThat(Yaml.texts(pod.at("/containers/0/volumeMounts"), "name"))
                .contains(claim.at("/metadata/name").asText());
        assertThat(Yaml.texts(pod.path("volumes"), "name")).containsExactly("tmp", "config", "secret");
        assertThat(claim.at("/metadata/labels")).isEqualTo(statefulSet.at("/spec/selector/matchLabels"));
        assertThat(claim.at("/spec"))
                .isEqualTo(chart.manifest("PersistentVolumeClaim", Chart.LEAST + "persistence: {enabled: true}")
                        .path("spec"));
    }

    @Test
    void withoutPersistence_thePodKeepsItsState() {
        JsonNode unkept = chart.workload(Chart.LEAST + "shards: 2\n");
        assertThat(unkept.at("/spec/volumeClaimTemplates").isMissingNode()).isTrue();
        assertThat(Yaml.texts(unkept.at("/spec/template/spec/volumes"), "name")).contains("state");
    }

    @Test
    void headlessService_namesAllPods_evenUnready_andTheMonitorScrapesEachOnce() {
        JsonNode headless = rendered.stream()
                .filter(manifest -> manifest.at("/spec/clusterIP").asText().equals("None"))
                .findFirst()
                .orElseThrow();
        JsonNode selected = chart.manifest("ServiceMonitor", Chart.SHARDS).at("/spec/selector/matchLabels");

        assertThat(headless.at("/metadata/name")).isEqualTo(statefulSet.at("/spec/serviceName"));
        assertThat(headless.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
        assertThat(headless.at("/spec/selector"))
                .isEqualTo(chart.service(Chart.SHARDS).at("/spec/selector"))
                .isEqualTo(statefulSet.at("/spec/selector/matchLabels"));
        assertThat(chart.service(Chart.SHARDS).at("/metadata/labels").properties())
                .containsAll(selected.properties());
        assertThat(headless.at("/metadata/labels/app.kubernetes.io~1name"))
                .as("the monitor must not scrape the pods through this service too")
                .isNotEqualTo(selected.path("app.kubernetes.io/name"));
        assertThat(chart.notes(Chart.SHARDS))
                .contains("status statefulset/scx-smart-connect-exporter\n", "logs statefulset/");
    }

    /** The names of pods and the hash of a StatefulSet are labels, which have at most 63 characters. */
    @Test
    void longNames_leaveRoomForNumbersAndHashes() {
        String values = Chart.LEAST + "shards: 10000\nfullnameOverride: " + LONGEST_NAME + "\n";
        JsonNode longest = chart.workload(values);
        assertThat(longest.at("/metadata/name").asText() + "-1234567890").hasSizeLessThanOrEqualTo(63);
        assertThat(longest.at("/spec/serviceName").asText()).hasSizeLessThanOrEqualTo(63);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            demo: true                                           | The demo has no shards
            persistence: {enabled: true, existingClaim: orders}  | Each shard needs a volume of its own
            shards: 0                                            | '/shards': minimum: got 0, want 1
            config: {shard: {count: 2}}                          | 'shard' not allowed
            """)
    void valuesThatShardsExclude_areRefused(String values, String reason) {
        String merged = Yaml.merged(
                        Yaml.documents(Chart.SHARDS).get(0),
                        Yaml.documents(values).get(0))
                .toString();
        assertThatThrownBy(() -> chart.rendered(merged)).hasMessageContaining(reason);
    }
}
