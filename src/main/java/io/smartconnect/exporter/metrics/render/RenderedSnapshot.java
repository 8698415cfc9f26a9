package io.smartconnect.exporter.metrics.render;

import static java.util.Objects.requireNonNull;

import io.smartconnect.exporter.metrics.catalogue.MetricCatalogue;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.metrics.catalogue.SeriesPlan;
import io.smartconnect.exporter.metrics.render.JoinedGzipParts.Compressor;
import io.smartconnect.exporter.metrics.render.JoinedGzipParts.Part;
import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A snapshot as the joined parts of its bodies, for each format. Immutable but for {@link #release}. */
final class RenderedSnapshot {

    private final Snapshot snapshot;
    private final MetricsSettings settings;
    private final long dropped;
    private final List<? extends RenderedFamilies<?>> levels;
    private final Map<ExpositionFormat, JoinedGzipParts> joined = new EnumMap<>(ExpositionFormat.class);

    /** Renders the first snapshot. */
    RenderedSnapshot(Snapshot snapshot, MetricsSettings settings) {
        this(
                snapshot,
                settings,
                MetricCatalogue.collapsibleLevels(settings.granularity()).stream()
                        .map(RenderedFamilies::new)
                        .toList());
    }

    private RenderedSnapshot(Snapshot snapshot, MetricsSettings settings, List<? extends RenderedFamilies<?>> before) {
        this.snapshot = snapshot;
        this.settings = settings;
        SeriesPlan plan = SeriesPlan.of(snapshot, settings);
        this.dropped = plan.dropped();
        try (Compressor compressor = new Compressor()) {
            levels = before.stream().map(level -> level.next(plan, compressor)).toList();
        }
        for (ExpositionFormat format : ExpositionFormat.values()) {
            joined.put(format, new JoinedGzipParts(parts(format, FamilyNames.ALL)));
        }
    }

    private List<Part> parts(ExpositionFormat format, FamilyNames names) {
        List<Part> parts = new ArrayList<>();
        levels.forEach(level -> level.forEachPart(format, names, parts::add));
        return parts;
    }

    /** Renders the next snapshot; unchanged samples are neither rendered nor deflated again. */
    RenderedSnapshot next(Snapshot changed) {
        return new RenderedSnapshot(changed, settings, levels);
    }

    /** Renders the next snapshot by other settings, from scratch unless they are the same. */
    RenderedSnapshot next(Snapshot changed, MetricsSettings wanted) {
        return wanted.equals(settings) ? next(changed) : new RenderedSnapshot(changed, wanted);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** The number of series that the limit leaves out. */
    long dropped() {
        return dropped;
    }

    /** All parts of a body but the last. */
    List<Part> parts(ExpositionFormat format) {
        return joined(format).parts();
    }

    /** The body that ends with {@code last}. */
    ExpositionBody body(ExpositionFormat format, boolean gzip, Part last) {
        return gzip ? joined(format).gzip(last) : joined(format).plain(last);
    }

    /** The uncompressed body of some families that ends with {@code last}. */
    ExpositionBody body(ExpositionFormat format, FamilyNames names, Part last) {
        List<Part> parts = parts(format, names);
        parts.add(last);
        return ExpositionBody.rendered(
                parts.stream().mapToLong(Part::plainLength).sum(), () -> JoinedGzipParts.lines(parts.stream()));
    }

    /** Frees the memory of the gzip members as soon as no response uses it. */
    void release() {
        joined.values().forEach(JoinedGzipParts::release);
    }

    private JoinedGzipParts joined(ExpositionFormat format) {
        return requireNonNull(joined.get(format));
    }
}
