package io.smartconnect.kit;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.smartconnect.exporter.BuildInfo;
import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.config.reader.FlagValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart, as a real Helm renders it: right for a cluster, and one with the rest of the repository. */
class ChartTest {

    private static final Path RULES = Path.of("config/prometheus/rules");
    private static final Path DASHBOARDS = Path.of("dashboards");
    private static final int LARGEST_CONFIG_MAP = 1 << 20;

    private static final Pattern RUNBOOK = Pattern.compile("\\{\\{ \\$externalURL }}/user/runbooks/(\\w+)\\.md");
    private static final Pattern YAML = Pattern.compile("(?s)\n```yaml\n(.*?)```\n");
    private static final String ROOT = "smart-connect-exporter.";
    private static final String NO_SECTION = "";
    private static final Pattern HEADING = Pattern.compile("#+ (?:`(?<section>smart-connect-exporter[\\w.-]*)`)?.*");
    private static final Pattern ROW = Pattern.compile("\\| (?:`[^`]+`, )?`(?<key>[^`]+)` \\|.*");

    private static final String NOTHING = """
            existingConfigMap: own
            serviceAccount: {create: false}
            resources: null
            """;

    private final Chart chart = Chart.ofTheRepository();

    @TempDir
    Path directory;

    @Test
    void helm_findsNothingToComplainAbout() {
        assertThat(chart.lint()).isEmpty();
    }

    @Test
    void chart_hasTheVersionOfTheBuild() {
        JsonNode description = chart.file("Chart.yaml");
        assertThat(description.path("version").asText())
                .isEqualTo(BuildInfo.current().version());
        assertThat(description.path("appVersion").asText())
                .isEqualTo(BuildInfo.current().version());
    }

    static Stream<String> values() {
        return Stream.concat(
                Chart.samples().stream().map(Chart::sample),
                Stream.of(Chart.EVERYTHING.replace("demo: false", "demo: true"), NOTHING));
    }

    @ParameterizedTest
    @MethodSource("values")
    void manifests_areOfTheTypesOfTheCluster(String values) throws IOException {
        for (JsonNode manifest : chart.manifests(values)) {
            Manifests.check(manifest);
        }
    }

    @Test
    void manifests_areThoseThatWereAskedFor() {
        assertThat(kinds(NOTHING)).containsExactlyInAnyOrder("Deployment", "Service");
        assertThat(kinds(Chart.DEMO)).containsExactlyInAnyOrder("Deployment", "Service", "ServiceAccount");
        assertThat(kinds(Chart.LEAST))
                .containsExactlyInAnyOrder("ConfigMap", "Deployment", "Service", "ServiceAccount");
        assertThat(Set.copyOf(kinds(Chart.EVERYTHING)))
                .containsExactlyInAnyOrder(
                        "ConfigMap",
                        "Deployment",
                        "Ingress",
                        "NetworkPolicy",
                        "PersistentVolumeClaim",
                        "PrometheusRule",
                        "Service",
                        "ServiceAccount",
                        "ServiceMonitor");
    }

    @Test
    void defaults_areRefused_withWhatIsMissing() {
        assertRefused("", "There is nothing to poll: set config.targets, existingConfigMap or demo=true");
    }

