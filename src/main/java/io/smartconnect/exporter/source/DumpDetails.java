package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.dms.DmsClient;
import io.smartconnect.exporter.cloud.dms.NotFoundCodes;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.ListingMerge;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dump details of one instance: one request per task. A task that the dump API does not list may still have a detail, for example
 * under the id of Smart Connect; if the cloud answers that it has none, or denies it, it is requested again after ten minutes.
 */
public final class DumpDetails implements OffsetSource {

    private final DmsClient dms;
    private final Supplier<Optional<String>> connectorId;
    private final TimeSource time;
    private final Map<String, Long> unknownUntil = new HashMap<>();
    private final Map<String, Long> deniedUntil = new HashMap<>();
    private Optional<String> connector = Optional.empty();

    /**
     * The details of the tasks of one connector.
     *
     * @param connectorId the present connector; empty if there is none, or if the cloud has no dump API
     */
    public DumpDetails(DmsClient dms, Supplier<Optional<String>> connectorId, TimeSource time) {
        this.dms = dms;
        this.connectorId = connectorId;
        this.time = time;
    }

    @Override
    public LagSource name() {
        return LagSource.DUMP;
    }

    @Override
    public boolean mayKnow(ListingMerge.Merged task) {
        follow();
        return connector.isPresent()
                && task.mayHaveDetail()
                && isOver(deniedUntil.get(task.detailId()))
                && (task.dumpId().isPresent() || isOver(unknownUntil.get(task.detailId())));
    }

    @Override
    public Future<Optional<Task>> read(ListingMerge.Merged task, RequestContext scope) {
        return dms.showDumpTask(connector.orElse(""), task.detailId(), scope)
                .map(Optional::of)
                .recover(thrown -> fail(task, CloudFailure.from(thrown)));
    }

    @Override
    public void retain(Collection<ListingMerge.Merged> present) {
        Set<String> ids = present.stream().map(ListingMerge.Merged::detailId).collect(Collectors.toSet());
        unknownUntil.keySet().retainAll(ids);
        deniedUntil.keySet().retainAll(ids);
    }

    /** Another connector is another dump API. */
    private void follow() {
        Optional<String> now = connectorId.get();
        if (!now.equals(connector)) {
            unknownUntil.clear();
            deniedUntil.clear();
            connector = now;
        }
    }

    private boolean isOver(@Nullable Long pause) {
        return pause == null || time.nanos() - pause >= 0;
    }

    private Future<Optional<Task>> fail(ListingMerge.Merged task, CloudFailure failure) {
        long later = time.nanos() + ApiAvailability.PAUSE.toNanos();
        if (NotFoundCodes.ofDump(failure)) {
            unknownUntil.put(task.detailId(), later);
            return Future.succeededFuture(Optional.empty());
        }
        if (failure.reason() == FailureReason.DENIED) {
            deniedUntil.put(task.detailId(), later);
        }
        return Future.failedFuture(failure);
    }
}
