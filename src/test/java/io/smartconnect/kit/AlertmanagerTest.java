package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is told of which alert, and which alerts silence which, with the real Alertmanager. */
class AlertmanagerTest {

    private static final String CONFIG = "config/alertmanager/alertmanager.yml";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern ALERT_NAMES = Pattern.compile("^alertname=~?\"([^\"]+)\"$");
    private static final List<String> PLACE = List.of("target", "instance_id", "task_id", "api");

    /** The cause, and what else may fire because of it and nobody needs to be told. */
    private static final Map<String, List<String>> CONSEQUENCES = Map.ofEntries(
            Map.entry(
                    "AuthenticationFailing",
                    List.of("DataStale", "DiscoveryFailing", "PollsFailing", "NeverSucceeded", "CredentialExpiring")),
            Map.entry("Throttled", List.of("DiscoveryFailing", "PollsFailing", "NeverSucceeded")),
            Map.entry("DiscoveryFailing", List.of("PollsFailing", "NeverSucceeded", "InstanceDisappeared")),
            Map.entry("PollsFailing", List.of("NeverSucceeded", "TaskDisappeared", "PartitionDetailMissing")),
            Map.entry("ListingIncomplete", List.of("TaskDisappeared")),
            Map.entry("TaskFailed", List.of("TaskLagCritical", "TaskLagHigh", "TaskNotCatchingUp", "UnknownStatus")),
            Map.entry("PartitionFailed", List.of("TaskLagCritical", "TaskLagHigh", "TaskLagGrowing", "UnknownStatus")),
            Map.entry("TaskStalled", List.of("TaskLagCritical", "TaskLagHigh", "TaskLagGrowing", "TaskNotCatchingUp")),
            Map.entry("TaskLagCritical", List.of("TaskLagHigh", "TaskLagGrowing", "TaskNotCatchingUp")),
            Map.entry("TaskNotCatchingUp", List.of("TaskLagHigh", "TaskLagGrowing")),
            Map.entry("TaskRewound", List.of("TaskLagHigh", "TaskLagGrowing")),
            Map.entry("TaskLagHigh", List.of("TaskLagGrowing")),
            Map.entry("QuotaReached", List.of("QuotaNearlyReached")));

