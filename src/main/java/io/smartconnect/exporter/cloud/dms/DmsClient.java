package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.snapshot.task.Task;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The read operations of DMS for Kafka in one project. Futures fail with a {@link CloudFailure} and end by their
 * deadline. Send requests on one Vert.x context only; any thread may read the rate and the expiry.
 */
public interface DmsClient {

    /** {@code GET /v2/{project_id}/instances?engine=kafka}: every Kafka instance of the project, each once. */
    Future<List<InstanceFacts>> listInstances(RequestContext scope);

    /** {@code GET /v2/{project_id}/instances/{instance_id}}. */
    Future<InstanceFacts> showInstance(String instanceId, RequestContext scope);

    /** {@code GET /v2/{project_id}/instances/{instance_id}/connector/tasks}: all Smart Connect tasks. */
    Future<TaskListing> listTasks(String instanceId, RequestContext scope);

    /** {@code GET /v2/{project_id}/instances/{instance_id}/connector/tasks/{task_id}}. */
    Future<Task> showTask(String instanceId, String taskId, RequestContext scope);

    /** {@code GET /v2/{project_id}/connectors/{connector_id}/sink-tasks}: all dump tasks. */
    Future<TaskListing> listDumpTasks(String connectorId, RequestContext scope);

    /**
     * {@code GET /v2/{project_id}/connectors/{connector_id}/sink-tasks/{task_id}?topic-info=true}: one dump task with
     * its progress per partition. The response omits the id, so the result has {@code taskId}.
     */
    Future<Task> showDumpTask(String connectorId, String taskId, RequestContext scope);

    /** The limit on requests in flight; further ones are queued. */
    int concurrency();

    /** The configured limit on requests per second. */
    double maxRate();

    /** The current limit on requests per second, which is lower after throttling. */
    double allowedRate();

    /** The expiry of the current credential; empty if unknown or none. */
    Optional<Instant> credentialExpiry();
}
