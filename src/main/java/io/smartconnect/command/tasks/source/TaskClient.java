package io.smartconnect.command.tasks.source;

import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.WaitBudget;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.NotFoundCodes;
import io.smartconnect.exporter.cloud.dms.RestDms;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.dms.TaskChanges;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.http.NoMeter;
import io.smartconnect.exporter.poll.TaskMerge;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** Asks the cloud about one task and changes it, one question after the other. */
public final class TaskClient implements AutoCloseable {

    /** For a question with all its tries. */
    private static final Duration TIME = Duration.ofSeconds(50);

    /** How long refused credentials are left alone, lest they be locked: as long as a command waits at most. */
    private static final Duration BACK_OFF = WaitBudget.LONGEST;

    private final Context context;
    private final TimeSource time;
    private final RestDms dms;
    private final Bulkhead lane = new Bulkhead();
    private final Duration pause;
    private final String instanceId;
    private final String taskId;
    private final WaitBudget patience;

    TaskClient(Vertx vertx, TargetSettings target, ApiSettings settings, TaskRow task, WaitBudget patience) {
        this.context = vertx.getOrCreateContext();
        this.time = TimeSource.of(vertx);
        this.dms = new RestDms(vertx, target, settings, BACK_OFF, time, new NoMeter());
        this.pause = settings.throttleCoolDown();
        this.instanceId = task.text("instance_id");
        this.taskId = task.text("task_id");
        this.patience = patience;
    }

    /** A question about the task, or a change of it. */
    @FunctionalInterface
    public interface Question<T> {
        Future<T> ask(TaskChanges changes, String instanceId, String taskId, Bulkhead lane, Deadline deadline);
    }

    /** Every field of the task, as Smart Connect gives it. */
    public JsonObject fields() throws CommandFailedException {
        return explained(TaskChanges::task);
    }

    /** The same, if Smart Connect knows the task: there are some that only the dump API knows. */
    public Optional<JsonObject> fieldsIfKnown() throws CommandFailedException {
        try {
            return Optional.of(asked(TaskChanges::task));
        } catch (CloudFailure failure) {
            if (isAbsence(failure)) {
                return Optional.empty();
            }
            throw stop(failure);
        }
    }

    /** A task that is not there, in the code for a dump task's id that is none, too. */
    private static boolean isAbsence(CloudFailure failure) {
        return failure.reason() == Reason.NOT_FOUND || failure.errorCode().equals("DMS.00400070");
    }

    /** Every field of the task as the dump API gives it, if it knows the task. */
    public Optional<JsonObject> dumpFields() throws CommandFailedException {
        try {
            InstanceFacts facts =
                    asked((changes, instance, task, way, until) -> dms.showInstance(instance, way, until));
            return facts.connectorId().isEmpty() ? Optional.empty() : dumpFields(facts);
        } catch (CloudFailure failure) {
            throw stop(failure);
        }
    }

    private Optional<JsonObject> dumpFields(InstanceFacts facts) throws CloudFailure {
        String connector = facts.connectorId();
        List<Task> dumps = listed(
                (changes, instance, task, way, until) -> dms.listDumpTasks(connector, way, until),
                TaskClient::isAbsence);
        List<Task> tasks = listed(
                (changes, instance, task, way, until) -> dms.listTasks(instance, way, until),
                failure -> NotFoundCodes.ofSmartConnect(failure, facts));
        Optional<String> id = TaskMerge.merge(tasks, dumps).stream()
                .filter(merged -> merged.task().id().equals(taskId))
                .findFirst()
                .flatMap(TaskMerge.Merged::dumpId);
        try {
            return id.isEmpty()
                    ? Optional.empty()
                    : Optional.of(asked((changes, instance, task, way, until) ->
                            changes.dumpTask(connector, id.get(), way, until)));
        } catch (CloudFailure failure) {
            if (isAbsence(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private List<Task> listed(Question<TaskListing> question, Predicate<CloudFailure> absent) throws CloudFailure {
        try {
            return asked(question).tasks();
        } catch (CloudFailure failure) {
            if (absent.test(failure)) {
                return List.of();
            }
            throw failure;
        }
    }

    /** The answer; what the cloud refuses ends the command, in words. */
    <T> T explained(Question<T> question) throws CommandFailedException {
        try {
            return asked(question);
        } catch (CloudFailure failure) {
            throw stop(failure);
        }
    }

    /** The answer; a cloud that throttles is waited for, and what it has refused asked again. */
    <T> T asked(Question<T> question) throws CloudFailure {
        while (true) {
            try {
                return askedOnce(question);
            } catch (CloudFailure failure) {
                if (!outlasts(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** Waits if the cloud throttles, as long as it asks; false if it does not, or if there is no patience for that. */
    public boolean outlasts(CloudFailure failure) {
        return failure.reason() == Reason.THROTTLED
                && patience.outlasts(failure.retryAfter().orElse(pause));
    }

    /** The answer, whatever it is. */
    public <T> T askedOnce(Question<T> question) throws CloudFailure {
        Promise<T> answer = Promise.promise();
        context.runOnContext(go -> question.ask(dms.changes(), instanceId, taskId, lane, Deadline.in(TIME, time))
                .onComplete(answer));
        try {
            return answer.future().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw CloudFailure.from(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** The failure in words. */
    public String words(CloudFailure failure) {
        return FailureAdvice.of(failure, pause);
    }

    private CommandFailedException stop(CloudFailure failure) {
        return CommandFailedException.failed(words(failure));
    }

    @Override
    public void close() {
        dms.close();
    }
}
