package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.eye.CloudEyeRules;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares docs/health.md with the code. */
class HealthDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/health.md");
    private static final Pattern ROW = Pattern.compile("\\| `(?<name>[\\w-]+)` \\| (?<second>[^|]+?) \\|.*");

    private record Row(String name, String second) {}

    /** The rows of the first table of a section that begin with code. */
    private static List<Row> rows(String heading) throws IOException {
        String section = Files.readString(DOCUMENT)
                .split("\n## " + heading + "\n", -1)[1]
                .split("\n## ", -1)[0];
        return section.lines()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> new Row(row.group("name"), row.group("second")))
                .toList();
    }

    @Test
    void document_hasEveryRule_inTheOrderInWhichTheyCount() throws IOException {
        assertThat(rows("The rules"))
                .containsExactlyElementsOf(PartitionRules.TABLE.stream()
                        .map(rule -> new Row(rule.name(), "`" + rule.health().label() + "`"))
                        .toList());
    }

    @Test
    void document_hasEveryRuleOfReplications_inTheOrderInWhichTheyCount() throws IOException {
        assertThat(rows("The rules of replications"))
                .containsExactlyElementsOf(CloudEyeRules.TABLE.stream()
                        .map(rule -> new Row(rule.name(), "`" + rule.health().label() + "`"))
                        .toList());
    }

    @Test
    void document_explainsEveryHealth_fromTheBestToTheWorst() throws IOException {
        assertThat(rows("Health values"))
                .extracting(Row::name)
                .containsExactlyElementsOf(
                        Arrays.stream(Health.values()).map(Health::label).toList());
    }

    @Test
    void document_namesEveryBadState() {
        String bad = "`warn`, `rewound`, `stalled` and `failed` are the bad states";

        assertThat(DOCUMENT).content().contains(bad);
        assertThat(Health.values())
                .allSatisfy(health ->
                        assertThat(bad.contains("`" + health.label() + "`")).isEqualTo(health.isBad()));
    }

    @Test
    void document_hasEveryGoodStatus() throws IOException {
        Map<String, String> statuses = new TreeMap<>();
        for (TaskStatus status : TaskStatus.values()) {
            statuses.put(
                    status.name(),
                    StatusJudgement.judge(status.name())
                            .map(HealthJudgement::health)
                            .map(health -> "`" + health.label() + "`")
                            .orElse("by the rules below"));
        }
        Map<String, String> documented = new TreeMap<>();
        rows("Task status").forEach(row -> documented.put(row.name(), row.second()));

        assertThat(documented).isEqualTo(statuses);
    }

    @Test
    void document_saysHowManyPollsAreTheDefault() {
        assertThat(DOCUMENT)
                .content()
                .contains("`health.window-polls` of them, " + HealthSettings.DEFAULT.windowPolls() + " by default")
                .contains("| " + HealthSettings.DEFAULT.certainty() + " | 7 | 4 | 3 | 2 |");
    }
}
