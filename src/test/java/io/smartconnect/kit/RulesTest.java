package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the rules to Prometheus, old and new, to the metrics that there are, and to what alerts lead to. */
@TestInstance(Lifecycle.PER_CLASS)
class RulesTest {

    private static final Pattern RECORDED = Pattern.compile("(task|instance|target):(smartconnect_\\w+):\\w+");
    private static final Pattern LEVEL = Pattern.compile("^\\w+ by \\(([^)]*)\\)");
    private static final Pattern DASHBOARD =
            Pattern.compile("http://localhost:3000/d/(smart-connect-\\w+)(\\?var-.+)?");
    private static final Pattern OTHER_STATUS = Pattern.compile("\\bstatus!~\"([^\"]+)\"");
    private static final Pattern DOCUMENTED_STATUSES = Pattern.compile("Always there: (.+?); others");

    private static final Map<String, String> LEVELS = Map.of(
            "task", "target, region, instance_id, instance_name, task_id, task_name",
            "instance", "target, region, instance_id, instance_name",
            "target", "target");

    private static final Pattern ALERT = Pattern.compile("\"(SmartConnect\\w+)\"");

    /** Alerts that {@link TroublesTest} does not lead to, and why. */
    private static final Map<String, String> NOT_OF_THE_CLOUD = Map.of(
            "SmartConnectTargetDisappeared", "somebody removes a target from the configuration",
            "SmartConnectReloadFailed", "somebody writes a wrong configuration",
            "SmartConnectStateFileNotSaved", "the exporter's disk fails",
            "SmartConnectShardsMissing", "one of several exporters is missing",
            "SmartConnectShardingMismatch", "several exporters have different configurations",
            "SmartConnectNoLeader", "several exporters stand by",
            "Watchdog", "it fires without a trouble");

    private final Map<String, Set<String>> exposed;

    RulesTest() throws Exception {
        exposed = MetricLabels.labels(DemoMetrics.poll());
    }

    static Stream<Monitoring> versions() {
        return Monitoring.versions();
    }

    static List<JsonNode> alerts() {
        return Rules.alerts();
    }

    static List<JsonNode> recordings() {
        return Rules.recordings();
    }

