package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.http.PathSegment;
import io.smartconnect.exporter.cloud.json.SecretFields;
import io.smartconnect.exporter.snapshot.Operation;
import io.smartconnect.exporter.time.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Over HTTPS, on the connections and at the pace of a {@link RestDms}. */
final class RestTaskChanges implements TaskChanges {

    private final RestDms dms;

    RestTaskChanges(RestDms dms) {
        this.dms = dms;
    }

    @Override
    public Future<JsonObject> task(String instanceId, String taskId, Bulkhead lane, Deadline deadline) {
        return read(Operation.SHOW_TASK, path(instanceId, taskId), lane, deadline);
    }

    @Override
    public Future<JsonObject> dumpTask(String connectorId, String taskId, Bulkhead lane, Deadline deadline) {
        String path = dms.dumps(connectorId) + "/" + PathSegment.of(taskId) + "?topic-info=false";
        return read(Operation.SHOW_DUMP_TASK, path, lane, deadline);
    }

    @Override
    public Future<Void> modify(String instanceId, String taskId, JsonObject change, Bulkhead lane, Deadline deadline) {
        return dms.send(
                        Operation.MODIFY_TASK,
                        path(instanceId, taskId),
                        change.toBuffer(),
                        secrets(change),
                        lane,
                        deadline)
                .mapEmpty();
    }

    private static List<String> secrets(JsonObject change) {
        return Stream.of("source_task", "sink_task")
                .map(change::getValue)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(JsonObject::stream)
                .filter(field -> SecretFields.isIn(field.getKey()))
                .map(Map.Entry::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    @Override
    public Future<Void> pause(String instanceId, String taskId, Bulkhead lane, Deadline deadline) {
        return send(Operation.PAUSE_TASK, path(instanceId, taskId) + "/pause", lane, deadline);
    }

    @Override
    public Future<Void> resume(String instanceId, String taskId, Bulkhead lane, Deadline deadline) {
        return send(Operation.RESUME_TASK, path(instanceId, taskId) + "/resume", lane, deadline);
    }

    /** The one path that the documents of all clouds have; it has {@code kafka/} in it, unlike the others. */
    @Override
    public Future<Void> restart(String instanceId, String taskId, Bulkhead lane, Deadline deadline) {
        String path = dms.project() + "/kafka/instances/" + PathSegment.of(instanceId) + "/connector/tasks/"
                + PathSegment.of(taskId) + "/restart";
        return send(Operation.RESTART_TASK, path, lane, deadline);
    }

    private String path(String instanceId, String taskId) {
        return dms.instance(instanceId) + "/connector/tasks/" + PathSegment.of(taskId);
    }

    private Future<JsonObject> read(Operation operation, String path, Bulkhead lane, Deadline deadline) {
        return dms.read(operation, path, lane, deadline, RestDms::object);
    }

    private Future<Void> send(Operation operation, String path, Bulkhead lane, Deadline deadline) {
        return dms.send(operation, path, Buffer.buffer(), List.of(), lane, deadline)
                .mapEmpty();
    }
}
