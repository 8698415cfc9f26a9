package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.reader.FlagValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders the chart with a standby: two pods, their lease and its permissions. */
class ChartStandbyTest {

    private static final String LEASE = "--ha.lease=";

    private final Chart chart = Chart.ofTheRepository();
    private final String values = Chart.sample("standby");
    private final JsonNode deployment = chart.workload(values);
    private final JsonNode pod = deployment.at("/spec/template/spec");

    @Test
    void twoPods_shareALease_andAVolume() throws Exception {
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(deployment.at("/spec/strategy").isMissingNode()).isTrue();
        assertThat(pod.path("automountServiceAccountToken").asBoolean()).isTrue();
        assertThat(pod.at("/affinity/podAntiAffinity").isMissingNode()).isFalse();
        assertThat(chart.manifest("PersistentVolumeClaim", values)
                        .at("/spec/accessModes/0")
                        .asText())
                .isEqualTo("ReadWriteMany");
    }

    @Test
    void role_permitsWhatTheLeaseNeeds_andNoMore() throws Exception {
        String lease = lease();
        JsonNode role = chart.manifest("Role", values);
        JsonNode binding = chart.manifest("RoleBinding", values);

        assertThat(role.at("/rules/0/resourceNames/0").asText()).isEqualTo(lease.substring(lease.indexOf('/') + 1));
        assertThat(role.at("/rules/0/verbs")).map(JsonNode::asText).containsExactly("get", "update");
        assertThat(role.at("/rules/1/verbs")).map(JsonNode::asText).containsExactly("create");
        assertThat(role.path("rules"))
                .allSatisfy(rule ->
                        assertThat(rule.path("resources")).map(JsonNode::asText).containsExactly("leases"));
        assertThat(binding.at("/roleRef/name")).isEqualTo(role.at("/metadata/name"));
        assertThat(binding.at("/subjects/0/name")).isEqualTo(pod.path("serviceAccountName"));
        assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo(lease.substring(0, lease.indexOf('/')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024", "1e3", "true", "null"})
    void namesThatYamlTakesForSomethingElse_stayText(String name) {
        String named = values + """
                fullnameOverride: "%1$s"
                nameOverride: "%1$s"
                priorityClassName: "%1$s"
                webConfig: {existingSecret: "%1$s"}
                """.formatted(name);

        assertThat(chart.manifests(named)).allSatisfy(manifest -> {
            assertThat(manifest.at("/metadata/name").isTextual()).isTrue();
            assertThat(manifest.at("/metadata/labels").elements()).toIterable().allMatch(JsonNode::isTextual);
        });
        JsonNode spec = chart.workload(named).at("/spec/template/spec");
        assertThat(spec.path("priorityClassName").isTextual()).isTrue();
        assertThat(spec.findValuesAsText("secretName")).contains(name);
        assertThat(spec.findValues("secretName")).allMatch(JsonNode::isTextual);
        assertThat(chart.manifest("Role", named).at("/rules/0/resourceNames/0")).isEqualTo(new TextNode(name));
    }

    /** The lease in the flags of the pod, as the exporter reads it. */
    private String lease() throws Exception {
        String flag = "";
        for (JsonNode argument : pod.at("/containers/0/args")) {
            flag = argument.asText().startsWith(LEASE) ? argument.asText().substring(LEASE.length()) : flag;
        }
        return Configuration.load(
                        Optional.empty(),
                        Map.of(
                                "SMART_CONNECT_REGION", "eu-west-101",
                                "HUAWEICLOUD_SDK_PROJECT_ID", "p",
                                "HUAWEICLOUD_SDK_AK", "planted",
                                "HUAWEICLOUD_SDK_SK", "planted"),
                        FlagValues.NONE.with("ha.lease", flag))
                .lease()
                .orElseThrow()
                .toString();
    }

    @Test
    void withoutStandby_thereIsNoRole_andNoToken() {
        List<JsonNode> rendered = chart.manifests(Chart.LEAST);

        assertThat(rendered)
                .noneMatch(manifest -> manifest.path("kind").asText().startsWith("Role"));
        assertThat(chart.workload(Chart.LEAST)
                        .at("/spec/template/spec/automountServiceAccountToken")
                        .asBoolean())
                .isFalse();
        assertThat(chart.workload(Chart.LEAST).toString()).doesNotContain(LEASE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shards: 2    | Shards have no standby
            demo: true   | The demo has no standby
            """)
    void valuesThatAStandbyExcludes_areRefused(String excluded, String reason) {
        String merged = Yaml.merged(
                        Yaml.documents(values).get(0), Yaml.documents(excluded).get(0))
                .toString();
        assertThatThrownBy(() -> chart.rendered(merged)).hasMessageContaining(reason);
    }
}
