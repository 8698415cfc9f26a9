package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartconnect.exporter.BuildInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exporter's container in Kubernetes, of the chart and of the sidecar: hardened, sized and set as documented. */
class ExporterContainerTest {

    private static final Path SIDECAR = Path.of("config/kubernetes/sidecar.yml");
    private static final Path SIDECAR_TLS = Path.of("config/kubernetes/sidecar-tls.yml");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");
    private static final Pattern FLAG = Pattern.compile("(?m)^\\| `(--[a-z.-]+)[=`]");

    /** Rows of docs/sizing.md: partitions, and MiB of resident memory. */
    private static final Pattern RESIDENT = Pattern.compile("(?m)^\\| ([\\d,]+) \\| (\\d+) MiB \\|$");

    /** Ratio of memory limit to resident memory, from docs/sizing.md. */
    private static final double ROOM = 1.5;

    static Stream<Named<JsonNode>> pods() {
        Chart chart = Chart.ofTheRepository();
        return Stream.of(
                Named.of("chart", pod(chart.manifest("Deployment", Chart.LEAST))),
                Named.of("chart with everything", pod(chart.manifest("Deployment", Chart.EVERYTHING))),
                Named.of("demo", pod(chart.manifest("Deployment", Chart.DEMO))),
                Named.of("sidecar", pod(Yaml.file(SIDECAR))));
    }

    @Test
    void sidecar_isOfTheTypesOfTheCluster() throws IOException {
        Manifests.check(Yaml.file(SIDECAR));
    }

    @Test
    void sidecar_hasTheVersionOfTheBuild() {
        assertThat(exporter(pod(Yaml.file(SIDECAR))).path("image").asText())
                .endsWith("/smart-connect-exporter:" + BuildInfo.current().version());
    }

    @Test
    void sidecar_hasItsSecretsFromASecret() {
        assertThat(exporter(pod(Yaml.file(SIDECAR))).path("env"))
                .filteredOn(variable -> variable.path("name").asText().matches(".*_(AK|SK)"))
                .hasSize(2)
                .allMatch(variable -> variable.at("/valueFrom/secretKeyRef").isObject());
    }

    /** As the cluster applies it: by the names of containers. */
    @Test
    void patchForTls_givesTheSidecarItsWebConfiguration_andProbesWithThePassword() throws IOException {
        JsonNode sidecar = Yaml.file(SIDECAR);
        JsonNode patch = Yaml.aliased(SIDECAR_TLS);
        ObjectNode patched = (ObjectNode) Yaml.merged(exporter(pod(sidecar)), exporter(pod(patch)));
        ObjectNode deployment = sidecar.deepCopy();
        ((ArrayNode) pod(deployment).path("containers")).set(1, patched);
        ((ArrayNode) pod(deployment).path("volumes"))
                .addAll((ArrayNode) pod(patch).path("volumes"));
        Manifests.check(deployment);

        String directory = patched.at("/volumeMounts/0/mountPath").asText();
        assertThat(arguments(pod(deployment)))
                .containsExactly("serve", "--web.config.file=" + directory + "/web-config.yml");
        assertThat(Yaml.texts(pod(patch).path("volumes"), "name"))
                .containsExactly(patched.at("/volumeMounts/0/name").asText());
        for (String probe : List.of("startupProbe", "livenessProbe")) {
            assertThat(patched.path(probe).has("httpGet")).isFalse();
            assertThat(patched.path(probe).at("/exec/command").toString())
                    .contains(
                            "HealthCheck", "--exporter.ca-file=" + directory, "--exporter.password-file=" + directory);
        }
    }

    @ParameterizedTest
    @MethodSource("pods")
    void container_mayDoNothing_butRun(JsonNode pod) {
        JsonNode own = exporter(pod).path("securityContext");
        JsonNode ofThePod = pod.path("securityContext");

        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(ofThePod.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(ofThePod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(own.path("runAsUser").asInt(ofThePod.path("runAsUser").asInt()))
                .isEqualTo(65532);
        assertThat(own.path("runAsGroup").asInt(ofThePod.path("runAsGroup").asInt()))
                .isEqualTo(65532);
        assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(own.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void mounts_areOfVolumesOfThePod(JsonNode pod) {
        assertThat(Yaml.texts(pod.path("volumes"), "name"))
                .containsAll(Yaml.texts(exporter(pod).path("volumeMounts"), "name"));
        assertThat(Yaml.texts(exporter(pod).path("volumeMounts"), "mountPath")).contains("/tmp");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void port_isWhereTheExporterListens(JsonNode pod) throws IOException {
        JsonNode port = exporter(pod).at("/ports/0");
        String usual = ":" + port.path("containerPort").asInt();

        assertThat(port.path("name").asText()).isEqualTo("metrics");
        assertThat(Path.of("docs/configuration.md"))
                .content()
                .contains("| `listen-address` | `0.0.0.0" + usual + "` |");
        assertThat(arguments(pod))
                .filteredOn(argument -> argument.startsWith("--web.listen-address"))
                .allMatch(("--web.listen-address=" + usual)::equals);
    }

    @ParameterizedTest
    @MethodSource("pods")
    void variables_andFlags_areDocumented(JsonNode pod) throws IOException {
        String document = Files.readString(Path.of("docs/configuration.md"));

        assertThat(Yaml.texts(exporter(pod).path("env"), "name"))
                .filteredOn(name -> !name.equals("JAVA_TOOL_OPTIONS"))
                .isSubsetOf(all(VARIABLE, document));
        assertThat(arguments(pod))
                .filteredOn(argument -> argument.startsWith("--"))
                .map(argument -> argument.replaceFirst("=.*", ""))
                .isSubsetOf(all(FLAG, document));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void memory_isEnoughForTheDocumentedPartitions(JsonNode pod) throws IOException {
        JsonNode resources = exporter(pod).path("resources");

        assertThat(mebibytes(resources.at("/requests/memory")))
                .isBetween((int) (ROOM * resident("10,000")), (int) (ROOM * resident("36,000")));
        assertThat(mebibytes(resources.at("/limits/memory"))).isGreaterThan((int) (ROOM * resident("100,000")));
    }

    private static JsonNode pod(JsonNode deployment) {
        return deployment.at("/spec/template/spec");
    }

    private static JsonNode exporter(JsonNode pod) {
        for (JsonNode container : pod.path("containers")) {
            if (container.path("name").asText().equals("exporter")) {
                return container;
            }
        }
        throw new AssertionError("there is no container exporter");
    }

    private static List<String> arguments(JsonNode pod) {
        List<String> arguments = new ArrayList<>();
        exporter(pod).path("args").forEach(argument -> arguments.add(argument.asText()));
        return arguments;
    }

    private static int mebibytes(JsonNode quantity) {
        assertThat(quantity.asText()).matches("\\d+Mi");
        return Integer.parseInt(quantity.asText().replace("Mi", ""));
    }

    private static int resident(String partitions) throws IOException {
        Matcher row = RESIDENT.matcher(Files.readString(Path.of("docs/sizing.md")));
        while (row.find()) {
            if (row.group(1).equals(partitions)) {
                return Integer.parseInt(row.group(2));
            }
        }
        throw new AssertionError("docs/sizing.md tells nothing of " + partitions + " partitions");
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
