package io.smartconnect.command.tasks.source;

import io.smartconnect.command.tasks.row.TaskIdentity;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.command.terminal.WaitBudget;
import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.dms.TaskChanges;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.http.NoOpMeter;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.task.ListingMerge;
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
import java.util.concurrent.CompletionException;

/** A blocking client for one task: reads it and changes it, one request after the other. */
public final class TaskClient implements AutoCloseable {

    /** Limit for a request with all its retries. */
    private static final Duration TIMEOUT = Duration.ofSeconds(50);

    /** Pause after refused credentials, so that they are not locked: the longest time that a command waits. */
    private static final Duration BACK_OFF = WaitBudget.LONGEST;

    private final Context context;
    private final TimeSource time;
    private final RestDmsClient dms;
    private final Bulkhead bulkhead = new Bulkhead();
    private final Duration coolDown;
    private final TaskIdentity id;
    private final WaitBudget waitBudget;

    TaskClient(Vertx vertx, TargetSettings target, ApiSettings settings, TaskIdentity id, WaitBudget waitBudget) {
        this.context = vertx.getOrCreateContext();
        this.time = TimeSource.of(vertx);
        this.dms = new RestDmsClient(new ClientRuntime(vertx, time, new NoOpMeter()), target, settings, BACK_OFF);
        this.coolDown = settings.throttleCoolDown();
        this.id = id;
        this.waitBudget = waitBudget;
    }

    /** A request that reads or changes the task. */
    @FunctionalInterface
    public interface TaskRequest<T> {
        /** Sends the request. */
        Future<T> send(TaskChanges changes, String instanceId, String taskId, RequestContext scope);
    }

    /** Every field of the task, from the Smart Connect API. */
    public JsonObject fields() throws CommandFailedException {
        return read(TaskChanges::task);
    }

    /**
     * Every field of the task, from the dump API, which must list it.
     *
     * @param alone true if only the dump API lists the task, so that it has no other id
     */
    JsonObject dumpFields(boolean alone) throws CommandFailedException {
        String connector = read((changes, instance, task, scope) -> dms.showInstance(instance, scope))
                .connectorId();
        String dumpId = alone ? id.taskId() : dumpId(connector);
        return read((changes, instance, task, scope) -> changes.dumpTask(connector, dumpId, scope));
    }

    /** The id of the task in the dump API. */
    private String dumpId(String connector) throws CommandFailedException {
        List<Task> dumps = read((changes, instance, task, scope) -> dms.listDumpTasks(connector, scope))
                .tasks();
        List<Task> tasks = read((changes, instance, task, scope) -> dms.listTasks(instance, scope))
                .tasks();
        return ListingMerge.merge(tasks, dumps).stream()
                .filter(merged -> merged.task().id().equals(id.taskId()))
                .findFirst()
                .flatMap(ListingMerge.Merged::dumpId)
                .orElseThrow(() -> CommandFailedException.failed("the dump API does not list the task any more"));
    }

    /** The response; while the cloud throttles, waits within the budget and repeats the request. */
    private <T> T read(TaskRequest<T> request) throws CommandFailedException {
        while (true) {
            try {
                return sendOnce(request);
            } catch (CloudFailure failure) {
                if (!waitForThrottling(failure)) {
                    throw CommandFailedException.failed(advice(failure));
                }
            }
        }
    }

    /** Waits as long as the cloud asks; returns false if it does not throttle, or if the budget is too small. */
    public boolean waitForThrottling(CloudFailure failure) {
        return failure.reason() == FailureReason.THROTTLED
                && waitBudget.waitForThrottling(failure.retryAfter().orElse(coolDown));
    }

    /** The response to a request that is not repeated here. */
    public <T> T sendOnce(TaskRequest<T> request) throws CloudFailure {
        Promise<T> response = Promise.promise();
        context.runOnContext(go -> request.send(
                        dms.changes(),
                        id.instanceId(),
                        id.taskId(),
                        new RequestContext(bulkhead, Deadline.in(TIMEOUT, time)))
                .onComplete(response));
        try {
            return response.future().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw CloudFailure.from(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** The failure with advice, on one line. */
    public String advice(CloudFailure failure) {
        return FailureAdvice.of(failure, coolDown);
    }

    @Override
    public void close() {
        dms.close();
    }
}
