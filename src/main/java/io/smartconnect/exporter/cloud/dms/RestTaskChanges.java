package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.http.ApiClient;
import io.smartconnect.exporter.cloud.http.PathSegment;
import io.smartconnect.exporter.cloud.http.UnsignedRequest;
import io.smartconnect.exporter.cloud.json.JsonStream;
import io.smartconnect.exporter.cloud.json.SecretFields;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads and changes of single tasks over HTTPS. */
final class RestTaskChanges implements TaskChanges {

    private final ApiClient api;
    private final String project;

    RestTaskChanges(ApiClient api, String projectId) {
        this.api = api;
        this.project = "/v2/" + PathSegment.of(projectId);
    }

    @Override
    public Future<JsonObject> task(String instanceId, String taskId, RequestContext scope) {
        return api.readBody(
                UnsignedRequest.of(CloudOperation.SHOW_TASK, path(instanceId, taskId)), scope, JsonStream::object);
    }

    @Override
    public Future<JsonObject> dumpTask(String connectorId, String taskId, RequestContext scope) {
        String path = PathSegment.path(project, "connectors", connectorId, "sink-tasks", taskId) + "?topic-info=false";
        return api.readBody(UnsignedRequest.of(CloudOperation.SHOW_DUMP_TASK, path), scope, JsonStream::object);
    }

    @Override
    public Future<Void> modify(String instanceId, String taskId, JsonObject change, RequestContext scope) {
        UnsignedRequest request = new UnsignedRequest(
                CloudOperation.MODIFY_TASK, path(instanceId, taskId), change.toBuffer(), secrets(change));
        return api.send(request, scope);
    }

    @Override
    public Future<Void> pause(String instanceId, String taskId, RequestContext scope) {
        return send(CloudOperation.PAUSE_TASK, path(instanceId, taskId) + "/pause", scope);
    }

    @Override
    public Future<Void> resume(String instanceId, String taskId, RequestContext scope) {
        return send(CloudOperation.RESUME_TASK, path(instanceId, taskId) + "/resume", scope);
    }

    /** Uses the only path that the documents of all clouds share; unlike the others, it contains {@code kafka/}. */
    @Override
    public Future<Void> restart(String instanceId, String taskId, RequestContext scope) {
        String path =
                PathSegment.path(project, "kafka", "instances", instanceId, "connector", "tasks", taskId, "restart");
        return send(CloudOperation.RESTART_TASK, path, scope);
    }

    private String path(String instanceId, String taskId) {
        return PathSegment.path(project, "instances", instanceId, "connector", "tasks", taskId);
    }

    private Future<Void> send(CloudOperation operation, String path, RequestContext scope) {
        return api.send(UnsignedRequest.of(operation, path), scope);
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
}
