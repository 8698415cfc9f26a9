package io.smartconnect.exporter.web.api;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.web.http.AcceptHeader;
import io.smartconnect.exporter.web.http.HttpAnswer;
import io.smartconnect.exporter.web.http.JsonAnswer;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The JSON API of tasks. It runs on workers, because a task may have thousands of partitions. */
public final class TaskApi {

    /** The parameter of the path: the id of a task. */
    public static final String TASK_ID = "id";

    /** The query parameter that selects one of several tasks with the same id. */
    public static final String INSTANCE_ID = "instance_id";

    private static final String STATUS = "status";
    private static final String HEALTH = "health";

    /** The tasks that a request selects; none in a process that stands by. */
    private record SelectedTasks(List<TaskSummary> tasks, Optional<Standby> standby) {}

    private final ServerInputs inputs;

    /** Answers from the snapshot of {@code inputs}. */
    public TaskApi(ServerInputs inputs) {
        this.inputs = inputs;
    }

    /** Lists all tasks, or those that the parameters select, without their partitions. */
    public Future<HttpAnswer> list(RoutingContext context) {
        QueryParameters parameters = new QueryParameters(context.queryParams(), INSTANCE_ID, STATUS, HEALTH);
        TaskSelection selection = new TaskSelection(
                parameters.text(INSTANCE_ID), Optional.empty(), parameters.text(STATUS), parameters.health(HEALTH));
        boolean gzip = gzip(context);
        return onWorker(
                context,
                selection,
                (found, now) ->
                        JsonAnswer.ofLong(gzip, json -> new TaskJson(json, now).list(found.tasks(), found.standby())));
    }

    /** Shows one task with its partitions. */
    public Future<HttpAnswer> show(RoutingContext context) {
        Optional<String> instanceId = new QueryParameters(context.queryParams(), INSTANCE_ID).text(INSTANCE_ID);
        String id = context.pathParam(TASK_ID);
        TaskSelection selection = new TaskSelection(instanceId, Optional.of(id), Optional.empty(), Optional.empty());
        boolean gzip = gzip(context);
        return onWorker(context, selection, (found, now) -> switch (found.tasks()
                .size()) {
            case 0 ->
                throw new HttpException(
                        404, found.standby().map(Standby::text).orElseGet(() -> missing(id, instanceId)));
            case 1 ->
                JsonAnswer.ofLong(
                        gzip,
                        json -> new TaskJson(json, now).whole(found.tasks().get(0)));
            default -> JsonAnswer.of(409, json -> new TaskJson(json, now).conflict(ambiguous(id), found.tasks()));
        });
    }

    private static String missing(String id, Optional<String> instanceId) {
        String where = instanceId
                .map(instance -> " of the instance \"" + instance + '"')
                .orElse("");
        return "No task" + where + " has the id \"" + id + '"';
    }

    private static String ambiguous(String id) {
        return "Several instances have a task with the id \"" + id + "\"; choose one by " + INSTANCE_ID;
    }

    private Future<HttpAnswer> onWorker(
            RoutingContext context, TaskSelection selection, BiFunction<SelectedTasks, Instant, HttpAnswer> maker) {
        Snapshot snapshot = inputs.snapshot().get();
        Instant now = inputs.clock().instant();
        return context.vertx()
                .executeBlocking(
                        () -> maker.apply(new SelectedTasks(selection.from(snapshot), snapshot.standby()), now), false);
    }

    private static boolean gzip(RoutingContext context) {
        return AcceptHeader.gzip(context.request().headers().getAll("Accept-Encoding"));
    }
}