    @Test
    void aTargetWithoutCredentials_isRefused_withoutASecret() {
        assertRefused(
                "config: {targets: [{region: eu-de, project-id: p}]}",
                "config.targets[0] has no credentials: set existingSecret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            demmo: true                                                      | 'demmo' not allowed
            demo: maybe                                                      | '/demo': got string, want boolean
            config: {polls: {}}                                              | 'polls' not allowed
            config: {web: {listen-address: ':1'}}                            | 'listen-address' not allowed
            config: {targets: [{region: eu-de}]}                             | missing property 'project-id'
            config: {targets: [{project-id: p, credentials: {secret-key: s}}]} | 'secret-key' not allowed
            config: {targets: [{project-id: p, credentials: {password: s}}]} | 'password' not allowed
            extraEnv: [{name: HUAWEICLOUD_SDK_SK, value: s}]                 | missing property 'valueFrom'
            image: {digest: latest}                                          | '/image/digest'
            service: {port: 0}                                               | '/service/port': minimum: got 0, want 1
            rules: {runbookUrl: 'https://wiki.example.com/'}                 | '/rules/runbookUrl'
            rules: {grafanaUrl: 'https://grafana.example.com/'}              | '/rules/grafanaUrl'
            networkPolicy: {fromNamespaces: []}                              | '/networkPolicy/fromNamespaces'
            """)
    void wrongValues_areRefused_withTheirPlace(String values, String reason) {
        assertRefused(values, reason);
    }

    /** All but the secrets themselves, and the keys that the chart sets by flags. */
    @Test
    void config_hasTheKeysOfTheDocument() throws IOException {
        Set<String> keys = new TreeSet<>();
        collect(chart.file("values.schema.json").at("/properties/config"), "", keys);
        keys.removeIf(key -> key.contains(".credentials.source."));
        assertThat(keys).isEqualTo(documentedKeys());
    }

    @Test
    void keysThatConfigLacks_areSetByFlags() {
        String pod = chart.workload(Chart.SHARDS + "webConfig: {existingSecret: web}\n")
                .toString();
        assertThat(pod).contains(ValuesSchema.SET_BY_CHART.values());
    }

    @Test
    void config_isWhatTheExporterReads() throws Exception {
        String text = exporterConf(Chart.EVERYTHING);
        for (String secret : List.of("access-key", "secret-key", "password")) {
            Files.writeString(directory.resolve(secret), "planted");
        }
        Path file = Files.writeString(
                directory.resolve("exporter.conf"),
                text.replace("/run/secrets/smart-connect-exporter", directory.toString()));

        Settings settings = Configuration.load(Optional.of(file), Map.of(), FlagValues.NONE);

        assertThat(settings.targets()).hasSize(3);
    }

    @Test
    void workloadIdentity_needsNoSecret() throws Exception {
        String values = Chart.WORKLOAD_IDENTITY + "extraEnv: [{name: JAVA_TOOL_OPTIONS, value: -Xmx64m}]\n";
        JsonNode pod = chart.manifest("Deployment", values).at("/spec/template/spec");
        JsonNode token = named(pod.path("volumes"), "identity").at("/projected/sources/0/serviceAccountToken");
        String mount = named(pod.at("/containers/0/volumeMounts"), "identity")
                .path("mountPath")
                .asText();
        JsonNode env = pod.at("/containers/0/env");
        String text = exporterConf(values);

        assertThat(token.path("audience").asText()).isEqualTo("iam");
        assertThat(named(env, "HUAWEICLOUD_SDK_IDP_ID").path("value").asText()).isEqualTo("cce-orders");
        assertThat(named(env, "HUAWEICLOUD_SDK_ID_TOKEN_FILE").path("value").asText())
                .isEqualTo(mount + "/" + token.path("path").asText());
        assertThat(named(env, "JAVA_TOOL_OPTIONS").path("value").asText()).isEqualTo("-Xmx64m");
        Settings settings = Configuration.load(
                Optional.of(Files.writeString(directory.resolve("exporter.conf"), text)),
                Map.of("HUAWEICLOUD_SDK_IDP_ID", "cce-orders", "HUAWEICLOUD_SDK_ID_TOKEN_FILE", mount + "/token"),
                FlagValues.NONE);
        assertThat(settings.targets().get(0).credentials())
                .isEqualTo(new Credentials.WorkloadIdentity("cce-orders", Path.of(mount + "/token")));
    }

    @Test
    void anotherConfig_restartsThePod() {
        assertThat(podAnnotation("checksum/config", Chart.LEAST))
                .isEqualTo(podAnnotation("checksum/config", Chart.LEAST))
                .isNotEqualTo(podAnnotation("checksum/config", Chart.LEAST.replace("eu-west-101", "eu-west-0")))
                .hasSize(64);
    }

    @Test
    void rules_areThoseOfTheRepository_leadingToTheGivenAddresses() {
        assertThat(groups(Chart.EVERYTHING))
                .isEqualTo(ofTheRepository(text -> RUNBOOK.matcher(text)
                        .replaceAll("https://wiki.example.com/runbooks/$1?from=alert")
                        .replace("http://localhost:3000", "https://grafana.example.com/root")));
        assertThat(chart.manifests("PrometheusRule", Chart.EVERYTHING).toString())
                .contains(
                        "https://wiki.example.com/runbooks/SmartConnectTaskStalled?from=alert",
                        "https://grafana.example.com/root/d/smart-connect-task?")
                .doesNotContain("externalURL", "localhost");
    }

    @Test
    void rules_areThoseOfTheRepository_withoutLinksThatLeadNowhere() {
        assertThat(groups(Chart.DEMO + "rules: {enabled: true}"))
                .isEqualTo(ofTheRepository(text -> text.lines()
                        .filter(line -> !line.matches(" +(runbook|dashboard)_url: .*"))
                        .reduce("", (before, line) -> before + line + "\n")));
    }

    @Test
    void rules_areAcceptedByPrometheus() throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool", "check", "rules"));
        for (JsonNode rule : chart.manifests("PrometheusRule", Chart.EVERYTHING)) {
            Path file = directory.resolve(name(rule) + ".yml");
            Files.writeString(file, rule.path("spec").toString());
            command.add(file.toString());
        }
        assertThat(command).hasSizeGreaterThan(3);

        Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }

    @Test
    void dashboards_areThoseOfTheRepository() {
        Map<String, String> dashboards = new TreeMap<>();
        chart.manifests("ConfigMap", Chart.DEMO + "dashboards: {enabled: true}").forEach(map -> {
            assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
            map.path("data")
                    .properties()
                    .forEach(file ->
                            dashboards.put(file.getKey(), file.getValue().asText()));
        });

        assertThat(dashboards).isEqualTo(files(DASHBOARDS, ".json")).isNotEmpty();
    }

    @Test
    void configMaps_areSmallEnough() {
        assertThat(chart.manifests("ConfigMap", Chart.EVERYTHING))
                .allSatisfy(map -> assertThat(map.toString().getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThan(LARGEST_CONFIG_MAP));
    }

    @ParameterizedTest
    @MethodSource("values")
    void service_andMonitor_andPolicy_selectThePod(String values) {
        JsonNode pod = chart.workload(values).at("/spec/template/metadata/labels");
        JsonNode service = chart.service(values);

        assertThat(texts(pod)).containsAllEntriesOf(texts(service.at("/spec/selector")));
        assertThat(chart.manifests("ServiceMonitor", values))
                .allSatisfy(monitor -> assertThat(texts(service.at("/metadata/labels")))
                        .containsAllEntriesOf(texts(monitor.at("/spec/selector/matchLabels"))));
        assertThat(chart.manifests("NetworkPolicy", values))
                .allSatisfy(policy ->
                        assertThat(texts(pod)).containsAllEntriesOf(texts(policy.at("/spec/podSelector/matchLabels"))));
    }

    @Test
    void policy_letsInScrapes_andOutToTheCloud() {
        JsonNode spec = chart.manifest("NetworkPolicy", Chart.DEMO + "networkPolicy: {enabled: true}")
                .path("spec");
        assertThat(spec.path("ingress").findValuesAsText("port")).containsExactly("metrics");
        assertThat(spec.at("/ingress/0/from/0/namespaceSelector/matchExpressions/0/values/0")
                        .asText())
                .isEqualTo("monitoring");
        assertThat(spec.path("egress").findValuesAsText("port")).containsExactly("53", "53", "443");
    }

    @Test
    void image_isThatOfTheBuild_unlessToldOtherwise() {
        String digest = "sha256:" + "0".repeat(64);
        assertThat(image(Chart.DEMO))
                .isEqualTo("smart-connect-exporter:" + BuildInfo.current().version());
        assertThat(image(Chart.EVERYTHING)).isEqualTo("registry.example.com/smart-connect-exporter:1.2.3");
        assertThat(image(Chart.DEMO + "image: {tag: none, digest: '" + digest + "'}"))
                .isEqualTo("smart-connect-exporter@" + digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"affinity", "imagePullSecrets", "nodeSelector", "priorityClassName", "tolerations"})
    void pod_isPlacedAsTheValuesSay(String key) {
        JsonNode given = Yaml.documents(Chart.EVERYTHING).get(0).path(key);
        assertThat(chart.manifest("Deployment", Chart.EVERYTHING)
                        .at("/spec/template/spec")
                        .path(key))
                .isEqualTo(given);
    }

    @Test
    void webConfiguration_isMounted_andProbesUseTheHealthCheck() {
        String values = Chart.LEAST + """
                webConfig:
                  existingSecret: web
                  healthCheckFlags: [--exporter.ca-file=/run/secrets/smart-connect-web/ca.crt]
                serviceMonitor:
                  enabled: true
                  endpoint: {scheme: https, basicAuth: {username: {name: web, key: username}}}
                """;
        JsonNode pod = chart.manifest("Deployment", values).at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");

        assertThat(named(pod.path("volumes"), "web").at("/secret/secretName").asText())
                .isEqualTo("web");
        assertThat(container.path("args").toString())
                .contains("--web.config.file="
                        + named(container.path("volumeMounts"), "web")
                                .path("mountPath")
                                .asText() + "/web-config.yml");
        assertThat(container.at("/livenessProbe/exec/command").toString())
                .contains("io.smartconnect.command.HealthCheck", "path=/-/healthy", "ca-file=/run/secrets");
        assertThat(container.at("/readinessProbe/exec/command").toString()).contains("path=/-/ready");
        assertThat(container.at("/startupProbe/httpGet").isMissingNode()).isTrue();
        assertThat(container.at("/startupProbe/timeoutSeconds").asInt()).isEqualTo(5);
        assertThat(chart.service(values).at("/spec/ports/0/appProtocol").isMissingNode())
                .isTrue();
        assertThat(chart.manifest("ServiceMonitor", values)
                        .at("/spec/endpoints/0/scheme")
                        .asText())
                .isEqualTo("https");
    }

    @Test
    void demo_needsNeitherConfigurationNorSecret() {
        JsonNode pod = chart.manifest("Deployment", Chart.DEMO).at("/spec/template/spec");
        assertThat(pod.at("/containers/0/args/0").asText()).isEqualTo("demo");
        assertThat(Yaml.texts(pod.path("volumes"), "name")).containsExactly("tmp");
    }

    @Test
    void stateFile_isInTheVolumeThatLasts() {
        JsonNode pod = chart.manifest("Deployment", Chart.EVERYTHING).at("/spec/template/spec");
        JsonNode claim = chart.manifest("PersistentVolumeClaim", Chart.EVERYTHING);

        assertThat(chart.file("values.yaml").at("/config/lag/state-file").asText())
                .startsWith(named(pod.at("/containers/0/volumeMounts"), "state")
                                .path("mountPath")
                                .asText() + "/");
        assertThat(named(pod.path("volumes"), "state")
                        .at("/persistentVolumeClaim/claimName")
                        .asText())
                .isEqualTo(name(claim));
    }

    @Test
    void notes_sayWhatToDoNext() {
        assertThat(chart.notes(Chart.LEAST))
                .contains(
                        "polls 1 target.",
                        "port-forward service/scx-smart-connect-exporter 10052:10052\n",
                        "scx-smart-connect-exporter.kafka.svc:10052/metrics",
                        "rules.enabled=true",
                        "dashboards.enabled=true");
        assertThat(chart.notes(Chart.EVERYTHING))
                .contains("polls 3 targets.", "port-forward service/exporter 10052:80\n", "serviceMonitorSelector")
                .doesNotContain("enabled=true");
        assertThat(chart.notes(Chart.DEMO)).contains("polls a simulated cloud", "at http://localhost:10052/:");
        assertThat(chart.notes(Chart.LEAST + "webConfig: {existingSecret: web}\n"))
                .contains("at localhost:10052, by https:// if it has a certificate:");
        assertThat(chart.notes(NOTHING)).contains("the targets of the ConfigMap own.");
    }

    @Test
    void package_hasEverything() {
        new Helm(chart.directory()).packageIt().withDestination(directory).call();
        Path packed = directory.resolve(
                "smart-connect-exporter-" + BuildInfo.current().version() + ".tgz");

        assertThat(new Chart(packed).manifests(Chart.EVERYTHING))
                .containsExactlyInAnyOrderElementsOf(chart.manifests(Chart.EVERYTHING));
    }

    @Test
    void document_hasTheTableOfTheValues() throws IOException {
        List<String> rows =
                ValuesTable.rows(Files.readAllLines(chart.directory().resolve("values.yaml")));
        assertThat(chart.directory().resolve("README.md"))
                .content()
                .endsWith("| value | default | meaning |\n|---|---|---|\n" + String.join("\n", rows) + "\n");
    }

    @Test
    void examplesInDocuments_areAccepted() throws IOException {
        List<String> examples = new ArrayList<>();
        for (Path document : List.of(chart.directory().resolve("README.md"), Path.of("docs/kubernetes.md"))) {
            YAML.matcher(Files.readString(document)).results().forEach(example -> examples.add(example.group(1)));
        }
        assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(example ->
                        assertThat(chart.manifests(Chart.DEMO + example)).isNotEmpty());
    }

    private String exporterConf(String values) {
        return chart.manifests("ConfigMap", values).stream()
                .map(map -> map.path("data").path("exporter.conf").asText())
                .filter(conf -> !conf.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private void assertRefused(String values, String reason) {
        assertThatThrownBy(() -> chart.rendered(values)).hasMessageContaining(reason);
    }

    private List<String> kinds(String values) {
        return chart.manifests(values).stream()
                .map(manifest -> manifest.path("kind").asText())
                .toList();
    }

    private String image(String values) {
        return chart.manifest("Deployment", values)
                .at("/spec/template/spec/containers/0/image")
                .asText();
    }

    private String podAnnotation(String name, String values) {
        return chart.manifest("Deployment", values)
                .at("/spec/template/metadata/annotations")
                .path(name)
                .asText();
    }

    /** The groups of each rule file, by its name. */
    private Map<String, JsonNode> groups(String values) {
        return chart.manifests("PrometheusRule", values).stream()
                .collect(toMap(
                        rule -> name(rule).substring(name(rule).lastIndexOf('-') + 1) + ".yml",
                        rule -> rule.path("spec")));
    }

    private static Map<String, JsonNode> ofTheRepository(UnaryOperator<String> change) {
        Map<String, JsonNode> rules = new TreeMap<>();
        files(RULES, ".yml")
                .forEach((name, text) ->
                        rules.put(name, Yaml.documents(change.apply(text)).get(0)));
        assertThat(rules).isNotEmpty();
        return rules;
    }

    private static Map<String, String> files(Path directory, String ending) {
        try (Stream<Path> files = Files.list(directory)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                texts.put(directory.relativize(file).toString(), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode schema, String path, Set<String> keys) {
        schema.path("properties").properties().forEach(property -> {
            String key = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            keys.add(key);
            collect(property.getValue(), key, keys);
            collect(property.getValue().path("items"), key + ".N", keys);
        });
    }

    /** Of a secret, the key of its file. */
    private static Set<String> documentedKeys() throws IOException {
        Set<String> keys = new TreeSet<>();
        String section = NO_SECTION;
        for (String line : Files.readAllLines(Path.of("docs/configuration.md"))) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                section = Objects.requireNonNullElse(heading.group("section"), NO_SECTION);
            } else if (row.matches() && !section.equals(NO_SECTION)) {
                keys.add((section + "." + row.group("key")).substring(ROOT.length()));
            }
        }
        keys.removeAll(ValuesSchema.SET_BY_CHART.keySet());
        for (String object : List.of("web", "shard")) {
            if (keys.stream().noneMatch(key -> key.startsWith(object + "."))) {
                keys.remove(object);
            }
        }
        return keys;
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode element : list) {
            if (element.path("name").asText().equals(name)) {
                return element;
            }
        }
        throw new AssertionError("there is no " + name);
    }

    private static Map<String, String> texts(JsonNode labels) {
        return labels.properties().stream()
                .collect(toMap(Map.Entry::getKey, label -> label.getValue().asText()));
    }

    private static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }
}
