package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.SourceStatus;
import io.smartconnect.exporter.snapshot.task.LagSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The outcomes of the requests to the sources of lag of one target. */
public final class SourceOutcomes {

    private final Map<LagSource, SourceStatus> bySource = new EnumMap<>(LagSource.class);

    /** Keeps the outcomes of {@code sources} alone; those of new ones start without a request. */
    public void retain(Collection<LagSource> sources) {
        bySource.keySet().retainAll(sources);
        sources.forEach(source -> bySource.putIfAbsent(source, SourceStatus.UNUSED));
    }

    /** Records a request that succeeded. */
    public void succeeded(LagSource source) {
        bySource.computeIfPresent(
                source, (same, before) -> new SourceStatus(Optional.of(true), before.failures(), Optional.empty()));
    }

    /** Records a request that failed. */
    public void failed(LagSource source, CloudFailure failure) {
        bySource.computeIfPresent(
                source,
                (same, before) -> new SourceStatus(
                        Optional.of(false), before.failures().plus(failure.reason()), Optional.of(failure.error())));
    }

    /** The status of each source that may be read. */
    public Map<LagSource, SourceStatus> status() {
        return Map.copyOf(bySource);
    }
}
