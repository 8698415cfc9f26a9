package io.smartconnect.exporter.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.exporter.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what one snapshot leads to as text. The labels of each entity are escaped once, for all formats. Only the
 * exporter's own metrics are left to the writers of Prometheus's client library.
 */
final class Renderer {

    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPENMETRICS = OpenMetricsTextFormatWriter.create();

    /** The families of one level, and the entities that they tell of. */
    private record Table<E>(List<Family<E>> families, List<Siblings<E>> entities) {

        static <E> Table<E> of(Level<E> level, Snapshot snapshot) {
            return new Table<>(
                    level.families(), level.entities().apply(snapshot).toList());
        }

        void render(ExpositionFormat format, Text out) {
            for (Family<E> family : families) {
                int before = out.length();
                describe(family, format, out);
                int described = out.length();
                entities.forEach(siblings -> siblings.render(family, out));
                if (out.length() == described) {
                    out.truncate(before);
                }
            }
        }
    }

    private final List<Table<?>> tables = new ArrayList<>();

    Renderer(Snapshot snapshot, Granularity granularity) {
        Catalogue.levels(granularity).forEach(level -> tables.add(Table.of(level, snapshot)));
    }

    /** Appends all families; in OpenMetrics without the mark of the end. Those without a sample are left out. */
    void render(ExpositionFormat format, Text out) {
        tables.forEach(table -> table.render(format, out));
    }

    /** The lines before the samples. OpenMetrics describes counters and infos without the suffix of their samples. */
    static void describe(Family<?> family, ExpositionFormat format, Text out) {
        boolean open = format == ExpositionFormat.OPENMETRICS_1_0;
        String name = open ? withoutSuffix(family) : family.name();
        String help = family.help().replace("\\", "\\\\").replace("\n", "\\n");
        out.append("# HELP ")
                .append(name)
                .append(' ')
                .append(open ? help.replace("\"", "\\\"") : help)
                .append('\n');
        out.append("# TYPE ")
                .append(name)
                .append(' ')
                .append(type(family, open))
                .append('\n');
    }

    private static String withoutSuffix(Family<?> family) {
        return switch (family.type()) {
            case COUNTER -> family.name().replaceFirst("_total$", "");
            case GAUGE -> family.name();
            case INFO -> family.name().replaceFirst("_info$", "");
        };
    }

    /** Prometheus text has no infos. */
    private static String type(Family<?> family, boolean open) {
        return switch (family.type()) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case INFO -> open ? "info" : "gauge";
        };
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

    private static ExpositionFormatWriter writer(ExpositionFormat format) {
        return switch (format) {
            case TEXT_0_0_4 -> TEXT;
            case OPENMETRICS_1_0 -> OPENMETRICS;
        };
    }
}
