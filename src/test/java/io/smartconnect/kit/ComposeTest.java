package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.BuildInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds the files of the container stack to each other, to the documents and to the version of the build. */
class ComposeTest {

    private static final String SERVICES = "exporter, prometheus, alertmanager, grafana";
    private static final Pattern DOCUMENTED =
            Pattern.compile("^\\| `((?:SMART_CONNECT|HUAWEICLOUD_SDK)_\\w+)` \\| `(?:lag|poll|targets|web)\\..*");

    private final JsonObject compose = yaml("docker-compose.yml");
    private final JsonObject prometheus = yaml("config/prometheus/prometheus.yml");
    private final String dockerfile = read("Dockerfile");

    private JsonObject service(String name) {
        return compose.getJsonObject("services").getJsonObject(name);
    }

    @Test
    void stack_hasItsServices() {
        assertThat(String.join(", ", compose.getJsonObject("services").fieldNames()))
                .isEqualTo(SERVICES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exporter", "prometheus", "alertmanager", "grafana"})
    void service_isHardened(String name) {
        JsonObject service = service(name);

        assertThat(service.getBoolean("read_only")).isTrue();
        assertThat(service.getJsonArray("cap_drop")).containsExactly("ALL");
        assertThat(service.getJsonArray("security_opt")).containsExactly("no-new-privileges:true");
        assertThat(service.getString("user")).matches("[1-9]\\d*:\\d+");
        assertThat(service.getInteger("pids_limit")).isPositive();
        assertThat(service.getString("mem_limit")).matches("\\d+m");
        assertThat(service.getMap()).doesNotContainKeys("privileged", "cap_add", "network_mode", "pid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exporter", "prometheus", "alertmanager", "grafana"})
    void service_isReachedFromThisMachineOnly(String name) {
        assertThat(texts(service(name), "ports")).singleElement().asString().startsWith("127.0.0.1:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus", "alertmanager", "grafana"})
    void imageOfARegistry_hasAPinnedTag(String name) {
        assertThat(service(name).getString("image")).matches("[^:]+:v?\\d+\\.\\d+\\.\\d+");
    }

    /** The exporter's is in its image. */
    @ParameterizedTest
    @ValueSource(strings = {"prometheus", "alertmanager", "grafana"})
    void healthCheck_asksThePortThatIsPublished_withoutAShell(String name) {
        List<String> test = texts(service(name).getJsonObject("healthcheck"), "test");
        String port = texts(service(name), "ports").get(0).replaceAll(".*:", "");

        assertThat(test).startsWith("CMD").doesNotContain("sh", "/bin/sh", "curl");
        assertThat(test.get(test.size() - 1)).contains("http://127.0.0.1:" + port);
    }

    @Test
    void services_waitUntilThoseTheyNeedAreHealthy() {
        assertThat(Stream.of(SERVICES.split(", ", -1))
                        .map(this::service)
                        .flatMap(service -> service.getJsonObject("depends_on", new JsonObject()).stream())
                        .map(needed ->
                                needed.getKey() + ": " + ((JsonObject) needed.getValue()).getString("condition")))
                .containsExactlyInAnyOrder(
                        "exporter: service_healthy", "alertmanager: service_healthy", "prometheus: service_healthy");
    }

    @Test
    void mountedPaths_areInTheRepository_orVolumes() {
        List<String> mounts = Stream.of(SERVICES.split(", ", -1))
                .flatMap(name -> texts(service(name), "volumes").stream())
                .toList();

        assertThat(mounts).allSatisfy(mount -> {
            String from = mount.split(":", -1)[0];
            if (from.startsWith("./")) {
                assertThat(Path.of(from)).isDirectory();
                assertThat(mount).endsWith(":ro");
            } else {
                assertThat(compose.getJsonObject("volumes").getMap()).containsKey(from);
            }
        });
    }

    @Test
    void image_isThatOfTheBuild() {
        String version = BuildInfo.current().version();

        assertThat(service("exporter").getString("image")).isEqualTo("smart-connect-exporter:" + version);
        assertThat(dockerfile).contains("image.version=\"" + version + "\"");
    }

    @Test
    void imageOfTheExporter_runsWithoutAShell_asANumericUser() {
        assertThat(dockerfile).contains("USER 65532:65532\n", "EXPOSE 10052\n", "ENTRYPOINT [\"/opt/java/bin/java\", ");
        assertThat(service("exporter").getString("user")).isEqualTo("65532:65532");
    }

    /** All but the address to listen at, which the ports and the scrape depend on. */
    @Test
    void exporter_getsTheDocumentedVariables() {
        List<String> documented = read("docs/configuration.md")
                .lines()
                .map(DOCUMENTED::matcher)
                .flatMap(line -> line.find() ? Stream.of(line.group(1)) : Stream.empty())
                .filter(name -> !name.equals("SMART_CONNECT_LISTEN_ADDRESS"))
                .toList();
        Map<String, Object> passedOn =
                service("exporter").getJsonObject("environment").getMap();

        assertThat(passedOn.keySet()).containsExactlyInAnyOrderElementsOf(documented);
        assertThat(passedOn.values()).as("only what is set is passed on").containsOnlyNulls();
    }

    @Test
    void prometheus_scrapesTheServicesByTheirNames() {
        List<String> targets = objects(prometheus, "scrape_configs")
                .flatMap(job -> objects(job, "static_configs"))
                .flatMap(group -> texts(group, "targets").stream())
                .toList();

        assertThat(targets).containsExactlyInAnyOrder("exporter:10052", "localhost:9090", "alertmanager:9093");
    }

    @Test
    void prometheus_tellsTheAlertmanager_andEvaluatesTheRules() throws IOException {
        assertThat(objects(prometheus.getJsonObject("alerting"), "alertmanagers")
                        .flatMap(manager -> objects(manager, "static_configs"))
                        .flatMap(group -> texts(group, "targets").stream()))
                .containsExactly("alertmanager:9093");
        assertThat(texts(prometheus, "rule_files")).containsExactly("rules/*.yml");
        assertThat(texts(service("prometheus"), "volumes")).contains("./config/prometheus:/etc/prometheus:ro");
        try (Stream<Path> rules = Files.list(Path.of("config/prometheus/rules"))) {
            assertThat(rules).isNotEmpty().allMatch(file -> file.toString().endsWith(".yml"));
        }
    }

    /** Alerts link to {@code /user/runbooks/}. */
    @Test
    void prometheus_servesTheRunbooks() {
        assertThat(texts(service("prometheus"), "command"))
                .contains("--web.user-assets=/etc/smart-connect/docs", "--web.external-url=http://localhost:9090");
        assertThat(texts(service("prometheus"), "volumes")).contains("./docs:/etc/smart-connect/docs:ro");
    }

    @Test
    void stackWithTls_differsInTheWebConfiguration_theHealthCheck_andTheScrape() {
        JsonObject services = yaml("docker-compose.tls.yml").getJsonObject("services");
        JsonObject exporter = services.getJsonObject("exporter");
        JsonObject scrapes = yaml("config/prometheus/prometheus-tls.yml");
        JsonObject job = scrapes.getJsonArray("scrape_configs").getJsonObject(0);

        assertThat(texts(exporter, "command"))
                .containsExactly(
                        texts(service("exporter"), "command").get(0), "--web.config.file=/etc/web/web-config.yml");
        assertThat(texts(exporter, "volumes")).containsExactly("./web:/etc/web:ro");
        assertThat(texts(services.getJsonObject("prometheus"), "volumes"))
                .containsExactly(
                        "./config/prometheus/prometheus-tls.yml:/etc/prometheus/prometheus.yml:ro",
                        "./web:/etc/web:ro");
        assertThat(texts(exporter.getJsonObject("healthcheck"), "test"))
                .startsWith("CMD", "/opt/java/bin/java")
                .contains("io.smartconnect.command.HealthCheck", "--exporter.ca-file=/etc/web/ca.crt")
                .contains("--exporter.username=prometheus", "--exporter.password-file=/etc/web/password");
        assertThat(job.remove("scheme")).isEqualTo("https");
        assertThat(job.remove("tls_config")).isEqualTo(JsonObject.of("ca_file", "/etc/web/ca.crt"));
        assertThat(job.remove("basic_auth"))
                .isEqualTo(JsonObject.of("username", "prometheus", "password_file", "/etc/web/password"));
        assertThat(scrapes).isEqualTo(prometheus);
    }

    @Test
    void alertmanager_hasItsConfigurationMounted() {
        assertThat(texts(service("alertmanager"), "volumes")).contains("./config/alertmanager:/etc/alertmanager:ro");
    }

    @Test
    void grafana_findsTheDashboardsWhereTheyAreMounted() {
        String path = "/etc/smart-connect/dashboards";
        JsonObject provider = only(yaml("config/grafana/dashboards/files.yml"), "providers");
        String home =
                service("grafana").getJsonObject("environment").getString("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH");

        assertThat(provider.getString("type")).isEqualTo("file");
        assertThat(provider.getJsonObject("options").getString("path")).isEqualTo(path);
        assertThat(texts(service("grafana"), "volumes"))
                .contains(
                        "./dashboards:" + path + ":ro",
                        "./config/grafana/dashboards:/etc/grafana/provisioning/dashboards:ro",
                        "./config/grafana/datasources:/etc/grafana/provisioning/datasources:ro");
        assertThat(home).startsWith(path + "/");
        assertThat(Path.of("dashboards").resolve(Path.of(home).getFileName())).exists();
    }

    @Test
    void grafana_asksThePrometheusOfTheStack_asOftenAsItScrapes() {
        JsonObject source = only(yaml("config/grafana/datasources/prometheus.yml"), "datasources");

        assertThat(source.getString("type")).isEqualTo("prometheus");
        assertThat(source.getString("url")).isEqualTo("http://prometheus:9090");
        assertThat(source.getBoolean("isDefault")).isTrue();
        assertThat(source.getJsonObject("jsonData").getString("timeInterval"))
                .isEqualTo(prometheus.getJsonObject("global").getString("scrape_interval"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config/grafana/dashboards/files.yml", "config/grafana/datasources/prometheus.yml"})
    void provisioningFile_isOfTheVersionThatGrafanaReads(String path) {
        assertThat(yaml(path).getInteger("apiVersion")).isEqualTo(1);
    }

    private static JsonObject only(JsonObject parent, String key) {
        List<JsonObject> all = objects(parent, key).toList();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Stream<JsonObject> objects(JsonObject parent, String key) {
        JsonArray array = parent.getJsonArray(key);
        return Stream.iterate(0, index -> index < array.size(), index -> index + 1)
                .map(array::getJsonObject);
    }

    private static List<String> texts(JsonObject parent, String key) {
        return parent.getJsonArray(key, new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }

    /** With the merge keys of the compose file, which Jackson does not know. */
    private static JsonObject yaml(String path) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new JsonObject(new Yaml(new SafeConstructor(options)).<Map<String, Object>>load(read(path)));
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new AssertionError(path + " can't be read", e);
        }
    }
}