    static List<JsonNode> rules() {
        return Stream.concat(recordings().stream(), alerts().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void promtool_findsNothingToComplainAbout(Monitoring version) throws Exception {
        FinishedCommand check = FinishedCommand.run(
                version.promtool(),
                "check",
                "rules",
                "--lint=all",
                "--lint-fatal",
                Rules.RECORDING.toString(),
                Rules.ALERTS.toString());
        assertThat(check.status()).as(check.output()).isZero();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void promtool_acceptsTheConfiguration(Monitoring version) throws Exception {
        FinishedCommand check =
                FinishedCommand.run(version.promtool(), "check", "config", "config/prometheus/prometheus.yml");
        assertThat(check.status()).as(check.output()).isZero();
        assertThat(check.output()).contains("2 rule files found");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void rules_passTheirTests(Monitoring version) throws Exception {
        RuleEngine.test(version.promtool(), unitTests());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void expression_namesWhatThereIs(JsonNode rule) {
        assertThat(Rules.expression(rule).strangers(exposed)).isEmpty();
    }

    /** Each status that is none of the known ones is a bad one, so a list of them must not lack one. */
    @Test
    void expressions_knowTheStatusesThatTheExporterKnows() throws IOException {
        Matcher documented = DOCUMENTED_STATUSES.matcher(Files.readString(Path.of("docs/metrics.md")));
        assertThat(documented.find()).isTrue();
        String known = documented.group(1).replace("`", "").replace(", ", "|");
        List<String> excluded = rules().stream()
                .flatMap(
                        rule -> OTHER_STATUS.matcher(rule.path("expr").asText()).results())
                .map(status -> status.group(1))
                .toList();
        assertThat(excluded).hasSizeGreaterThanOrEqualTo(4).allMatch(statuses -> statuses.startsWith(known + "|"));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void recording_isNamedForItsLevelAndMetric_andIsUsed(JsonNode recording) {
        Matcher name = RECORDED.matcher(recording.path("record").asText());
        assertThat(name.matches()).as(recording.toString()).isTrue();
        Matcher level = LEVEL.matcher(recording.path("expr").asText());
        assertThat(level.find()).isTrue();
        assertThat(level.group(1)).startsWith(LEVELS.get(name.group(1)));
        assertThat(exposed.keySet()).anyMatch(metric -> metric.startsWith(name.group(2)));
        assertThat(rules()).anyMatch(rule -> Rules.expression(rule).metrics().containsKey(name.group()));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_saysWhatIsWrong_andWhereToGoOn(JsonNode alert) {
        String name = alert.path("alert").asText();
        assertThat(name).matches("SmartConnect.+|Watchdog");
        assertThat(alert.path("labels").path("severity").asText())
                .isIn(name.equals("Watchdog") ? List.of("none") : List.of("critical", "warning", "info"));
        JsonNode annotations = alert.path("annotations");
        assertThat(annotations.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("summary", "description", "runbook_url", "dashboard_url");
        assertThat(annotations.path("summary").asText())
                .as("one for a group of alerts")
                .isNotEmpty()
                .doesNotContain("{{");
        assertThat(annotations.path("runbook_url").asText())
                .isEqualTo("{{ $externalURL }}/user/runbooks/" + name + ".md");
        assertThat(Path.of("docs/runbooks", name + ".md")).exists();
        Matcher dashboard = DASHBOARD.matcher(annotations.path("dashboard_url").asText());
        assertThat(dashboard.matches()).isTrue();
        assertThat(Path.of("dashboards", dashboard.group(1) + ".json")).exists();
    }

    /** A task may have no name. */
    @ParameterizedTest
    @MethodSource("alerts")
    void alert_neverSaysNothing_whereALabelIsBlank(JsonNode alert) {
        assertThat(alert.path("annotations").toString()).doesNotContain("{{ $labels.task_name }}");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_isTestedToFireWithItsWords_andNotToFire(JsonNode alert) throws IOException {
        String name = alert.path("alert").asText();
        List<JsonNode> cases = unitTests()
                .flatMap(file -> Rules.stream(Yaml.file(file).path("tests")))
                .flatMap(test -> Rules.stream(test.path("alert_rule_test")))
                .filter(test -> test.path("alertname").asText().equals(name))
                .toList();
        Predicate<JsonNode> fires = test -> Rules.stream(test.path("exp_alerts"))
                .anyMatch(expected -> expected.path("exp_annotations").size() == 4);
        Predicate<JsonNode> isQuiet = test -> test.path("exp_alerts").isEmpty();
        assertThat(cases).anyMatch(fires);
        if (!name.equals("Watchdog")) {
            assertThat(cases).anyMatch(isQuiet);
        }
    }

    @Test
    void everyAlert_isTheResultOfATrouble_orHasAReasonNotToBe() throws IOException {
        Set<String> shown = ALERT.matcher(
                        Files.readString(Path.of("src/test/java/io/smartconnect/kit/TroublesTest.java")))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
        assertThat(shown).doesNotContainAnyElementsOf(NOT_OF_THE_CLOUD.keySet());
        assertThat(Stream.concat(shown.stream(), NOT_OF_THE_CLOUD.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(Alerts.all().keySet());
    }

    @Test
    void everyAlert_isInTheDemo_orHasAReasonNotToBe() {
        assertThat(DemoTable.shown()).doesNotContainAnyElementsOf(DemoTable.missing());
        assertThat(Stream.of(DemoTable.shown(), DemoTable.missing(), Set.of("Watchdog"))
                        .flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(Alerts.all().keySet());
    }

    /** Labels of the scrape would make two alerts of one where two exporters poll the same project. */
    @Test
    void alerts_haveNoLabelOfTheScrape_butThoseAboutAnExporter() throws IOException {
        Set<String> scraped = unitTests()
                .flatMap(file -> Rules.stream(Yaml.file(file).path("tests")))
                .flatMap(test -> Rules.stream(test.path("alert_rule_test")))
                .filter(test -> Rules.stream(test.path("exp_alerts"))
                        .anyMatch(expected -> expected.path("exp_labels").has("instance")))
                .map(test -> test.path("alertname").asText())
                .collect(Collectors.toSet());
        assertThat(scraped)
                .containsExactlyInAnyOrder(
                        "SmartConnectExporterDown", "SmartConnectReloadFailed", "SmartConnectStateFileNotSaved");
    }

    private static Stream<Path> unitTests() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/prometheus"))) {
            return files.sorted().toList().stream();
        }
    }
}
