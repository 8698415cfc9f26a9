package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.change.FieldChanges;
import io.smartconnect.command.tasks.change.FieldPaths;
import io.smartconnect.command.tasks.change.RequestedFields;
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
        description =
                "Changes fields of a task: shows old and new values, asks, sends once, and tells what the cloud took.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Fields are named as in the API, such as source_task.task_num; docs/tasks.md lists them.",
            "All are checked before anything is sent.",
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
            description = "New values as JSON, like the API's: {\"source_task\": {\"task_num\": 3}}.")
    private @Nullable Path file;

    @Option(
            names = "--secret",
            paramLabel = "FIELD=FILE",
            description = "A field that is secret, from a file, or from standard input for FIELD=-; may be repeated.")
    private final List<String> secrets = new ArrayList<>();

    private final RequestedFields asked = new RequestedFields();

    /** None: a field is taken at once, or it is not. */
    @Override
    Duration usualWait() {
        return Duration.ZERO;
    }

    @Override
    void prepare() throws CommandFailedException {
        if (file != null && !sets.isEmpty()) {
            throw CommandFailedException.wrong("--set, --from-file: only one of them can be used");
        }
        sets.forEach(asked::set);
        if (file != null) {
            asked.file(file);
        }
        secrets.forEach(secret -> asked.secret(secret, secrets()));
        if (asked.values().isEmpty() && !asked.mistakes().isEmpty()) {
            throw CommandFailedException.wrong(asked.mistakes());
        }
    }

    @Override
    int change(Subject subject) throws CommandFailedException {
        FieldChanges change = FieldChanges.of(subject.fields(), asked.values(), asked.mistakes());
        introduce("Modify", subject);
        tell(change.lines());
        if (isDryRun()) {
            print(SafeText.json(FieldPaths.concealed(change.body()).encodePrettily()));
            return ExitCode.OK;
        }
        if (change.changesNothing()) {
            err().println("Nothing was sent: the task is so already.");
            return ExitCode.OK;
        }
        confirm();
        JsonObject body = change.body();
        boolean certain = send(
                subject,
                (changes, instance, task, lane, deadline) -> changes.modify(instance, task, body, lane, deadline));
        FieldChanges.Outcome outcome = change.outcome(
                settled(subject, certain, task -> change.outcome(task).taken()));
        outcome.lines().forEach(out()::println);
        return outcome.taken() && (certain || !change.hasSecrets()) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
