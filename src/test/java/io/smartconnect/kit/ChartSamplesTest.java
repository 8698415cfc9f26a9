package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartconnect.exporter.web.ListenAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders the samples of values in the chart's directory {@code ci}: for CCE, OpenShift, TLS, and with all values. */
class ChartSamplesTest {

    private static final String POD = "/spec/template/spec";
    private static final List<JsonNode> RENDERED = Chart.ofTheRepository().manifests(Chart.EVERYTHING);

    private final Chart chart = Chart.ofTheRepository();
    private final JsonNode values = Yaml.documents(Chart.EVERYTHING).get(0);

    @TempDir
    Path directory;

    static List<String> samples() {
        return Chart.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void lint_findsNothing_withAnySample(String sample) throws IOException {
        assertThat(chart.withDefaults(Chart.sample(sample), directory).lint()).isEmpty();
    }

    @Test
    void lint_fails_withBadValues() throws IOException {
        assertThat(chart.withDefaults("service: {port: many}", directory).lint())
                .anyMatch(message -> message.contains("/service/port"));
    }

    /** Values below config have their own schema. */
    @Test
    void everything_setsAllValues() {
        assertThat(keys(values)).containsAll(keys(chart.file("values.yaml")));
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, deploymentAnnotations, /metadata/annotations",
        "Deployment, podSecurityContext, /spec/template/spec/securityContext",
        "Deployment, securityContext, /spec/template/spec/containers/0/securityContext",
        "Deployment, envFrom, /spec/template/spec/containers/0/envFrom",
        "PersistentVolumeClaim, persistence.annotations, /metadata/annotations",
        "ServiceMonitor, serviceMonitor.relabelings, /spec/endpoints/0/relabelings",
        "ServiceMonitor, serviceMonitor.metricRelabelings, /spec/endpoints/0/metricRelabelings",
        "ServiceMonitor, serviceMonitor.scrapeTimeout, /spec/endpoints/0/scrapeTimeout",
        "ServiceMonitor, serviceMonitor.endpoint.honorTimestamps, /spec/endpoints/0/honorTimestamps",
        "Ingress, ingress.annotations, /metadata/annotations",
        "Ingress, ingress.className, /spec/ingressClassName",
        "Ingress, ingress.tls, /spec/tls",
        "Ingress, ingress.hosts.0, /spec/rules/0/host",
    })
    void value_isInTheManifest(String kind, String value, String place) {
        assertThat(everything(kind).at(place)).isEqualTo(values.at("/" + value.replace('.', '/')));
    }

    @Test
    void furtherFlags_volumes_andContainers_followThoseOfTheChart() {
        JsonNode pod = everything("Deployment").at(POD);

        assertThat(last(pod.at("/containers/0/args"))).isEqualTo(values.at("/extraArgs/0"));
        assertThat(last(pod.at("/containers/0/volumeMounts"))).isEqualTo(values.at("/extraVolumeMounts/0"));
        assertThat(last(pod.path("volumes"))).isEqualTo(values.at("/extraVolumes/0"));
        assertThat(last(pod.path("containers"))).isEqualTo(values.at("/extraContainers/0"));
        assertThat(pod.at("/containers/0/name").asText()).isEqualTo("exporter");
    }

    @Test
    void commonLabels_areOnAllResources_andOnThePod_butNotInSelectors() {
        assertThat(RENDERED)
                .allSatisfy(manifest ->
                        assertThat(labels(manifest.at("/metadata/labels"))).containsEntry("owner", "kafka"));
        JsonNode deployment = everything("Deployment");
        assertThat(labels(deployment.at("/spec/template/metadata/labels")))
                .containsEntry("owner", "kafka")
                .containsEntry("team", "kafka");
        assertThat(labels(deployment.at("/spec/selector/matchLabels"))).doesNotContainKey("owner");
        assertThat(labels(everything("PersistentVolumeClaim").at("/metadata/labels")))
                .containsEntry("backup", "no");
    }

    @Test
    void labelsOfTheChart_winOverGivenOnes() {
        String chosen = Chart.LEAST + "commonLabels: &mine {app.kubernetes.io/instance: mine}\npodLabels: *mine\n";
        assertThat(labels(chart.manifest("Deployment", chosen).at("/spec/template/metadata/labels")))
                .containsEntry("app.kubernetes.io/instance", "scx");
    }

    @Test
    void nameOverride_isInNames_andLabels() {
        JsonNode deployment = chart.manifest("Deployment", Chart.LEAST + "nameOverride: tasks\n");
        assertThat(deployment.at("/metadata/name").asText()).isEqualTo("scx-tasks");
        assertThat(labels(deployment.at("/spec/selector/matchLabels")))
                .containsEntry("app.kubernetes.io/name", "tasks");
    }

    @Test
    void existingClaim_isUsed_andNoneCreated() {
        String chosen = Chart.LEAST + "persistence: {enabled: true, existingClaim: orders}\n";
        assertThat(chart.manifest("Deployment", chosen).at(POD).findValuesAsText("claimName"))
                .containsExactly("orders");
        assertThat(chart.manifests("PersistentVolumeClaim", chosen)).isEmpty();
    }

