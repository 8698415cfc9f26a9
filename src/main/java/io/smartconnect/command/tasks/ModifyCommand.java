package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.change.ChangeResult;
import io.smartconnect.command.tasks.change.FieldAssignments;
import io.smartconnect.command.tasks.change.FieldPaths;
import io.smartconnect.command.tasks.change.NewFieldValues;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Changes fields of a task. */
@Command(
        name = "modify",
        description = "Changes fields of a task: shows old and new values, asks, sends once, and reports the result.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Fields have the API's names, such as source_task.task_num; docs/tasks.md lists them.",
            "All fields are checked before the change is sent.",
            "",
            "Examples:",
            "",
            "  smart-connect-exporter tasks modify orders-to-standby --set source_task.compression_type=gzip",
            "  smart-connect-exporter tasks modify orders-archive --from-file=change.json --dry-run",
            "  smart-connect-exporter tasks modify orders-archive --secret sink_task.secret_key=/run/secrets/obs"
        })
final class ModifyCommand extends ChangeCommand {

    @Option(names = "--set", paramLabel = "FIELD=VALUE", description = "The new value of a field; may be repeated.")
    private final List<String> sets = new ArrayList<>();

    @Option(
            names = "--from-file",
            paramLabel = "PATH",
            description = "New values as JSON, as in the API: {\"source_task\": {\"task_num\": 3}}.")
    private @Nullable Path file;

    @Option(
            names = "--secret",
            paramLabel = "FIELD=FILE",
            description = "A secret field, from a file, or from standard input for FIELD=-; may be repeated.")
    private final List<String> secrets = new ArrayList<>();

    private final FieldAssignments requested = new FieldAssignments();

    /** None: the cloud applies a field at once or never. */
    @Override
    Duration defaultWait() {
        return Duration.ZERO;
    }

    @Override
    void prepare() throws CommandFailedException {
        if (file != null && !sets.isEmpty()) {
            throw CommandFailedException.wrongUsage("--set, --from-file: use only one of them");
        }
        sets.forEach(requested::set);
        if (file != null) {
            requested.file(file);
        }
        secrets.forEach(secret -> requested.secret(secret, secrets()));
        if (requested.values().isEmpty() && !requested.mistakes().isEmpty()) {
            throw CommandFailedException.wrongUsage(requested.mistakes());
        }
    }

    @Override
    int change(TaskToChange task) throws CommandFailedException {
        NewFieldValues change = NewFieldValues.of(task.fields(), requested.values(), requested.mistakes());
        printTask("Modify", task);
        printMessages(change.lines());
        if (isDryRun()) {
            print(SafeText.json(FieldPaths.concealed(change.body()).encodePrettily()));
            return ExitCode.OK;
        }
        if (change.changesNothing()) {
            err().println("Nothing was sent: the task already has these values.");
            return ExitCode.OK;
        }
        confirm();
        JsonObject body = change.body();
        boolean accepted = send(task, (changes, instance, id, scope) -> changes.modify(instance, id, body, scope));
        ChangeResult result = change.result(
                readUntil(task, accepted, fields -> change.result(fields).isApplied()));
        result.lines().forEach(out()::println);
        return result.isApplied() && (accepted || !change.hasSecrets()) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
