package io.smartconnect.exporter.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.exporter.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Writes metric families as text, with the writers of Prometheus's own client library. */
final class Renderer {

    private static final byte[] END_OF_OPENMETRICS = "# EOF\n".getBytes(StandardCharsets.UTF_8);

    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPENMETRICS = OpenMetricsTextFormatWriter.create();

    private Renderer() {}

    /** All families of {@code snapshot}; in OpenMetrics without the mark of the end. */
    static byte[] render(Snapshot snapshot, Granularity granularity, ExpositionFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Level<?> level : Catalogue.levels(granularity)) {
            collect(level, snapshot).forEach(family -> out.writeBytes(openEnded(format, MetricSnapshots.of(family))));
        }
        return out.toByteArray();
    }

    /** {@code families} as the last part of an exposition: in OpenMetrics with the mark of the end. */
    static byte[] renderLast(MetricSnapshots families, ExpositionFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer(format).write(out, families, EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] openEnded(ExpositionFormat format, MetricSnapshots families) {
        byte[] ended = renderLast(families, format);
        return format == ExpositionFormat.OPENMETRICS_1_0
                ? Arrays.copyOf(ended, ended.length - END_OF_OPENMETRICS.length)
                : ended;
    }

    private static ExpositionFormatWriter writer(ExpositionFormat format) {
        return switch (format) {
            case TEXT_0_0_4 -> TEXT;
            case OPENMETRICS_1_0 -> OPENMETRICS;
        };
    }

    private static <E> Stream<MetricSnapshot> collect(Level<E> level, Snapshot snapshot) {
        return level.families().stream().map(family -> collect(level, family, snapshot));
    }

    private static <E> MetricSnapshot collect(Level<E> level, Family<E> family, Snapshot snapshot) {
        String[] names = concat(level.labels(), family.extraLabels().toArray(String[]::new));
        List<Point> points = new ArrayList<>();
        level.entities().apply(snapshot).forEach(entity -> {
            List<String> identity = level.values().apply(entity);
            family.reader()
                    .read(
                            entity,
                            (value, extra) -> points.add(new Point(value, Labels.of(names, concat(identity, extra)))));
        });
        MetricMetadata metadata = new MetricMetadata(family.name(), family.help());
        return switch (family.type()) {
            case COUNTER ->
                new CounterSnapshot(
                        metadata, points.stream().map(Point::counter).toList());
            case GAUGE ->
                new GaugeSnapshot(metadata, points.stream().map(Point::gauge).toList());
            case INFO ->
                new InfoSnapshot(metadata, points.stream().map(Point::info).toList());
        };
    }

    private record Point(double value, Labels labels) {

        CounterDataPointSnapshot counter() {
            return new CounterDataPointSnapshot(value, labels, null, 0);
        }

        GaugeDataPointSnapshot gauge() {
            return new GaugeDataPointSnapshot(value, labels, null);
        }

        InfoDataPointSnapshot info() {
            return new InfoDataPointSnapshot(labels);
        }
    }

    private static String[] concat(List<String> first, String[] more) {
        String[] all = first.toArray(new String[first.size() + more.length]);
        System.arraycopy(more, 0, all, first.size(), more.length);
        return all;
    }
}
