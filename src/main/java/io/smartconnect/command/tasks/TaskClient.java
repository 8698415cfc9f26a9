package io.smartconnect.command.tasks;

import io.smartconnect.exporter.dms.ApiSettings;
import io.smartconnect.exporter.dms.Deadline;
import io.smartconnect.exporter.dms.DmsMeter;
import io.smartconnect.exporter.dms.Lane;
import io.smartconnect.exporter.dms.Operation;
import io.smartconnect.exporter.dms.RestDms;
import io.smartconnect.exporter.dms.TargetSettings;
import io.smartconnect.exporter.dms.TaskChanges;
import io.smartconnect.exporter.dms.Ticks;
import io.smartconnect.exporter.dms.failure.DmsFailure;
import io.smartconnect.exporter.snapshot.Reason;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Asks the cloud about one task and changes it, one question after the other. */
final class TaskClient implements AutoCloseable {

    /** For a question with all its tries. */
    private static final Duration TIME = Duration.ofSeconds(50);

    /** How long refused credentials are left alone, lest they be locked: as long as a command waits at most. */
    private static final Duration BACK_OFF = TaskCommand.LONGEST_WAIT;

    private final Context context;
    private final Ticks ticks;
    private final RestDms dms;
    private final Lane lane = new Lane();
    private final Duration pause;
    private final String instanceId;
    private final String taskId;
    private final String taskName;
    private final Patience patience;

    TaskClient(Vertx vertx, TargetSettings target, ApiSettings settings, TaskRow task, Patience patience) {
        this.context = vertx.getOrCreateContext();
        this.ticks = Ticks.of(vertx);
        this.dms = new RestDms(vertx, target, settings, BACK_OFF, ticks, InstantSource.system(), new Unmeasured());
        this.pause = settings.throttleCoolDown();
        this.instanceId = task.text("instance_id");
        this.taskId = task.text("task_id");
        this.taskName = task.text("task_name");
        this.patience = patience;
    }

    /** A question about the task, or a change of it. */
    @FunctionalInterface
    interface Question<T> {
        Future<T> ask(TaskChanges changes, String instanceId, String taskId, Lane lane, Deadline deadline);
    }

    /** Every field of the task, as Smart Connect gives it. */
    JsonObject fields() throws Stop {
        return explained(TaskChanges::task);
    }

    /** The same, if Smart Connect knows the task: there are some that only the dump API knows. */
    Optional<JsonObject> fieldsIfKnown() throws Stop {
        try {
            return Optional.of(asked(TaskChanges::task));
        } catch (DmsFailure failure) {
            if (isAbsence(failure)) {
                return Optional.empty();
            }
            throw stop(failure);
        }
    }

    /** A task that is not there, in the code for a dump task's id that is none, too. */
    private static boolean isAbsence(DmsFailure failure) {
        return failure.reason() == Reason.NOT_FOUND || failure.errorCode().equals("DMS.00400070");
    }

    /** Every field of the task as the dump API gives it, if it knows the task. */
    Optional<JsonObject> dumpFields() throws Stop {
        String connector = Objects.toString(
                this.<JsonObject>explained(
                                (changes, instance, task, way, until) -> changes.instance(instance, way, until))
                        .getValue("connector_id"),
                "");
        if (connector.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonObject listing =
                    asked((changes, instance, task, way, until) -> changes.dumpTasks(connector, way, until));
            Optional<String> id = dumpId(listing);
            return id.isEmpty()
                    ? Optional.empty()
                    : Optional.of(asked((changes, instance, task, way, until) ->
                            changes.dumpTask(connector, id.get(), way, until)));
        } catch (DmsFailure failure) {
            if (isAbsence(failure)) {
                return Optional.empty();
            }
            throw stop(failure);
        }
    }

    /** The same id, or else the one that alone has the same name. */
    private Optional<String> dumpId(JsonObject listing) {
        List<JsonObject> tasks = listing.getValue("tasks") instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
        if (tasks.stream().anyMatch(task -> taskId.equals(task.getValue("task_id")))) {
            return Optional.of(taskId);
        }
        List<String> namesakes = tasks.stream()
                .filter(task -> taskName.equals(task.getValue("task_name")))
                .map(task -> Objects.toString(task.getValue("task_id"), ""))
                .filter(id -> !id.isEmpty())
                .toList();
        return namesakes.size() == 1 ? Optional.of(namesakes.get(0)) : Optional.empty();
    }

    /** The answer; what the cloud refuses ends the command, in words. */
    <T> T explained(Question<T> question) throws Stop {
        try {
            return asked(question);
        } catch (DmsFailure failure) {
            throw stop(failure);
        }
    }

    /** The answer; a cloud that throttles is waited for, and what it has refused asked again. */
    <T> T asked(Question<T> question) throws DmsFailure {
        while (true) {
            try {
                return askedOnce(question);
            } catch (DmsFailure failure) {
                if (!outlasts(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** Waits if the cloud throttles, as long as it asks; false if it does not, or if there is no patience for that. */
    boolean outlasts(DmsFailure failure) {
        return failure.reason() == Reason.THROTTLED
                && patience.outlasts(failure.retryAfter().orElse(pause));
    }

    /** The answer, whatever it is. */
    <T> T askedOnce(Question<T> question) throws DmsFailure {
        Promise<T> answer = Promise.promise();
        context.runOnContext(go -> question.ask(dms.changes(), instanceId, taskId, lane, Deadline.in(TIME, ticks))
                .onComplete(answer));
        try {
            return answer.future().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw DmsFailure.from(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** The failure in words. */
    String words(DmsFailure failure) {
        return Explanation.of(failure, pause);
    }

    private Stop stop(DmsFailure failure) {
        return Stop.failed(words(failure));
    }

    @Override
    public void close() {
        dms.close();
    }

    /** Nobody reads the metrics of a command. */
    private static final class Unmeasured implements DmsMeter {
        @Override
        public void requested(Operation operation, String code, Duration duration) {}

        @Override
        public void retried(Operation operation) {}

        @Override
        public void throttled(Operation operation) {}

        @Override
        public void unreadable(String field) {}

        @Override
        public void lagMismatched() {}
    }
}
