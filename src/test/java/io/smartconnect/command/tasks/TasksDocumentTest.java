package io.smartconnect.command.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.command.tasks.change.TaskField;
import io.smartconnect.command.tasks.change.TaskField.Access;
import io.smartconnect.command.tasks.change.TaskFields;
import io.smartconnect.exporter.snapshot.task.TaskKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TasksDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/tasks.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_.]+)` \\| (.*) \\| (.*) \\|$");

    @Test
    void document_hasEveryFieldThatCanBeChanged_withItsRule_andNoOther() throws IOException {
        List<String> documented = ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(TaskFields.FIELDS.stream()
                        .filter(field -> field.access() != Access.READ_ONLY)
                        .map(TasksDocumentTest::row)
                        .toList());
    }

    private static String row(TaskField field) {
        String kinds = field.kinds().size() > 1
                ? "all"
                : field.kinds().stream().map(TaskKind::label).collect(Collectors.joining(", "));
        return field.path() + " " + field.rule().replace("|", "\\|") + " " + kinds;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void everyKind_hasFields_andNoneTwice(TaskKind kind) {
        assertThat(TaskFields.changeable(kind)).contains("task_name", "topics").doesNotHaveDuplicates();
        assertThat(Arrays.stream(TaskKind.values()).flatMap(each -> TaskFields.changeable(each).stream()))
                .contains("source_task.task_num", "sink_task.obs_path");
    }
}
