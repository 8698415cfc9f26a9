package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes and the rules of inhibition, checked by the real amtool. {@link InhibitionTest} checks their effect. */
class AlertmanagerTest {

    private static final String CONFIG = "config/alertmanager/alertmanager.yml";
    /** A title in the comments, on its own line or after a key. */
    private static final Pattern TITLE =
            Pattern.compile("(?m)^# +(?:Subject: \")?((?:\\[\\{\\{ .Status.*)?\\{\\{ .GroupLabels.alertname .*?)\"?$");

    private static final Pattern ALERT_NAMES = Pattern.compile("^alertname=~?\"([^\"]+)\"$");

    @TempDir
    private Path directory;

    static Stream<Monitoring> versions() {
        return Monitoring.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void amtool_acceptsTheConfiguration(Monitoring version) throws Exception {
        FinishedCommand check = FinishedCommand.run(version.amtool(), "check-config", CONFIG);
        assertThat(check.status()).as(check.output()).isZero();
        assertThat(check.output()).contains("4 receivers", "inhibit rules");
    }

    @ParameterizedTest
    @CsvSource({
        "pager, severity=critical task_id=t1 instance_id=kafka-1",
        "pager, severity=critical target=prod",
        "chat, severity=warning task_id=t1 instance_id=kafka-1",
        "chat, severity=warning target=prod instance_id=kafka-1",
        "chat, job=something-else",
        "watchdog, alertname=Watchdog severity=none",
        "nobody, severity=info task_id=t1 instance_id=kafka-1"
    })
    void alerts_goToTheReceiverOfTheirSeverity(String receiver, String labels) throws Exception {
        for (Monitoring version : versions().toList()) {
            FinishedCommand test = FinishedCommand.run(Stream.concat(
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

    /** Two alerts of one group, about different tasks: only what all alerts of a group share may be in a title. */
    @ParameterizedTest
    @MethodSource("versions")
    void titlesOfTheSampleReceivers_nameAlertTargetAndInstance(Monitoring version) throws Exception {
        List<String> titles = TITLE.matcher(Files.readString(Path.of(CONFIG)))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(titles).hasSize(3);

        Path group = Files.writeString(directory.resolve("group.json"), """
                {"status": "firing", "receiver": "chat", "externalURL": "http://localhost:9093",
                 "groupLabels": {"alertname": "SmartConnectTaskStalled", "target": "prod", "instance_id": "i-1",
                   "instance_name": "orders"},
                 "commonLabels": {"alertname": "SmartConnectTaskStalled", "target": "prod"},
                 "commonAnnotations": {"summary": "A task transfers nothing"},
                 "alerts": [
                   {"status": "firing", "labels": {"task_name": "a"}, "annotations": {"description": "Task a."}},
                   {"status": "firing", "labels": {"task_name": "b"}, "annotations": {"description": "Task b."}}]}
                """);
        for (String title : titles) {
            FinishedCommand rendered = FinishedCommand.run(
                    version.amtool(),
                    "template",
                    "render",
                    "--template.glob=" + Files.writeString(directory.resolve("empty.tmpl"), ""),
                    "--template.text=" + title,
                    "--template.data=" + group);
            assertThat(rendered.status()).as(rendered.output()).isZero();
            assertThat(rendered.output())
                    .contains("SmartConnectTaskStalled prod orders")
                    .doesNotContain("[]", "no value");
        }
    }

    @Test
    void inhibition_namesExistingAlerts() {
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
    void critical_isOnlyInhibitedByCritical() {
        Map<String, String> severities = new TreeMap<>();
        Alerts.all().forEach((name, facts) -> severities.put(name, facts.severity()));
        assertThat(inhibitions()).allSatisfy(inhibition -> {
            Set<String> inhibited = severities(severities, inhibition.path("target_matchers"));
            if (inhibited.contains("critical")) {
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

    /** Patterns of the names that the matchers accept. */
    private static Stream<String> named(JsonNode matchers) {
        return Rules.stream(matchers)
                .flatMap(matcher -> ALERT_NAMES.matcher(matcher.asText()).results())
                .map(name -> name.group(1));
    }

    /** The alternatives of {@code Prefix(One|Other)}, each as a pattern, to find a misspelled one. */
    private static Stream<String> alternatives(String pattern) {
        int open = pattern.indexOf('(');
        return open < 0
                ? Stream.of(pattern)
                : Stream.of(pattern.substring(open + 1, pattern.length() - 1).split("\\|"))
                        .map(each -> pattern.substring(0, open) + each);
    }
}
