package io.smartconnect.command.tasks;

import io.smartconnect.exporter.dms.ApiSettings;
import io.smartconnect.exporter.dms.Deadline;
import io.smartconnect.exporter.dms.InstanceFacts;
import io.smartconnect.exporter.dms.Lane;
import io.smartconnect.exporter.dms.QuietMeter;
import io.smartconnect.exporter.dms.RestDms;
import io.smartconnect.exporter.dms.TargetSettings;
import io.smartconnect.exporter.dms.TaskChanges;
import io.smartconnect.exporter.dms.TaskListing;
import io.smartconnect.exporter.dms.Ticks;
import io.smartconnect.exporter.dms.failure.DmsFailure;
import io.smartconnect.exporter.poll.Absence;
import io.smartconnect.exporter.poll.Tasks;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.snapshot.Task;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

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
    private final Patience patience;

    TaskClient(Vertx vertx, TargetSettings target, ApiSettings settings, TaskRow task, Patience patience) {
        this.context = vertx.getOrCreateContext();
        this.ticks = Ticks.of(vertx);
        this.dms = new RestDms(vertx, target, settings, BACK_OFF, ticks, InstantSource.system(), new QuietMeter());
        this.pause = settings.throttleCoolDown();
        this.instanceId = task.text("instance_id");
        this.taskId = task.text("task_id");
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
        try {
            InstanceFacts facts =
                    asked((changes, instance, task, way, until) -> dms.showInstance(instance, way, until));
            return facts.connectorId().isEmpty() ? Optional.empty() : dumpFields(facts);
        } catch (DmsFailure failure) {
            throw stop(failure);
        }
    }

    private Optional<JsonObject> dumpFields(InstanceFacts facts) throws DmsFailure {
        String connector = facts.connectorId();
        List<Task> dumps = listed(
                (changes, instance, task, way, until) -> dms.listDumpTasks(connector, way, until),
                TaskClient::isAbsence);
        List<Task> tasks = listed(
                (changes, instance, task, way, until) -> dms.listTasks(instance, way, until),
                failure -> Absence.ofSmartConnect(failure, facts));
        Optional<String> id = Tasks.merge(tasks, dumps).stream()
                .filter(merged -> merged.task().id().equals(taskId))
                .findFirst()
                .flatMap(Tasks.Merged::dumpId);
        try {
            return id.isEmpty()
                    ? Optional.empty()
                    : Optional.of(asked((changes, instance, task, way, until) ->
                            changes.dumpTask(connector, id.get(), way, until)));
        } catch (DmsFailure failure) {
            if (isAbsence(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private List<Task> listed(Question<TaskListing> question, Predicate<DmsFailure> absent) throws DmsFailure {
        try {
            return asked(question).tasks();
        } catch (DmsFailure failure) {
            if (absent.test(failure)) {
                return List.of();
            }
            throw failure;
        }
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
}
