package io.smartconnect.exporter.poll.state;

import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.health.tracking.TaskTrackers;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.ListingMerge;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.source.OffsetSource;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Optional;

/** Another source, whose answers fail if there is no memory for their partitions. */
public final class BoundedSource implements OffsetSource {

    private final OffsetSource source;
    private final StateShare share;
    private final TaskTrackers trackers;

    /** Limits {@code source}: new partitions, which {@code trackers} do not know, take memory from {@code share}. */
    public BoundedSource(OffsetSource source, StateShare share, TaskTrackers trackers) {
        this.source = source;
        this.share = share;
        this.trackers = trackers;
    }

    @Override
    public LagSource name() {
        return source.name();
    }

    @Override
    public boolean mayKnow(ListingMerge.Merged task) {
        return source.mayKnow(task);
    }

    @Override
    public Future<Optional<Task>> read(ListingMerge.Merged task, RequestContext scope) {
        return source.read(task, scope)
                .compose(answer -> answer.map(known ->
                                share.admit(task.task(), known, trackers).map(answer))
                        .orElseGet(() -> Future.succeededFuture(answer)));
    }

    @Override
    public boolean isPartlyDenied() {
        return source.isPartlyDenied();
    }

    @Override
    public void retain(Collection<ListingMerge.Merged> present) {
        source.retain(present);
    }
}
