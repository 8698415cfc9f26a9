package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.Catalogue;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one snapshot leads to: the parts of a body in each format. The samples look the same in all of them, so they are
 * shared. Immutable.
 */
final class RenderedSnapshot {

    private final Snapshot snapshot;
    private final List<? extends RenderedLevel<?>> tables;
    private final Map<ExpositionFormat, List<Part>> parts = new EnumMap<>(ExpositionFormat.class);

    /** The page of the first snapshot. */
    RenderedSnapshot(Snapshot snapshot, Granularity granularity) {
        this(
                snapshot,
                Catalogue.levels(granularity).stream().map(RenderedLevel::empty).toList());
    }

    /** Takes over what is the same in {@code before}. */
    private RenderedSnapshot(Snapshot snapshot, List<? extends RenderedLevel<?>> before) {
        this.snapshot = snapshot;
        try (Compressor compressor = new Compressor()) {
            tables = before.stream()
                    .map(table -> table.next(snapshot, compressor))
                    .toList();
        }
        for (ExpositionFormat format : ExpositionFormat.values()) {
            List<Part> all = new ArrayList<>();
            tables.forEach(table -> table.tellParts(format, all::add));
            parts.put(format, List.copyOf(all));
        }
    }

    /** The page of the next snapshot; what has not changed is neither rendered nor deflated again. */
    RenderedSnapshot next(Snapshot changed) {
        return new RenderedSnapshot(changed, tables);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** All parts in order; in OpenMetrics without the mark of the end. */
    List<Part> parts(ExpositionFormat format) {
        return parts.getOrDefault(format, List.of());
    }
}
