package io.smartconnect.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The image and the compose stack, with the engine and the images that {@code .ci/containers} prepares; only that script runs this
 * test. The configuration is that of the repository, except that Alertmanager notifies a webhook of this test, and sooner.
 */
class ContainersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final List<String> WITHOUT_GRAFANA = List.of("exporter", "alertmanager", "prometheus");

    @TempDir
    private static Path directory;

    private static WebhookReceiver webhooks;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        webhooks = WebhookReceiver.listen(new InetSocketAddress(0).getAddress());
        Files.writeString(directory.resolve("compose.yml"), """
                services:
                  alertmanager:
                    extra_hosts: ["webhook:host-gateway"]
                    volumes: ["%s:/etc/alertmanager:ro"]
                  prometheus:
                    volumes: ["%s:/etc/prometheus:ro"]
                """.formatted(
                        alertmanager(webhooks.webhook("webhook", "pager")), prometheus()));
        try {
            compose(Stream.concat(
                    Stream.of("up", "--detach", "--no-build", "--pull", "never", "--wait", "--wait-timeout", "180"),
                    WITHOUT_GRAFANA.stream()));
        } catch (AssertionError e) {
            throw new AssertionError(compose(Stream.of("logs", "--tail", "20")), e);
        }
    }

    private static Path alertmanager(URI webhook) throws IOException {
        Path copy = Files.createDirectory(directory.resolve("alertmanager"));
        copy(
                Path.of("config/alertmanager/alertmanager.yml"),
                copy,
                "\n  - name: pager\n",
                "\n  - name: pager\n    webhook_configs: [{url: \"" + webhook + "\"}]\n",
                "group_wait: 30s",
                "group_wait: 1s");
        return copy;
    }

    private static Path prometheus() throws IOException {
        Path copy = Files.createDirectory(directory.resolve("prometheus"));
        copy(
                Path.of("config/prometheus/prometheus.yml"),
                copy,
                "scrape_interval: 15s\n  scrape_timeout: 10s",
                "scrape_interval: 2s\n  scrape_timeout: 2s",
                "evaluation_interval: 30s",
                "evaluation_interval: 2s");
        Path rules = Files.createDirectory(copy.resolve("rules"));
        try (Stream<Path> files = Files.list(Path.of("config/prometheus/rules"))) {
            for (Path file : files.toList()) {
                copy(file, rules);
            }
        }
        return copy;
    }

    /** Copies a file, with each second text in place of the one before. */
    private static void copy(Path file, Path directory, String... replacements) throws IOException {
        String text = Files.readString(file);
        for (int index = 0; index < replacements.length; index += 2) {
            assertThat(text).contains(replacements[index]);
            text = text.replace(replacements[index], replacements[index + 1]);
        }
        Files.writeString(directory.resolve(file.getFileName()), text);
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            compose(Stream.of("down", "--volumes", "--timeout", "5"));
        } finally {
            webhooks.close();
        }
    }

    @Test
    void composeFile_isValid_withGrafana() throws Exception {
        assertThat(docker("compose", "config", "--services").lines())
                .containsAll(WITHOUT_GRAFANA)
                .contains("grafana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exporter", "alertmanager", "prometheus"})
    void service_isHealthy(String service) throws Exception {
        assertThat(ofService(service, "{{.State.Health.Status}}")).isEqualTo("healthy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exporter", "alertmanager", "prometheus"})
    void service_isNeitherRootNorPrivileged(String service) throws Exception {
        String status = Files.readString(Path.of("/proc", ofService(service, "{{.State.Pid}}"), "status"));

        assertThat(status)
                .containsPattern("\nUid:\t[1-9]\\d*\t")
                .contains("\nCapEff:\t0000000000000000\n", "\nNoNewPrivs:\t1\n");
        assertThat(ofService(service, "{{.HostConfig.ReadonlyRootfs}}")).isEqualTo("true");
    }

    @Test
    void exporter_runsAsItsImageSays() throws Exception {
        assertThat(docker("image", "inspect", "--format", "{{.Config.User}}", image()))
                .isEqualTo("65532:65532");
        assertThat(Files.readString(Path.of("/proc", ofService("exporter", "{{.State.Pid}}"), "status")))
                .contains("\nUid:\t65532\t65532\t65532\t65532\n");
    }

    @Test
    void image_hasNoShell() throws Exception {
        Path exported = directory.resolve("image.tar");
        docker("export", "--output", exported.toString(), ofService("exporter", "{{.Id}}"));

        assertThat(run("tar", "--list", "--file", exported.toString()).lines())
                .contains("opt/java/bin/java")
                .noneMatch(path -> path.matches("(.*/)?(sh|bash|dash|ash|busybox|apt|dpkg|curl|wget)"));
    }

    @Test
    void classes_comeFromTheCache() throws Exception {
        String said = docker(
                "run", "--rm", "--read-only", "--env", "JAVA_TOOL_OPTIONS=-Xlog:class+load", image(), "--version");

        assertThat(said.lines())
                .anyMatch(line -> line.matches(".* java\\.lang\\.Object source: shared objects file"))
                .anyMatch(line -> line.matches(".* io\\.smartconnect\\.command\\.Main source: shared objects file"))
                .anyMatch(line -> line.matches(".* picocli\\.CommandLine source: shared objects file"))
                .noneMatch(line -> line.matches(".* source: (jrt|file):.*(io/smartconnect|picocli).*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--web.listen-address=127.0.0.1:9001", "--web.listen-address=:9002"})
    void healthCheck_followsTheFlag(String flag) throws Exception {
        assertBecomesHealthy(List.of(image(), "demo", flag));
    }

    @Test
    void healthCheck_followsTheVariable() throws Exception {
        assertBecomesHealthy(List.of("--env", "SMART_CONNECT_LISTEN_ADDRESS=127.0.0.1:9003", image(), "demo"));
    }

    private static void assertBecomesHealthy(List<String> arguments) throws Exception {
        String container = docker(Stream.concat(
                Stream.of("run", "--detach", "--read-only", "--cap-drop", "ALL", "--health-interval", "1s"),
                arguments.stream()));
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(inspected(container, "{{.State.Health.Status}}"))
                            .as(inspected(container, "{{json .State.Health.Log}}"))
                            .isEqualTo("healthy"));
        } finally {
            docker("rm", "--force", container);
        }
    }

    @Test
    void prometheus_scrapesTheExporterByItsName() {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(ask("up{instance=\"exporter:10052\"} == 1")).containsExactly("smart-connect"));
    }

    /** The jobs of the series that {@code query} leads to. */
    private static List<String> ask(String query) throws Exception {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:9090/api/v1/query"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("query=" + URLEncoder.encode(query, UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new JsonObject(response.body())
                .getJsonObject("data").getJsonArray("result").stream()
                        .map(series ->
                                ((JsonObject) series).getJsonObject("metric").getString("job"))
                        .toList();
    }

    @Test
    void stalledDump_isToldToTheWebhook_withARunbook() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stalled("orders-archive")).isNotEmpty());

        JsonObject alert = stalled("orders-archive").get(0);
        assertThat(alert.getString("status")).isEqualTo("firing");
        assertThat(alert.getJsonObject("labels").getString("severity")).isEqualTo("critical");
        assertThat(alert.getJsonObject("annotations").getString("summary")).isEqualTo("A task has stalled");
        assertThat(alert.getJsonObject("annotations").getString("description")).contains("orders-archive");
        String runbook = alert.getJsonObject("annotations").getString("runbook_url");
        HttpResponse<String> page = CLIENT.send(
                HttpRequest.newBuilder(URI.create(runbook)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).as(runbook).isEqualTo(200);
        assertThat(page.body()).contains("SmartConnectTaskStalled");
    }

    /** The notifications of the stall of one task. */
    private List<JsonObject> stalled(String task) {
        return webhooks.notifications("pager", "SmartConnectTaskStalled").stream()
                .filter(alert -> task.equals(alert.getJsonObject("labels").getString("task_name")))
                .toList();
    }

    private static String image() throws Exception {
        return ofService("exporter", "{{.Config.Image}}");
    }

    private static String ofService(String service, String format) throws Exception {
        return inspected(compose(Stream.of("ps", "--quiet", service)), format);
    }

    private static String inspected(String container, String format) throws Exception {
        return docker("inspect", "--format", format, container);
    }

    private static String compose(Stream<String> arguments) throws Exception {
        return docker(Stream.concat(
                Stream.of(
                        "compose",
                        "-f",
                        "docker-compose.yml",
                        "-f",
                        directory.resolve("compose.yml").toString()),
                arguments));
    }

    private static String docker(String... arguments) throws Exception {
        return docker(Stream.of(arguments));
    }

    private static String docker(Stream<String> arguments) throws Exception {
        return run(Stream.concat(Stream.of("docker"), arguments).toArray(String[]::new));
    }

    private static String run(String... words) throws Exception {
        FinishedCommand command = FinishedCommand.run(words);
        assertThat(command.status())
                .as("%s: %s", List.of(words), command.output())
                .isZero();
        return command.output().strip();
    }
}
