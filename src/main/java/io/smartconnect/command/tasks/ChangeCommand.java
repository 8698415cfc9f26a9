package io.smartconnect.command.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.exporter.dms.failure.DmsFailure;
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
            EnumSet.of(Reason.TIMEOUT, Reason.UNREACHABLE, Reason.SERVER_ERROR, Reason.BAD_RESPONSE);

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
    record Subject(TaskRow row, JsonObject fields, TaskClient client, Patience settling) {

        String status() {
            return ChangeCommand.status(fields);
        }
    }

    /** The cloud's word for how a task does; empty if it has none. */
    static String status(JsonObject task) {
        return Objects.toString(task.getValue("status"), "");
    }

    /** Changes it, and answers the exit status. */
    abstract int change(Subject subject) throws Stop;

    @Override
    final int run() throws Exception {
        Patience throttling = new Patience(wait ? LONGEST_WAIT : Duration.ZERO, err());
        Patience settling = wait ? throttling : new Patience(usualWait(), err());
        prepare();
        try (Cloud from = new Cloud(cloud.load(), throttling)) {
            TaskRow row =
                    TaskSearch.one(task, Optional.ofNullable(instance), from).withoutDoubt();
            if (!from.isInSmartConnect(row)) {
                throw Stop.failed(row.identity() + " is known to the API of dump tasks alone, which can't change it");
            }
            TaskClient client = from.client(row);
            return change(new Subject(row, client.fields(), client, settling));
        }
    }

    /** How long the result is waited for without being asked to. */
    abstract Duration usualWait();

    /** Looks at what can be told without the cloud. */
    void prepare() throws Stop {}

    final boolean isDryRun() {
        return dryRun;
    }

    final Secrets secrets() {
        return new Secrets(terminal(), input);
    }

    /** Asks whether what was shown shall be sent; ends the command if not. */
    final void confirm() throws Stop {
        if (yes) {
            return;
        }
        if (!terminal().interactive()) {
            throw Stop.wrong("Nothing was sent: there is nobody to ask. --yes sends it without asking.");
        }
        err().print("Send this change? [y/N] ");
        err().flush();
        if (!answer().strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw Stop.failed("Nothing was sent.");
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
    final boolean send(Subject subject, TaskClient.Question<Void> change) throws Stop {
        while (true) {
            checkUnchanged(subject);
            try {
                subject.client.askedOnce(change);
                return true;
            } catch (DmsFailure failure) {
                if (UNCERTAIN.contains(failure.reason())) {
                    tell(List.of(
                            subject.client.words(failure), "Nobody knows whether it is done; it is not sent again."));
                    return false;
                }
                if (!subject.client.outlasts(failure)) {
                    throw Stop.failed(subject.client.words(failure));
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
    final JsonObject settled(Subject subject, boolean certain, Predicate<JsonObject> done) throws Stop {
        while (true) {
            try {
                JsonObject task = subject.client.fields();
                if (done.test(task) || !subject.settling.rests(LOOK)) {
                    return task;
                }
            } catch (Stop unread) {
                if (!subject.settling.rests(LOOK)) {
                    throw Stop.failed(
                            (certain ? "The cloud has accepted the change" : "Nobody knows whether the change was made")
                                    + ", but the task can't be read: " + unread.getMessage());
                }
            }
        }
    }

    /** The API has no way to change a task only if it is as it was; this is as near as one comes. */
    private static void checkUnchanged(Subject subject) throws Stop {
        Map<String, Object> before = Fields.of(subject.fields);
        Map<String, Object> now = Fields.of(again(subject));
        if (PASSING.contains(Objects.toString(before.get("status")))
                || PASSING.contains(Objects.toString(now.get("status")))) {
            before.remove("status");
            now.remove("status");
        }
        List<String> differences = Fields.differences(before, now);
        if (!differences.isEmpty()) {
            List<String> lines = new ArrayList<>();
            lines.add("Nothing was sent: somebody has changed the task meanwhile.");
            differences.forEach(line -> lines.add("  " + line));
            throw Stop.failed(lines.toArray(String[]::new));
        }
    }

    private static JsonObject again(Subject subject) throws Stop {
        try {
            return subject.client.fields();
        } catch (Stop stop) {
            throw Stop.failed("Nothing was sent: " + stop.getMessage());
        }
    }

    /** What is about to be changed, in one line. */
    final void introduce(String what, Subject subject) {
        err().println(what + " " + subject.row.identity() + ", " + SafeText.of(subject.status()));
    }
}
