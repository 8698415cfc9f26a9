package io.smartconnect.exporter.metrics.render;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
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
 * The last part of each body: the exporter's own metrics, written by Prometheus's client library, in OpenMetrics with the mark
 * of the end. They are read at most once a second, since reading those of the JVM costs more than the rest of a scrape. Safe for any
 * thread.
 */
public final class LiveMetrics {

    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPENMETRICS = OpenMetricsTextFormatWriter.create();

    private static final Duration FRESH = Duration.ofSeconds(1);

    /**
     * The metrics as they were at some moment.
     *
     * @param plain the lines
     * @param segment the same, deflated, as the end of a member
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Reading(byte[] plain, Segment segment) {}

    private record Begun(Future<Reading> reading, long at) {}

    private final Vertx vertx;
    private final Supplier<MetricSnapshots> metrics;
    private final TimeSource ticks;
    private final Map<ExpositionFormat, Begun> last = new EnumMap<>(ExpositionFormat.class);

    LiveMetrics(Vertx vertx, Supplier<MetricSnapshots> metrics, TimeSource ticks) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.ticks = ticks;
    }

    /** The last reading, or a new one, made on a worker thread, if that is older than a second or failed. */
    synchronized Future<Reading> in(ExpositionFormat format) {
        Begun begun = last.get(format);
        if (begun == null || !isGood(begun)) {
            begun = new Begun(vertx.executeBlocking(() -> read(format), false), ticks.nanos());
            last.put(format, begun);
        }
        return begun.reading();
    }

    private boolean isGood(Begun begun) {
        boolean isYoung = ticks.nanos() - begun.at() < FRESH.toNanos();
        return !begun.reading().isComplete() || (begun.reading().succeeded() && isYoung);
    }

    /** The metrics as they are now. */
    Reading read(ExpositionFormat format) {
        byte[] plain = write(metrics.get(), format);
        try (Compressor compressor = new Compressor()) {
            return new Reading(plain, compressor.last(plain));
        }
    }

    /** {@code families} as the last part of an exposition. */
    public static byte[] write(MetricSnapshots families, ExpositionFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer(format).write(out, families, EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static ExpositionFormatWriter writer(ExpositionFormat format) {
        return switch (format) {
            case TEXT_0_0_4 -> TEXT;
            case OPENMETRICS_1_0 -> OPENMETRICS;
        };
    }
}
