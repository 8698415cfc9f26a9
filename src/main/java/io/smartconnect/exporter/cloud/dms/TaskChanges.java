package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * The operations of commands on one task: reading all its fields, and changing it. The daemon does not use them.
 * Futures fail with a {@link CloudFailure}. A change is sent a second time only after a 401.
 */
public interface TaskChanges {

    /** {@code GET /v2/{project_id}/instances/{instance_id}/connector/tasks/{task_id}}. */
    Future<JsonObject> task(String instanceId, String taskId, RequestContext scope);

    /** {@code GET /v2/{project_id}/connectors/{connector_id}/sink-tasks/{task_id}}, without its partitions. */
    Future<JsonObject> dumpTask(String connectorId, String taskId, RequestContext scope);

    /** {@code PUT /v2/{project_id}/instances/{instance_id}/connector/tasks/{task_id}}, with {@code change} as its body. */
    Future<Void> modify(String instanceId, String taskId, JsonObject change, RequestContext scope);

    /** {@code PUT /v2/{project_id}/instances/{instance_id}/connector/tasks/{task_id}/pause}. */
    Future<Void> pause(String instanceId, String taskId, RequestContext scope);

    /** {@code PUT /v2/{project_id}/instances/{instance_id}/connector/tasks/{task_id}/resume}. */
    Future<Void> resume(String instanceId, String taskId, RequestContext scope);

    /** {@code PUT /v2/{project_id}/kafka/instances/{instance_id}/connector/tasks/{task_id}/restart}; it resets the progress. */
    Future<Void> restart(String instanceId, String taskId, RequestContext scope);
}
