package io.smartconnect.exporter.metrics.render;

import static java.util.Objects.requireNonNull;

import io.smartconnect.exporter.metrics.catalogue.Catalogue;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A snapshot as the parts of its bodies, and as a gzip member in each format. Immutable but for {@link #release}. */
final class RenderedSnapshot {

    private final Snapshot snapshot;
    private final List<? extends RenderedLevel<?>> levels;
    private final Map<ExpositionFormat, List<Part>> parts = new EnumMap<>(ExpositionFormat.class);
    private final Map<ExpositionFormat, GzipPrefix> gzip = new EnumMap<>(ExpositionFormat.class);

    /** Renders the first snapshot. */
    RenderedSnapshot(Snapshot snapshot, Granularity granularity) {
        this(
                snapshot,
                Catalogue.levels(granularity).stream().map(RenderedLevel::new).toList());
    }

    private RenderedSnapshot(Snapshot snapshot, List<? extends RenderedLevel<?>> before) {
        this.snapshot = snapshot;
        try (Compressor compressor = new Compressor()) {
            levels = before.stream()
                    .map(level -> level.next(snapshot, compressor))
                    .toList();
        }
        for (ExpositionFormat format : ExpositionFormat.values()) {
            List<Part> all = new ArrayList<>();
            levels.forEach(level -> level.forEachPart(format, all::add));
            parts.put(format, List.copyOf(all));
            gzip.put(format, new GzipPrefix(all));
        }
    }

    /** Renders the next snapshot; unchanged samples are neither rendered nor deflated again. */
    RenderedSnapshot next(Snapshot changed) {
        return new RenderedSnapshot(changed, levels);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** All parts but the last. */
    List<Part> parts(ExpositionFormat format) {
        return requireNonNull(parts.get(format));
    }

    /** The body that ends with {@code last}. */
    Body body(ExpositionFormat format, boolean gzipped, Part last) {
        return gzipped ? requireNonNull(gzip.get(format)).endedBy(last) : Body.rendered(parts(format), last);
    }

    /** Frees the memory of the gzip members as soon as no response uses it. */
    void release() {
        gzip.values().forEach(GzipPrefix::release);
    }
}
