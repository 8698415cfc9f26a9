package io.smartconnect.exporter.metrics;

import io.smartconnect.exporter.dms.Deadline;
import io.smartconnect.exporter.dms.Dms;
import io.smartconnect.exporter.dms.InstanceFacts;
import io.smartconnect.exporter.dms.Lane;
import io.smartconnect.exporter.dms.TaskListing;
import io.smartconnect.exporter.snapshot.Task;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A client that tells its pace and its credential's end, and answers nothing. */
final class WatchedDms implements Dms {

    volatile double rate = 10;
    volatile Optional<Instant> expiry = Optional.empty();

    @Override
    public int concurrency() {
        return 4;
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
    public Future<List<InstanceFacts>> listInstances(Lane lane, Deadline deadline) {
        return unanswered();
    }

    @Override
    public Future<InstanceFacts> showInstance(String instanceId, Lane lane, Deadline deadline) {
        return unanswered();
    }

    @Override
    public Future<TaskListing> listTasks(String instanceId, Lane lane, Deadline deadline) {
        return unanswered();
    }

    @Override
    public Future<Task> showTask(String instanceId, String taskId, Lane lane, Deadline deadline) {
        return unanswered();
    }

    @Override
    public Future<TaskListing> listDumpTasks(String connectorId, Lane lane, Deadline deadline) {
        return unanswered();
    }

    @Override
    public Future<Task> showDumpTask(String connectorId, String taskId, Lane lane, Deadline deadline) {
        return unanswered();
    }

    private static <T> Future<T> unanswered() {
        return Future.failedFuture(new UnsupportedOperationException("is only watched"));
    }
}
