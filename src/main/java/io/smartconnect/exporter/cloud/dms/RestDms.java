package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestGate;
import io.smartconnect.exporter.cloud.http.ApiCall;
import io.smartconnect.exporter.cloud.http.ApiMeter;
import io.smartconnect.exporter.cloud.http.HttpTransport;
import io.smartconnect.exporter.cloud.http.PathSegment;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.cloud.json.Paging;
import io.smartconnect.exporter.snapshot.Operation;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks the cloud over HTTPS; paths and fields as in the public API reference of DMS for Kafka. */
public final class RestDms implements Dms {

    /** Items asked for at once; the most that the API gives. */
    static final int PAGE = 50;

    /** Answers longer than this are decoded off the event loop. */
    private static final int LONG_ANSWER = 32 << 10;

    private final Vertx vertx;
    private final URI endpoint;
    private final String project;
    private final RequestGate gate;
    private final HttpTransport wire;
    private final Optional<HttpTransport> iamWire;
    private final ApiCall.Means means;
    private final ResponseDecoder answers;
    private final ApiMeter meter;

    /** A client of one target; {@code interval} is the time between two polls. */
    public RestDms(
            Vertx vertx,
            TargetSettings target,
            ApiSettings settings,
            Duration interval,
            TimeSource time,
            ApiMeter meter) {
        this.vertx = vertx;
        this.endpoint = target.endpoint();
        this.project = "/v2/" + PathSegment.of(target.projectId());
        this.gate = new RequestGate(time, settings, interval);
        this.wire = new HttpTransport(vertx, endpoint, settings.concurrency(), time, meter);
        this.iamWire = target.iamEndpoint().map(iam -> new HttpTransport(vertx, iam, 1, time, meter));
        Authenticator authenticator = Authenticator.of(
                target.credentials(),
                target.projectId(),
                target.iamEndpoint(),
                (uri, headers, body) -> logIn(uri, headers, body, settings.requestTimeout()),
                vertx,
                time);
        this.means = new ApiCall.Means(gate, wire, authenticator, settings, time, meter);
        this.answers = new ResponseDecoder(meter);
        this.meter = meter;
    }

    @Override
    public Future<List<InstanceFacts>> listInstances(Bulkhead lane, Deadline deadline) {
        Paging<InstanceFacts> paging = new Paging<>("instances", "instance_num", answers::instance, InstanceFacts::id);
        String path = project + "/instances?engine=kafka&";
        return pages(Operation.LIST_INSTANCES, path, paging, lane, deadline)
                .recover(thrown -> beyondTheEnd(thrown, paging))
                .map(read -> paging.items());
    }

    @Override
    public Future<InstanceFacts> showInstance(String instanceId, Bulkhead lane, Deadline deadline) {
        return ask(
                Operation.SHOW_INSTANCE,
                instance(instanceId),
                lane,
                deadline,
                fields -> answers.instance(instanceId, fields));
    }

    @Override
    public Future<TaskListing> listTasks(String instanceId, Bulkhead lane, Deadline deadline) {
        Paging<Task> paging = new Paging<>("tasks", "total_number", answers::smartConnectTask, Task::id);
        String path = instance(instanceId) + "/connector/tasks?";
        return pages(Operation.LIST_TASKS, path, paging, lane, deadline)
                .map(first -> new TaskListing(answers.limits(paging.total(), first), paging.items()));
    }

    @Override
    public Future<Task> showTask(String instanceId, String taskId, Bulkhead lane, Deadline deadline) {
        String path = instance(instanceId) + "/connector/tasks/" + PathSegment.of(taskId);
        return ask(Operation.SHOW_TASK, path, lane, deadline, fields -> answers.smartConnectTask(taskId, fields));
    }

    /** The API gives this list whole, without pages. */
    @Override
    public Future<TaskListing> listDumpTasks(String connectorId, Bulkhead lane, Deadline deadline) {
        Paging<Task> paging = new Paging<>("tasks", "total_number", answers::dumpTask, Task::id);
        return ask(Operation.LIST_DUMP_TASKS, dumps(connectorId), lane, deadline, page -> {
            paging.add(page);
            return new TaskListing(answers.limits(paging.total(), page), paging.items());
        });
    }

    @Override
    public Future<Task> showDumpTask(String connectorId, String taskId, Bulkhead lane, Deadline deadline) {
        String path = dumps(connectorId) + "/" + PathSegment.of(taskId) + "?topic-info=true";
        return read(Operation.SHOW_DUMP_TASK, path, lane, deadline, body -> answers.dumpDetail(taskId, body));
    }