    /** The cause, and what is told although that fires in the same place. */
    private static final Map<String, List<String>> TOLD_ALL_THE_SAME = Map.of(
            "DiscoveryFailing", List.of("DataStale"),
            "PollsFailing", List.of("DataStale", "TaskStalled"),
            "Throttled", List.of("DataStale"),
            "TaskRewound", List.of("TaskLagCritical"));

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    static Stream<Monitoring> versions() {
        return Monitoring.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void amtool_acceptsTheConfiguration(Monitoring version) throws Exception {
        Command check = Command.run(version.amtool(), "check-config", CONFIG);
        assertThat(check.status()).as(check.output()).isZero();
        assertThat(check.output()).contains("3 receivers", "inhibit rules");
    }

    @ParameterizedTest
    @CsvSource({
        "pager, severity=critical task_id=t1 instance_id=kafka-1",
        "pager, severity=critical target=prod",
        "chat, severity=warning task_id=t1 instance_id=kafka-1",
        "chat, severity=warning target=prod instance_id=kafka-1",
        "chat, job=something-else",
        "nobody, severity=info task_id=t1 instance_id=kafka-1"
    })
    void alerts_goToThoseWhomTheirSeverityConcerns(String receiver, String labels) throws Exception {
        for (Monitoring version : versions().toList()) {
            Command test = Command.run(Stream.concat(
                            Stream.of(
                                    version.amtool(),
                                    "config",
                                    "routes",
                                    "test",
                                    "--config.file=" + CONFIG,
                                    "--verify.receivers=" + receiver),
                            Stream.of(labels.split(" ")))
                    .toArray(String[]::new));
            assertThat(test.status()).as(test.output()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void causes_silenceTheirConsequences_inTheSamePlaceOnly(Monitoring version) throws Exception {
        JsonArray alerts = new JsonArray();
        Set<String> expected = new TreeSet<>();
        CONSEQUENCES.forEach((cause, consequences) -> consequences.forEach(consequence -> {
            String place = cause + "/" + consequence;
            alerts.add(alert(cause, place)).add(alert(consequence, place)).add(alert(consequence, "far from " + place));
            expected.add(consequence + " at " + place);
        }));
        TOLD_ALL_THE_SAME.forEach((cause, others) -> others.forEach(other ->
                alerts.add(alert(other, cause + "/" + CONSEQUENCES.get(cause).get(0)))));

        assertThat(silenced(version, alerts, expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everything_isSilenced_whenNoExporterIsScraped(Monitoring version) throws Exception {
        JsonArray alerts = new JsonArray()
                .add(alert("ExporterAbsent", ""))
                .add(alert("DataStale", "a"))
                .add(alert("TaskStalled", "b"));
        Set<String> silenced = Set.of("DataStale at a", "TaskStalled at b");

        assertThat(silenced(version, alerts, silenced)).isEqualTo(silenced);
    }

    @Test
    void inhibition_namesAlertsThatThereAre() {
        List<String> alerts =
                Rules.alerts().stream().map(rule -> rule.path("alert").asText()).toList();
        assertThat(inhibitions()).allSatisfy(inhibition -> {
            for (String side : List.of("source_matchers", "target_matchers")) {
                assertThat(named(inhibition.path(side)).flatMap(AlertmanagerTest::alternatives))
                        .as(inhibition.toString())
                        .isNotEmpty()
                        .allSatisfy(pattern -> assertThat(alerts).anyMatch(name -> name.matches(pattern)));
            }
        });
    }

    @Test
    void page_isOnlySilencedByAPage() {
        Map<String, String> severities = Rules.alerts().stream()
                .collect(Collectors.toMap(
                        rule -> rule.path("alert").asText(),
                        rule -> rule.path("labels").path("severity").asText()));
        assertThat(inhibitions()).allSatisfy(inhibition -> {
            Set<String> silenced = severities(severities, inhibition.path("target_matchers"));
            if (silenced.contains("critical")) {
                assertThat(severities(severities, inhibition.path("source_matchers")))
                        .as(inhibition.toString())
                        .containsOnly("critical");
            }
        });
    }

    private static List<JsonNode> inhibitions() {
        return Rules.stream(Yaml.file(Path.of(CONFIG)).path("inhibit_rules")).toList();
    }

    private static Set<String> severities(Map<String, String> severities, JsonNode matchers) {
        return named(matchers)
                .flatMap(pattern -> severities.keySet().stream().filter(name -> name.matches(pattern)))
                .map(severities::get)
                .collect(Collectors.toSet());
    }

    /** The patterns of names that a matcher accepts. */
    private static Stream<String> named(JsonNode matchers) {
        return Rules.stream(matchers)
                .flatMap(matcher -> ALERT_NAMES.matcher(matcher.asText()).results())
                .map(name -> name.group(1));
    }

    /** Each of {@code Prefix(One|Other)}, so that none of them can be misspelt. */
    private static Stream<String> alternatives(String pattern) {
        int open = pattern.indexOf('(');
        return open < 0
                ? Stream.of(pattern)
                : Stream.of(pattern.substring(open + 1, pattern.length() - 1).split("\\|"))
                        .map(each -> pattern.substring(0, open) + each);
    }

    private static JsonObject alert(String name, String place) {
        JsonObject labels = new JsonObject().put("alertname", "SmartConnect" + name);
        PLACE.forEach(label -> labels.put(label, place));
        return new JsonObject().put("labels", labels);
    }

    /** Those of {@code alerts} that nobody is told of, as soon as they are {@code expected}, or else after a while. */
    private Set<String> silenced(Monitoring version, JsonArray alerts, Set<String> expected) throws Exception {
        int port = freePort();
        URI api = Started.loopback(port).resolve("/api/v2/alerts");
        try (Started alertmanager = Started.of(
                directory.resolve("alertmanager.log"),
                List.of(
                        version.alertmanager(),
                        "--config.file=" + CONFIG,
                        "--storage.path=" + directory.resolve("data"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port))) {
            await().atMost(LIMIT)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .failFast(() -> assertThat(alertmanager.process().isAlive())
                            .as(alertmanager::text)
                            .isTrue())
                    .until(() -> post(api, alerts) == 200);
            return await().atMost(LIMIT).until(() -> silenced(api), silenced -> silenced.containsAll(expected));
        }
    }

    private int post(URI api, JsonArray alerts) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(alerts.encode()))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private Set<String> silenced(URI api) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api).timeout(LIMIT).build();
        Set<String> silenced = new TreeSet<>();
        for (Object each :
                new JsonArray(client.send(request, BodyHandlers.ofString()).body())) {
            JsonObject alert = (JsonObject) each;
            if (alert.getJsonObject("status").getString("state").equals("suppressed")) {
                JsonObject labels = alert.getJsonObject("labels");
                String name = labels.getString("alertname").substring("SmartConnect".length());
                silenced.add(name + " at " + labels.getString("target"));
            }
        }
        return silenced;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
