package io.smartconnect.command.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.command.tasks.change.FieldPaths;
import io.smartconnect.command.tasks.change.SecretInput;
import io.smartconnect.command.tasks.source.CloudFlags;
import io.smartconnect.command.tasks.source.CloudSource;
import io.smartconnect.command.tasks.source.TaskClient;
import io.smartconnect.command.tasks.source.TaskRow;
import io.smartconnect.command.tasks.source.TaskSearch;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.command.terminal.WaitBudget;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.Reason;
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

/** What changes a task: it is shown and asked for, sent once if nobody else has been faster, and looked at afterwards. */
abstract class ChangeCommand extends TaskCommand {

    /** Between two looks at a task that should change. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Statuses that end by themselves. */
    private static final Set<String> PASSING = Set.of("CREATING", "RESTARTING");

    /** After these nobody knows whether the cloud has done it. */
    private static final Set<Reason> UNCERTAIN =
            EnumSet.of(Reason.TIMEOUT, Reason.UNREACHABLE, Reason.SERVER_ERROR, Reason.BAD_RESPONSE, Reason.INTERNAL);

    @Parameters(paramLabel = "TASK", description = "The task's id, or a name that only one task has.")
    private String task = "";

    @Option(names = "--instance", paramLabel = "ID|NAME", description = "The Kafka instance of the task.")
    private @Nullable String instance;

    @Option(names = "--yes", description = "Send it without asking; needed where there is no terminal.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Print what would be sent, and send nothing.")
    private boolean dryRun;

    @Option(
            names = "--wait",
            description =
                    "Wait up to 10 minutes in all: where the cloud throttles, as long as it asks; then for the result.")
    private boolean wait;

    @Mixin
    private final CloudFlags cloud = new CloudFlags();

    private final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));

    /** A task that is about to be changed. */
    record Subject(TaskRow row, JsonObject fields, TaskClient client, WaitBudget settling) {

        String status() {
            return ChangeCommand.status(fields);
        }
    }

    /** The cloud's word for how a task does; empty if it has none. */
    static String status(JsonObject task) {
        return Objects.toString(task.getValue("status"), "");
    }

    /** Changes it, and answers the exit status. */
    abstract int change(Subject subject) throws CommandFailedException;

    @Override
    final int run() throws Exception {
        WaitBudget throttling = new WaitBudget(wait ? WaitBudget.LONGEST : Duration.ZERO, err());
        WaitBudget settling = wait ? throttling : new WaitBudget(usualWait(), err());
        prepare();
        try (CloudSource from = new CloudSource(cloud.load(), throttling)) {
            TaskRow row =
                    TaskSearch.one(task, Optional.ofNullable(instance), from).withoutDoubt();
            if (!from.isInSmartConnect(row)) {
                throw CommandFailedException.failed(
                        row.identity() + " is known to the API of dump tasks alone, which can't change it");
            }
            TaskClient client = from.client(row);
            return change(new Subject(row, client.fields(), client, settling));
        }
    }

    /** How long the result is waited for without being asked to. */
    abstract Duration usualWait();

    /** Looks at what can be told without the cloud. */
    void prepare() throws CommandFailedException {}

    final boolean isDryRun() {
        return dryRun;
    }

    final SecretInput secrets() {
        return new SecretInput(terminal(), input);
    }

    /** Asks whether what was shown shall be sent; ends the command if not. */
    final void confirm() throws CommandFailedException {
        if (yes) {
            return;
        }
        if (!terminal().interactive()) {
            throw CommandFailedException.wrong(
                    "Nothing was sent: there is nobody to ask. --yes sends it without asking.");
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
     * Sends it, if the task is still as it was shown; again only if the cloud throttled it and is waited for.
     *
     * @return whether the cloud said that it has done it; else nobody knows
     */
    final boolean send(Subject subject, TaskClient.Question<Void> change) throws CommandFailedException {
        while (true) {
            checkUnchanged(subject);
            try {
                subject.client.askedOnce(change);
                return true;
            } catch (CloudFailure failure) {
                if (UNCERTAIN.contains(failure.reason())) {
                    tell(List.of(
                            subject.client.words(failure), "Nobody knows whether it is done; it is not sent again."));
                    return false;
                }
                if (!subject.client.outlasts(failure)) {
                    throw CommandFailedException.failed(subject.client.words(failure));
                }
            }
        }
    }

    /**
     * Looks at the task after a change until it is {@code done}, as long as there is patience, for looks that fail, too.
     *
     * @param certain whether the cloud said that it has done it
     * @return the task as it was seen last
     */
    final JsonObject settled(Subject subject, boolean certain, Predicate<JsonObject> done)
            throws CommandFailedException {
        while (true) {
            try {
                JsonObject task = subject.client.fields();
                if (done.test(task) || !subject.settling.rests(LOOK)) {
                    return task;
                }
            } catch (CommandFailedException unread) {
                if (!subject.settling.rests(LOOK)) {
                    throw CommandFailedException.failed(
                            (certain ? "The cloud has accepted the change" : "Nobody knows whether the change was made")
                                    + ", but the task can't be read: " + unread.getMessage());
                }
            }
        }
    }

    /** The API has no way to change a task only if it is as it was; this is as near as one comes. */
    private static void checkUnchanged(Subject subject) throws CommandFailedException {
        Map<String, Object> before = FieldPaths.of(subject.fields);
        Map<String, Object> now = FieldPaths.of(again(subject));
        if (PASSING.contains(Objects.toString(before.get("status")))
                || PASSING.contains(Objects.toString(now.get("status")))) {
            before.remove("status");
            now.remove("status");
        }
        List<String> differences = FieldPaths.differences(before, now);
        if (!differences.isEmpty()) {
            List<String> lines = new ArrayList<>();
            lines.add("Nothing was sent: somebody has changed the task meanwhile.");
            differences.forEach(line -> lines.add("  " + line));
            throw CommandFailedException.failed(lines.toArray(String[]::new));
        }
    }

    private static JsonObject again(Subject subject) throws CommandFailedException {
        try {
            return subject.client.fields();
        } catch (CommandFailedException stop) {
            throw CommandFailedException.failed("Nothing was sent: " + stop.getMessage());
        }
    }

    /** What is about to be changed, in one line. */
    final void introduce(String what, Subject subject) {
        err().println(what + " " + subject.row.identity() + ", " + SafeText.of(subject.status()));
    }
}
