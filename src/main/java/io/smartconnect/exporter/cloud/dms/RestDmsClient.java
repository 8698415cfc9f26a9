package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.auth.ProjectAccess;
import io.smartconnect.exporter.cloud.eye.CloudEyeClient;
import io.smartconnect.exporter.cloud.eye.RestCloudEyeClient;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.http.ApiClient;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.http.PathSegment;
import io.smartconnect.exporter.cloud.http.UnsignedRequest;
import io.smartconnect.exporter.cloud.json.PageCollector;
import io.smartconnect.exporter.cloud.kafka.KafkaResources;
import io.smartconnect.exporter.cloud.kafka.RestKafkaResources;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.task.Task;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** DMS for Kafka over HTTPS, with the paths and fields of its public API reference. */
public final class RestDmsClient implements DmsClient {

    /** The error code of ListInstances for an offset at its end; the other listings return an empty page. */
    private static final String BEYOND_THE_END = "DMS.40050010";

    private final ApiClient api;
    private final TargetSettings target;
    private final ApiSettings settings;
    private final String projectId;
    private final DmsResponseDecoder decoder;

    /** Creates a client of one target; {@code interval} is the poll interval. */
    public RestDmsClient(ClientRuntime runtime, TargetSettings target, ApiSettings settings, Duration interval) {
        this(new ApiClient(runtime, target.endpoint(), access(target), settings, interval), target, settings);
    }

    private RestDmsClient(ApiClient api, TargetSettings target, ApiSettings settings) {
        this.api = api;
        this.target = target;
        this.settings = settings;
        this.projectId = target.projectId();
        this.decoder = new DmsResponseDecoder(api.meter());
    }

    private static ProjectAccess access(TargetSettings target) {
        return new ProjectAccess(target.projectId(), target.credentials(), target.iamEndpoint());
    }

    /**
     * Creates a client that replaces this one, before this one is closed. It keeps the state of the credentials under the conditions of
     * {@link ApiClient#successor}.
     */
    public RestDmsClient successor(TargetSettings next, ApiSettings nextSettings, Duration interval) {
        return new RestDmsClient(
                api.successor(next.endpoint(), access(next), nextSettings, interval), next, nextSettings);
    }

    /**
     * Continues the pause and the rate of {@code before}, which this client replaces, if the endpoint is the same. Call it on the Vert.x
     * context of the polls.
     */
    public void continueFrom(RestDmsClient before) {
        api.continueFrom(before.api);
    }

    @Override
    public Future<List<InstanceFacts>> listInstances(RequestContext scope) {
        PageCollector<InstanceFacts> paging = PageCollector.ofInstances(decoder::instance, InstanceFacts::id);
        String path = path("instances") + "?engine=kafka";
        return api.readPages(UnsignedRequest.of(CloudOperation.LIST_INSTANCES, path), paging, scope)
                .recover(thrown -> beyondTheEnd(thrown, paging))
                .map(read -> paging.items());
    }

    @Override
    public Future<InstanceFacts> showInstance(String instanceId, RequestContext scope) {
        UnsignedRequest request = UnsignedRequest.of(CloudOperation.SHOW_INSTANCE, path("instances", instanceId));
        return api.read(request, scope, fields -> decoder.instance(instanceId, fields));
    }

    @Override
    public Future<TaskListing> listTasks(String instanceId, RequestContext scope) {
        PageCollector<Task> paging = new PageCollector<>("tasks", "total_number", decoder::smartConnectTask, Task::id);
        String path = path("instances", instanceId, "connector", "tasks");
        return api.readPages(UnsignedRequest.of(CloudOperation.LIST_TASKS, path), paging, scope)
                .map(read -> listing(paging));
    }

    @Override
    public Future<Task> showTask(String instanceId, String taskId, RequestContext scope) {
        String path = path("instances", instanceId, "connector", "tasks", taskId);
        return api.read(
                UnsignedRequest.of(CloudOperation.SHOW_TASK, path),
                scope,
                fields -> decoder.smartConnectTask(taskId, fields));
    }

    /** Lists the tasks in one response; the API does not page this listing. */
    @Override
    public Future<TaskListing> listDumpTasks(String connectorId, RequestContext scope) {
        PageCollector<Task> paging = new PageCollector<>("tasks", "total_number", decoder::dumpTask, Task::id);
        String path = path("connectors", connectorId, "sink-tasks");
        return api.readPage(UnsignedRequest.of(CloudOperation.LIST_DUMP_TASKS, path), paging, scope)
                .map(read -> listing(paging));
    }

    private TaskListing listing(PageCollector<Task> paging) {
        return new TaskListing(decoder.limits(paging.total(), paging.firstPage()), paging.items());
    }

    @Override
    public Future<Task> showDumpTask(String connectorId, String taskId, RequestContext scope) {
        String path = path("connectors", connectorId, "sink-tasks", taskId) + "?topic-info=true";
        return api.readBody(
                UnsignedRequest.of(CloudOperation.SHOW_DUMP_TASK, path),
                scope,
                body -> decoder.dumpDetail(taskId, body));
    }

    @Override
    public int concurrency() {
        return api.concurrency();
    }

    @Override
    public double maxRate() {
        return settings.maxRequestsPerSecond();
    }

    @Override
    public double allowedRate() {
        return api.allowedRate();
    }

    @Override
    public Optional<Instant> credentialExpiry() {
        return api.credentialExpiry();
    }

    /** Returns the operations of commands, which share the connections and limits of this client. */
    public TaskChanges changes() {
        return new RestTaskChanges(api, projectId);
    }

    /** Returns the operations on consumer groups and topics, which share the connections and limits of this client. */
    public KafkaResources kafka() {
        return new RestKafkaResources(api, projectId);
    }

    /**
     * Creates a client of Cloud Eye with connections and limits of its own, which shares the credentials of this client; empty if
     * Cloud Eye is not read.
     */
    public Optional<CloudEyeClient> cloudEye() {
        return target.cloudEyeEndpoint()
                .map(eye -> new RestCloudEyeClient(
                        api.forService(eye, RestCloudEyeClient.limits(settings)),
                        projectId,
                        TargetSettings.isOpenTelekomCloud(target.region())));
    }

    /** Closes the connections. */
    public void close() {
        api.close();
    }

    private String path(String... segments) {
        return PathSegment.path("/v2/" + PathSegment.of(projectId), segments);
    }

    private static Future<Void> beyondTheEnd(Throwable thrown, PageCollector<?> paging) {
        boolean ended = thrown instanceof CloudFailure failure
                && failure.errorCode().equals(BEYOND_THE_END)
                && paging.offset() > 0;
        return ended ? Future.succeededFuture() : Future.failedFuture(thrown);
    }
}
