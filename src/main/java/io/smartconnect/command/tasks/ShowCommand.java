package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.change.FieldPaths;
import io.smartconnect.command.tasks.row.TaskDetails;
import io.smartconnect.command.tasks.source.CloudAnswers;
import io.smartconnect.command.tasks.source.SourceFlags;
import io.smartconnect.command.tasks.source.TaskSearch;
import io.smartconnect.command.tasks.source.TaskSource;
import io.smartconnect.command.terminal.SafeText;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one task. */
@Command(
        name = "show",
        description = "Shows a task: its health and the reason, every field from the cloud, its partitions.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "TASK is an id, or a name if it is unique.",
            "",
            "Examples:",
            "",
            "  smart-connect-exporter tasks show orders-archive --exporter.url=http://localhost:10052",
            "  smart-connect-exporter tasks show orders-archive --config.file=exporter.conf --output=json"
        })
final class ShowCommand extends TaskCommand {

    private static final String TEXT = "text";
    private static final String JSON = "json";

    /** The values of {@code --output}. */
    static final class TaskOutputs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(TEXT, JSON).iterator();
        }
    }

    @Parameters(paramLabel = "TASK", description = "The task's id, or its name.")
    private String task = "";

    @Mixin
    private final SourceFlags source = new SourceFlags();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = TEXT,
            completionCandidates = TaskOutputs.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String output = TEXT;

    @Override
    int run() throws Exception {
        check("--output", output, List.of(TEXT, JSON));
        try (TaskSource from = source.open(err())) {
            TaskSearch.Found found = TaskSearch.one(task, source.instance(), from);
            TaskDetails details = from.details(found.task());
            CloudAnswers answers = from.cloudAnswers(found.task());
            print(output.equals(JSON) ? json(details, answers) : text(details, answers));
            Set<String> warnings = new LinkedHashSet<>(found.warnings());
            warnings.addAll(answers.failures());
            printMessages(List.copyOf(warnings));
            return warnings.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private static String json(TaskDetails details, CloudAnswers answers) {
        JsonObject document = details.document().copy();
        answers.smartConnect().ifPresent(fields -> document.put("smart_connect", FieldPaths.concealed(fields)));
        answers.dump().ifPresent(fields -> document.put("dump", FieldPaths.concealed(fields)));
        return SafeText.json(document.encodePrettily());
    }

    private String text(TaskDetails details, CloudAnswers answers) {
        TaskPrinter text = new TaskPrinter(terminal());
        text.summary(details.task());
        answers.smartConnect().ifPresent(fields -> text.fields("fields of the Smart Connect API", fields));
        answers.dump().ifPresent(fields -> text.fields("fields of the dump API", fields));
        details.partitions().ifPresent(text::partitions);
        return text.text();
    }
}
