package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.cloud.dms.DmsClient;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.snapshot.task.Task;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A client with a request rate and a credential's expiry that a test sets, and without answers. */
public final class WatchedDms implements DmsClient {

    public volatile double rate = 10;
    public volatile Optional<Instant> expiry = Optional.empty();

    @Override
    public int concurrency() {
        return 4;
    }

    @Override
    public double maxRate() {
        return 10;
    }

    @Override
    public double allowedRate() {
        return rate;
    }

    @Override
    public Optional<Instant> credentialExpiry() {
        return expiry;
    }

    @Override
    public Future<List<InstanceFacts>> listInstances(RequestContext scope) {
        return unanswered();
    }

    @Override
    public Future<InstanceFacts> showInstance(String instanceId, RequestContext scope) {
        return unanswered();
    }

    @Override
    public Future<TaskListing> listTasks(String instanceId, RequestContext scope) {
        return unanswered();
    }

    @Override
    public Future<Task> showTask(String instanceId, String taskId, RequestContext scope) {
        return unanswered();
    }

    @Override
    public Future<TaskListing> listDumpTasks(String connectorId, RequestContext scope) {
        return unanswered();
    }

    @Override
    public Future<Task> showDumpTask(String connectorId, String taskId, RequestContext scope) {
        return unanswered();
    }

    private static <T> Future<T> unanswered() {
        return Future.failedFuture(new UnsupportedOperationException("is only watched"));
    }
}
