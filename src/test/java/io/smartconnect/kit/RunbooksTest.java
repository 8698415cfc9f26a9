package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts, their runbooks and their tables agree, and each runbook has the fixed form and valid queries. */
@TestInstance(Lifecycle.PER_CLASS)
class RunbooksTest {

    private static final List<String> SECTIONS =
            List.of("## Meaning", "## Impact", "## Diagnosis", "## Action", "## False positives");

    private static final Path INDEX = Path.of("docs/runbooks/README.md");

    /** Lines that fit on a screen and a half. */
    private static final int LONGEST = 60;

    private static final Pattern SEVERITY = Pattern.compile("^## (critical|warning|info|none)\\b.*");
    private static final Pattern INDEXED = Pattern.compile("^- \\[(\\w+)]\\(\\1\\.md\\)$");
    private static final Pattern TICKET = Pattern.compile("(?m)^\\| (`\\w+`(?:, `\\w+`)*) \\| \\S.* \\|$");
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final Pattern STEP = Pattern.compile("(?m)^(\\d+)\\. ");
    private static final Pattern TABLED =
            Pattern.compile("^\\| \\[(\\w+)]\\(runbooks/\\1\\.md\\) \\| (\\w+) \\| (\\w*) ?\\| .*");

    private static final Pattern RECORDED = Pattern.compile("^\\| `(\\w+:\\w+:\\w+)` \\|.*");

    private final DemoMetrics metrics;
    private final Map<String, Set<String>> exposed;

    RunbooksTest() throws Exception {
        metrics = DemoMetrics.poll();
        exposed = MetricLabels.labels(metrics);
    }

    static List<Runbook> runbooks() {
        return Runbook.all();
    }

    @Test
    void alerts_haveEachARunbook() {
        assertThat(runbooks())
                .extracting(Runbook::alert)
                .containsExactlyInAnyOrderElementsOf(Alerts.all().keySet());
    }

    @Test
    void index_namesEachAlert_underItsSeverity() throws IOException {
        Map<String, String> indexed = new TreeMap<>();
        String severity = "";
        for (String line : Files.readAllLines(INDEX)) {
            Matcher heading = SEVERITY.matcher(line);
            Matcher row = INDEXED.matcher(line);
            severity = heading.matches() ? heading.group(1) : severity;
            if (row.matches()) {
                indexed.put(row.group(1), severity);
            }
        }
        Map<String, String> severities = new TreeMap<>();
        Alerts.all().forEach((alert, facts) -> severities.put(alert, facts.severity()));
        assertThat(indexed).isEqualTo(severities);
    }

    @Test
    void supportTickets_haveDataForEachAlert() throws IOException {
        assertThat(TICKET.matcher(Files.readString(INDEX))
                        .results()
                        .flatMap(row -> NAME.matcher(row.group(1)).results())
                        .map(name -> "SmartConnect" + name.group()))
                .containsExactlyInAnyOrderElementsOf(Alerts.all().keySet().stream()
                        .filter(name -> !name.equals("Watchdog"))
                        .toList());
    }

    @Test
    void table_namesEachAlert_asItsRuleDoes() throws IOException {
        assertThat(Files.readAllLines(Path.of("docs/alerts.md")).stream()
                        .map(TABLED::matcher)
                        .filter(Matcher::matches)
                        .collect(Collectors.toMap(
                                row -> row.group(1), row -> new Alerts.Facts(row.group(2), row.group(3)))))
                .isEqualTo(Alerts.all());
    }

    @Test
    void table_namesEachRecordingRule() throws IOException {
        assertThat(Files.readAllLines(Path.of("docs/alerts.md")).stream()
                        .map(RECORDED::matcher)
                        .filter(Matcher::matches)
                        .map(row -> row.group(1)))
                .containsExactlyElementsOf(Rules.recordings().stream()
                        .map(rule -> rule.path("record").asText())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void runbook_hasEverySection_inOrder_andIsShort(Runbook runbook) {
        assertThat(runbook.headings())
                .containsExactlyElementsOf(Stream.concat(Stream.of("# " + runbook.alert()), SECTIONS.stream())
                        .toList());
        assertThat(SECTIONS)
                .allSatisfy(section -> assertThat(runbook.section(section)).hasSizeGreaterThan(section.length() + 10));
        assertThat(runbook.text().lines()).hasSizeLessThanOrEqualTo(LONGEST);
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void meaning_isOneSentence(Runbook runbook) {
        assertThat(runbook.section("## Meaning").replaceAll("\\s+", " "))
                .endsWith(". ")
                .containsOnlyOnce(". ");
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void action_isAListOfNumberedSteps(Runbook runbook) {
        String action = runbook.section("## Action").substring("## Action".length());
        List<Integer> steps = STEP.matcher(action)
                .results()
                .map(step -> Integer.valueOf(step.group(1)))
                .toList();
        assertThat(steps)
                .isNotEmpty()
                .isEqualTo(IntStream.rangeClosed(1, steps.size()).boxed().toList());
        assertThat(action.strip().lines()).allMatch(line -> line.matches("(\\d+\\. | {3})\\S.*"));
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void diagnosis_looksAtPrometheus_theExporter_andTheConsole(Runbook runbook) {
        assertThat(runbook.queries()).hasSizeBetween(1, 3);
        assertThat(runbook.section("## Diagnosis"))
                .contains("```promql\n", "\n```\ncurl -s ", "http://localhost:10052/", "In the cloud console");
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void queries_nameWhatThereIs(Runbook runbook) {
        assertThat(runbook.queries())
                .allSatisfy(query ->
                        assertThat(query.strangers(exposed)).as(query.text()).isEmpty());
    }

    @Test
    void queries_areUnderstoodByPrometheus(@TempDir Path directory) throws Exception {
        String rules = runbooks().stream()
                .flatMap(runbook -> runbook.queries().stream().map(RunbooksTest::rule))
                .collect(Collectors.joining());
        Path file =
                Files.writeString(directory.resolve("queries.yml"), "groups:\n  - name: queries\n    rules:\n" + rules);

        FinishedCommand check = FinishedCommand.run("promtool", "check", "rules", "--lint=none", file.toString());
        assertThat(check.status()).as(check.output()).isZero();
    }

    /** Series that can't be matched are an error only where there are some. */
    @Test
    void queries_areAnswered_whereThereAreTwoExporters(@TempDir Path directory) throws Exception {
        Map<String, List<String>> answers = runbooks().stream()
                .flatMap(runbook -> runbook.queries().stream())
                .collect(Collectors.toMap(RunbooksTest::anyAnswer, query -> List.of("{}"), (some, same) -> some));

        RuleEngine.check(recorded("exporter-1:10052") + recorded("exporter-2:10052"), answers, 5, directory);
    }

    private String recorded(String address) {
        RecordedSeries recorded = new RecordedSeries(Instant.EPOCH, address);
        for (int minute = 0; minute <= 5; minute++) {
            recorded.scraped(metrics.text());
        }
        return recorded.yaml();
    }

    /** Is 1 whatever the answer is, unless it is an error. */
    private static String anyAnswer(Expression query) {
        return "group(%s\n) or vector(1)".formatted(query.text().replaceAll("=\"(INSTANCE|TASK)_ID\"", "=~\".+\""));
    }

    private static String rule(Expression query) {
        return "      - record: query\n        expr: |\n" + query.text().indent(10);
    }
}