    /** OpenShift's restricted SCC refuses ids that a pod chooses itself. */
    @Test
    void openShift_choosesUserAndGroups() {
        String rendered = chart.rendered(Chart.sample("openshift"));
        assertThat(rendered).doesNotContain("runAsUser", "runAsGroup", "fsGroup:", "null");
        assertThat(chart.manifest("Deployment", Chart.sample("openshift"))
                        .at(POD + "/securityContext/runAsNonRoot")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void tls_isForScrapes_probes_andTheTest() throws IOException {
        String chosen = Chart.sample("tls");
        JsonNode endpoint = chart.manifest("ServiceMonitor", chosen).at("/spec/endpoints/0");
        JsonNode given = Yaml.documents(chosen).get(0).path("serviceMonitor");

        for (String field : List.of("scheme", "tlsConfig", "basicAuth")) {
            assertThat(endpoint.path(field)).isEqualTo(given.path(field));
        }
        String flag = "--exporter.ca-file=/run/secrets/smart-connect-web/ca.crt";
        assertThat(chart.manifest("Deployment", chosen)
                        .at(POD + "/containers/0/readinessProbe")
                        .toString())
                .contains(flag);
        JsonNode test =
                chart.withTestsAsResources(directory).manifest("Pod", chosen).path("spec");
        assertThat(test.at("/containers/0/command").toString()).contains(flag);
        assertThat(test.findValuesAsText("mountPath")).containsExactly("/run/secrets/smart-connect-web");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void test_asksTheServiceWhetherTheExporterIsReady(String sample) throws IOException {
        Chart all = chart.withTestsAsResources(directory);
        String given = Chart.sample(sample);
        JsonNode pod = all.manifest("Pod", given);
        JsonNode service = all.service(given);
        List<String> command = Stream.of(pod.at("/spec/containers/0/command"))
                .flatMap(list -> list.valueStream())
                .map(JsonNode::asText)
                .toList();
        String flag = "--web.listen-address=";
        ListenAddress address = ListenAddress.of(command.stream()
                .filter(argument -> argument.startsWith(flag))
                .map(argument -> argument.substring(flag.length()))
                .collect(Collectors.joining()));

        Manifests.check(pod);
        assertThat(pod.at("/metadata/annotations").path("hook").asText()).isEqualTo("test");
        assertThat(command).contains("--exporter.path=/-/ready");
        assertThat(address.host()).isEqualTo(service.at("/metadata/name").asText());
        assertThat(address.port()).isEqualTo(service.at("/spec/ports/0/port").asInt());
        assertThat(labels(pod.at("/metadata/labels")).get("app.kubernetes.io/name"))
                .as("the service must not select the pod of the test")
                .isNotEqualTo(service.at("/spec/selector")
                        .path("app.kubernetes.io/name")
                        .asText());
        for (String context : List.of("/spec/securityContext", "/spec/containers/0/securityContext")) {
            assertThat(pod.at(context)).isEqualTo(all.workload(given).at("/spec/template" + context));
        }
        assertThat(all.manifests("NetworkPolicy", given))
                .allSatisfy(policy -> assertThat(labels(pod.at("/metadata/labels")))
                        .containsAllEntriesOf(labels(policy.at("/spec/ingress/0/from/1/podSelector/matchLabels"))));
    }

    @Test
    void ingress_leadsToTheService() {
        JsonNode backend = everything("Ingress").at("/spec/rules/0/http/paths/0/backend/service");
        JsonNode service = everything("Service");
        assertThat(backend.path("name")).isEqualTo(service.at("/metadata/name"));
        assertThat(backend.at("/port/name")).isEqualTo(service.at("/spec/ports/0/name"));
        assertThat(chart.notes(Chart.EVERYTHING))
                .contains("https://tasks.example.com/", "helm test scx --namespace kafka");
        assertThatThrownBy(() -> chart.rendered(Chart.LEAST + "ingress: {enabled: true}"))
                .hasMessageContaining("set ingress.hosts");
    }

    @Test
    void chart_describesItself() {
        JsonNode description = chart.file("Chart.yaml");
        for (String field : List.of("home", "sources", "icon", "keywords")) {
            assertThat(description.path(field).isEmpty()
                            && description.path(field).asText().isEmpty())
                    .as(field)
                    .isFalse();
        }
        assertThat(description
                        .path("annotations")
                        .path("artifacthub.io/prerelease")
                        .asBoolean())
                .isEqualTo(description.path("version").asText().contains("-"));
    }

    private static Set<String> keys(JsonNode values) {
        Set<String> keys = new TreeSet<>();
        values.properties().forEach(value -> {
            keys.add(value.getKey());
            if (!value.getKey().equals("config")) {
                keys(value.getValue()).forEach(below -> keys.add(value.getKey() + "." + below));
            }
        });
        return keys;
    }

    private static JsonNode everything(String kind) {
        return RENDERED.stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode last(JsonNode list) {
        return list.path(list.size() - 1);
    }

    private static Map<String, String> labels(JsonNode labels) {
        return labels.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, label -> label.getValue().asText()));
    }
}
