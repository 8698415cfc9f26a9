package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.Family;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;

/** The lines before the samples of a family. OpenMetrics describes counters and infos without the suffix of their samples. */
public final class FamilyHeader {

    private FamilyHeader() {}

    public static void of(Family<?> family, ExpositionFormat format, Utf8Writer out) {
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
}
