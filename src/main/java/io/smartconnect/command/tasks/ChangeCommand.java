package io.smartconnect.command.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.command.tasks.change.FieldPaths;
import io.smartconnect.command.tasks.change.SecretInput;
import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.command.tasks.source.CloudFlags;
import io.smartconnect.command.tasks.source.CloudTaskSource;
import io.smartconnect.command.tasks.source.TaskClient;
import io.smartconnect.command.tasks.source.TaskSearch;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.command.terminal.WaitBudget;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.task.TaskStatus;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that changes a task: shows the change, asks, sends it once if the task is unchanged, and reads the task again. */
abstract class ChangeCommand extends TaskCommand {

    /** Pause between two reads of a task that should change. */
    private static final Duration READ_INTERVAL = Duration.ofSeconds(2);

    /** Statuses that end without an action of a user. */
    private static final Set<TaskStatus> TRANSIENT = EnumSet.of(TaskStatus.CREATING, TaskStatus.RESTARTING);

    /** Failures after which the cloud may have made the change. */
    private static final Set<FailureReason> UNCERTAIN = EnumSet.of(
            FailureReason.TIMEOUT,
            FailureReason.UNREACHABLE,
            FailureReason.SERVER_ERROR,
            FailureReason.BAD_RESPONSE,
            FailureReason.INTERNAL);

    @Parameters(paramLabel = "TASK", description = "The task's id, or its name if it is unique.")
    private String task = "";

    @Option(names = "--instance", paramLabel = "ID|NAME", description = "The Kafka instance of the task.")
    private @Nullable String instance;

    @Option(names = "--yes", description = "Send without asking; required without a terminal.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Print the request, but do not send it.")
    private boolean dryRun;

    @Option(
            names = "--wait",
            description = "While the cloud throttles, and then for the result, wait up to 10 minutes in total.")
    private boolean wait;

    @Mixin
    private final CloudFlags cloud = new CloudFlags();

    private final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));

    /**
     * A task before its change.
     *
     * @param fields as the Smart Connect API returned them
     * @param resultWait for the result of the change
     */
    record TaskToChange(TaskRow row, JsonObject fields, TaskClient client, WaitBudget resultWait) {

        String status() {
            return ChangeCommand.status(fields);
        }
    }

    /** The status as the cloud reports it; empty if there is none. */
    static String status(JsonObject fields) {
        return Objects.toString(fields.getValue("status"), "");
    }

    /** Changes the task and returns the exit status. */
    abstract int change(TaskToChange task) throws CommandFailedException;

    @Override
    final int run() throws Exception {
        WaitBudget throttling = new WaitBudget(wait ? WaitBudget.LONGEST : Duration.ZERO, err());
        WaitBudget resultWait = wait ? throttling : new WaitBudget(defaultWait(), err());
        prepare();
        try (CloudTaskSource from = new CloudTaskSource(cloud.load(), throttling)) {
            TaskRow row =
                    TaskSearch.one(task, Optional.ofNullable(instance), from).unique();
            if (!from.isInSmartConnect(row)) {
                throw CommandFailedException.failed("only the dump API, which cannot change tasks, lists "
                        + row.id().text());
            }
            TaskClient client = from.client(row);
            return change(new TaskToChange(row, client.fields(), client, resultWait));
        }
    }

    /** The time to wait for the result without {@code --wait}. */
    abstract Duration defaultWait();

    /** Checks the flags before the first request. */
    void prepare() throws CommandFailedException {}

    final boolean isDryRun() {
        return dryRun;
    }

    final SecretInput secrets() {
        return new SecretInput(terminal(), input);
    }

    /** Asks for confirmation of the shown change; ends the command without it. */
    final void confirm() throws CommandFailedException {
        if (yes) {
            return;
        }
        if (!terminal().interactive()) {
            throw CommandFailedException.wrongUsage("Nothing was sent: without a terminal, a change needs --yes.");
        }
        err().print("Send this change? [y/N] ");
        err().flush();
        if (!answer().strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw CommandFailedException.failed("Nothing was sent.");
        }
    }

    private String answer() {
        try {
            return Objects.requireNonNullElse(input.readLine(), "");
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Sends the change if the task is unchanged. After throttling, waits within the budget and repeats it.
     *
     * @return true if the cloud accepted the change; false if the result is uncertain
     */
    final boolean send(TaskToChange task, TaskClient.TaskRequest<Void> change) throws CommandFailedException {
        while (true) {
            checkUnchanged(task);
            try {
                task.client.sendOnce(change);
                return true;
            } catch (CloudFailure failure) {
                if (UNCERTAIN.contains(failure.reason())) {
                    printMessages(List.of(
                            task.client.advice(failure), "The cloud may have made the change; it is not sent again."));
                    return false;
                }
                if (!task.client.waitForThrottling(failure)) {
                    throw CommandFailedException.failed(task.client.advice(failure));
                }
            }
        }
    }

    /**
     * Reads the task after a change until it is {@code done}, within the budget. Failed reads are repeated.
     *
     * @param accepted true if the cloud accepted the change
     * @return the fields of the last read
     */
    final JsonObject readUntil(TaskToChange task, boolean accepted, Predicate<JsonObject> done)
            throws CommandFailedException {
        while (true) {
            try {
                JsonObject fields = task.client.fields();
                if (done.test(fields) || !task.resultWait.pause(READ_INTERVAL)) {
                    return fields;
                }
            } catch (CommandFailedException unread) {
                if (!task.resultWait.pause(READ_INTERVAL)) {
                    throw CommandFailedException.failed(
                            (accepted ? "The cloud accepted the change" : "The cloud may have made the change")
                                    + ", but the task cannot be read: " + unread.getMessage());
                }
            }
        }
    }

    /** Compares the task with the one shown. The API has no conditional update, so a later change remains unnoticed. */
    private static void checkUnchanged(TaskToChange task) throws CommandFailedException {
        Map<String, Object> before = FieldPaths.of(task.fields);
        Map<String, Object> now = FieldPaths.of(readAgain(task));
        if (isTransient(before) || isTransient(now)) {
            before.remove("status");
            now.remove("status");
        }
        List<String> differences = FieldPaths.differences(before, now);
        if (!differences.isEmpty()) {
            List<String> lines = new ArrayList<>();
            lines.add("Nothing was sent: the task has changed since it was shown.");
            differences.forEach(line -> lines.add("  " + line));
            throw CommandFailedException.failed(lines);
        }
    }

    private static boolean isTransient(Map<String, Object> fields) {
        return TaskStatus.of(Objects.toString(fields.get("status")))
                .filter(TRANSIENT::contains)
                .isPresent();
    }

    private static JsonObject readAgain(TaskToChange task) throws CommandFailedException {
        try {
            return task.client.fields();
        } catch (CommandFailedException unread) {
            throw CommandFailedException.failed("Nothing was sent: " + unread.getMessage());
        }
    }

    /** Prints the task and the verb of its change on one line. */
    final void printTask(String verb, TaskToChange task) {
        err().println(verb + " " + task.row.id().text() + ", " + SafeText.of(task.status()));
    }
}
