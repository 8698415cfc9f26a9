package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestScope;
import io.smartconnect.exporter.snapshot.task.Task;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What can be asked of DMS for Kafka in one project. Every future that fails within expectations fails with a {@link
 * CloudFailure}, and none takes longer than its deadline. Questions are asked on one Vert.x context only; the
 * rate and the expiry may be read from any thread.
 */
public interface Dms {

    /** {@code GET /v2/{project_id}/instances?engine=kafka}: every Kafka instance of the project, each once. */
    Future<List<InstanceFacts>> listInstances(RequestScope scope);

    /** {@code GET /v2/{project_id}/instances/{instance_id}}. */
    Future<InstanceFacts> showInstance(String instanceId, RequestScope scope);

    /** {@code GET /v2/{project_id}/instances/{instance_id}/connector/tasks}: all Smart Connect tasks. */
    Future<TaskListing> listTasks(String instanceId, RequestScope scope);

    /** {@code GET /v2/{project_id}/instances/{instance_id}/connector/tasks/{task_id}}. */
    Future<Task> showTask(String instanceId, String taskId, RequestScope scope);

    /** {@code GET /v2/{project_id}/connectors/{connector_id}/sink-tasks}: all dump tasks. */
    Future<TaskListing> listDumpTasks(String connectorId, RequestScope scope);

    /**
     * {@code GET /v2/{project_id}/connectors/{connector_id}/sink-tasks/{task_id}?topic-info=true}: one dump task with
     * its per-partition progress. The answer does not repeat the id, so that the task's id is the one asked for.
     */
    Future<Task> showDumpTask(String connectorId, String taskId, RequestScope scope);

    /** Questions that can be under way at once; further ones wait for their turn. */
    int concurrency();

    /** Requests per second now allowed. */
    double allowedRate();

    /** When the credential in use expires; empty when it does not, or nobody knows. */
    Optional<Instant> credentialExpiry();
}