    @Override
    public int concurrency() {
        return means.settings().concurrency();
    }

    @Override
    public double allowedRate() {
        return gate.rate();
    }

    @Override
    public Optional<Instant> credentialExpiry() {
        return means.authenticator().expiry();
    }

    private record Page(JsonFields fields, boolean more) {}

    /** Reads page after page; the result is the first one. */
    private Future<JsonFields> pages(
            Operation operation, String path, Paging<?> paging, Bulkhead lane, Deadline deadline) {
        String page = path + "limit=" + PAGE + "&offset=" + paging.offset();
        return ask(operation, page, lane, deadline, fields -> new Page(fields, paging.add(fields)))
                .compose(read -> read.more()
                        ? pages(operation, path, paging, lane, deadline).map(read.fields())
                        : Future.succeededFuture(read.fields()));
    }

    /** ListInstances refuses an offset at its end, unlike the other listings. */
    private static Future<JsonFields> beyondTheEnd(Throwable thrown, Paging<?> paging) {
        boolean ended = thrown instanceof CloudFailure failure
                && failure.errorCode().equals("DMS.40050010")
                && paging.offset() > 0;
        return ended ? Future.succeededFuture(JsonFields.nothing()) : Future.failedFuture(thrown);
    }

    /** One task of this project for people: field by field, and changed. */
    public TaskChanges changes() {
        return new RestTaskChanges(this);
    }

    private <T> Future<T> ask(
            Operation operation, String path, Bulkhead lane, Deadline deadline, Function<JsonFields, T> decoder) {
        return read(operation, path, lane, deadline, body -> decoder.apply(parse(body)));
    }

    <T> Future<T> read(
            Operation operation, String path, Bulkhead lane, Deadline deadline, Function<Buffer, T> decoder) {
        return send(operation, path, Buffer.buffer(), List.of(), lane, deadline)
                .compose(response -> decode(operation, response, decoder));
    }

    Future<HttpResponse<Buffer>> send(
            Operation operation, String path, Buffer body, List<String> secrets, Bulkhead lane, Deadline deadline) {
        return new ApiCall(means, operation, endpoint.resolve(path), body, secrets, lane, deadline).answer();
    }

    String project() {
        return project;
    }

    String instance(String instanceId) {
        return project + "/instances/" + PathSegment.of(instanceId);
    }

    String dumps(String connectorId) {
        return project + "/connectors/" + PathSegment.of(connectorId) + "/sink-tasks";
    }

    private <T> Future<T> decode(Operation operation, HttpResponse<Buffer> response, Function<Buffer, T> decoder) {
        Buffer body = response.body() == null ? Buffer.buffer() : response.body();
        Future<T> decoded = body.length() > LONG_ANSWER
                ? vertx.executeBlocking(() -> decoder.apply(body), false)
                : Future.succeededFuture(body).map(decoder);
        return decoded.recover(thrown -> Future.failedFuture(unreadable(thrown, operation, response, body.length())));
    }

    /** Octets that are no UTF-8 become U+FFFD, so that one bad name does not cost a whole answer. */
    private JsonFields parse(Buffer body) {
        return new JsonFields(object(body), meter::unreadable);
    }

    static JsonObject object(Buffer body) {
        return new JsonObject(body.toString(StandardCharsets.UTF_8));
    }

    private static Throwable unreadable(
            Throwable thrown, Operation operation, HttpResponse<Buffer> response, int length) {
        if (!(thrown instanceof DecodeException)) {
            return thrown;
        }
        String type = String.valueOf(response.getHeader("Content-Type"));
        return CloudFailure.of(
                        Reason.BAD_RESPONSE, "not the JSON that is documented; found " + length + " bytes of " + type)
                .during(operation);
    }

    private Future<HttpResponse<Buffer>> logIn(URI uri, MultiMap headers, Buffer body, Duration time) {
        return iamWire.map(iam -> iam.send(Operation.TOKEN, HttpMethod.POST, uri, headers, body, time))
                .orElseGet(() -> Future.failedFuture(CloudFailure.of(Reason.AUTH, "no IAM endpoint is configured")));
    }

    /** Closes the connections. */
    public void close() {
        wire.close();
        iamWire.ifPresent(HttpTransport::close);
    }
}
