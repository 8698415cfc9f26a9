package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.ListingMerge;
import io.smartconnect.exporter.snapshot.task.Task;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Optional;

/**
 * A source of the offsets of single tasks of one instance. The poll reads a task from the first of its sources that knows it. Cloud Eye
 * is no such source: one request covers many tasks, see {@link CloudEyeReader}.
 */
public interface OffsetSource {

    /** The name of this source. */
    LagSource name();

    /** True if this source may know the offsets of {@code task}, and a request is due. */
    boolean mayKnow(ListingMerge.Merged task);

    /**
     * Reads the offsets of a task. The result is empty if this source does not know the task. Fails with a {@link CloudFailure}.
     */
    Future<Optional<Task>> read(ListingMerge.Merged task, RequestContext scope);

    /** True while the cloud denies a request that this source needs: then a success does not show that the source works. */
    default boolean isPartlyDenied() {
        return false;
    }

    /**
     * Drops the state of tasks that are gone.
     *
     * @param present all tasks of the instance, of all kinds
     */
    void retain(Collection<ListingMerge.Merged> present);
}
