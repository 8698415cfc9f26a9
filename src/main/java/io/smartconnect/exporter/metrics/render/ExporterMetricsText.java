package io.smartconnect.exporter.metrics.render;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.exporter.metrics.render.JoinedGzipParts.Compressor;
import io.smartconnect.exporter.metrics.render.JoinedGzipParts.Part;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The last part of each body: the exporter's own metrics, written by Prometheus's client library, in OpenMetrics with the end
 * marker. They are read at most once a second, since reading those of the JVM costs more than the rest of a scrape. Safe for
 * any thread.
 */
final class ExporterMetricsText {

    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPENMETRICS = OpenMetricsTextFormatWriter.create();

    private static final Duration FRESH = Duration.ofSeconds(1);

    private record Reading(Future<Part> part, long startedAt) {}

    private final Vertx vertx;
    private final Supplier<MetricSnapshots> metrics;
    private final TimeSource time;
    private final Map<ExpositionFormat, Reading> last = new EnumMap<>(ExpositionFormat.class);

    ExporterMetricsText(Vertx vertx, Supplier<MetricSnapshots> metrics, TimeSource time) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.time = time;
    }

    /** The last reading; a new one, made on a worker thread, if that is older than a second or failed. */
    synchronized Future<Part> part(ExpositionFormat format) {
        Reading reading = last.get(format);
        if (reading == null || !isGood(reading)) {
            reading = new Reading(part(format, FamilyNames.ALL), time.nanos());
            last.put(format, reading);
        }
        return reading.part();
    }

    /** A new reading of {@code names}, made on a worker thread. */
    Future<Part> part(ExpositionFormat format, FamilyNames names) {
        return vertx.executeBlocking(() -> read(format, names), false);
    }

    private boolean isGood(Reading reading) {
        boolean isFresh = time.nanos() - reading.startedAt() < FRESH.toNanos();
        return !reading.part().isComplete() || (reading.part().succeeded() && isFresh);
    }

    /** The current values of {@code names}. */
    Part read(ExpositionFormat format, FamilyNames names) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (Compressor compressor = new Compressor()) {
            writer(format).write(text, selected(names), EscapingScheme.UNDERSCORE_ESCAPING);
            return compressor.lastPart(text.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MetricSnapshots selected(FamilyNames names) {
        MetricSnapshots all = metrics.get();
        return names.isAll()
                ? all
                : new MetricSnapshots(all.stream()
                        .filter(family -> names.includes(family.getMetadata().getPrometheusName()))
                        .toList());
    }

    private static ExpositionFormatWriter writer(ExpositionFormat format) {
        return switch (format) {
            case TEXT_0_0_4 -> TEXT;
            case OPENMETRICS_1_0 -> OPENMETRICS;
        };
    }
}
