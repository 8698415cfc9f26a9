package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.change.FieldPaths;
import io.smartconnect.command.tasks.source.CloudSource;
import io.smartconnect.command.tasks.source.SourceFlags;
import io.smartconnect.command.tasks.source.TaskClient;
import io.smartconnect.command.tasks.source.TaskRow;
import io.smartconnect.command.tasks.source.TaskSearch;
import io.smartconnect.command.tasks.source.TaskSource;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One task with all that is known of it. */
@Command(
        name = "show",
        description =
                "Shows a task: how it does and why that is said, every field that the cloud gives, its partitions.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "TASK is an id, or a name that only one task has.",
            "",
            "Examples:",
            "",
            "  smart-connect-exporter tasks show orders-archive --exporter.url=http://localhost:10052",
            "  smart-connect-exporter tasks show orders-archive --config.file=exporter.conf --output=json"
        })
final class ShowCommand extends TaskCommand {

    private static final String TEXT = "text";
    private static final String JSON = "json";

    /** Ways to print a task. */
    static final class Outputs implements Iterable<String> {
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
            completionCandidates = Outputs.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String output = TEXT;

    /** What the two APIs of the cloud give, and why one of them does not. */
    private record Raw(JsonObject answers, List<String> troubles) {}

    @Override
    int run() throws Exception {
        check("--output", output, List.of(TEXT, JSON));
        try (TaskSource from = source.open(err())) {
            TaskSearch.Found found = TaskSearch.one(task, source.instance(), from);
            JsonObject whole = from.whole(found.task());
            Raw raw = from instanceof CloudSource cloud
                    ? raw(cloud.client(found.task()))
                    : new Raw(new JsonObject(), List.of());
            print(output.equals(JSON) ? json(whole, raw.answers) : text(whole, raw.answers));
            tell(found.doubts());
            tell(raw.troubles);
            return found.doubts().isEmpty() && raw.troubles.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** Each API is asked, whatever becomes of the other. A task may be known to one of them alone. */
    private static Raw raw(TaskClient client) {
        JsonObject answers = new JsonObject();
        List<String> troubles = new ArrayList<>();
        try {
            client.fieldsIfKnown().ifPresent(fields -> answers.put("smart_connect", FieldPaths.concealed(fields)));
        } catch (CommandFailedException stop) {
            troubles.addAll(stop.lines());
        }
        try {
            client.dumpFields().ifPresent(fields -> answers.put("dump", FieldPaths.concealed(fields)));
        } catch (CommandFailedException stop) {
            troubles.addAll(stop.lines());
        }
        return new Raw(answers, troubles);
    }

    private static String json(JsonObject whole, JsonObject raw) {
        return SafeText.json(whole.copy().mergeIn(raw).encodePrettily());
    }

    private String text(JsonObject whole, JsonObject raw) {
        TaskPrinter text = new TaskPrinter(terminal());
        text.summary(new TaskRow(whole));
        if (raw.getValue("smart_connect") instanceof JsonObject fields) {
            text.fields("as the Smart Connect API has it", fields);
        }
        if (raw.getValue("dump") instanceof JsonObject fields) {
            text.fields("as the API of dump tasks has it", fields);
        }
        if (whole.getValue("partitions") instanceof JsonArray partitions) {
            text.partitions(partitions);
        }
        return text.text();
    }
}
