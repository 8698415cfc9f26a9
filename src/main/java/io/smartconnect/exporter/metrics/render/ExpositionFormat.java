package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.MetricFamily;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;

/** The text formats of a scrape. They differ in the descriptions of families; the samples are the same. */
public enum ExpositionFormat {
    /** The classic Prometheus text, the default. */
    TEXT_0_0_4("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics text, for scrapers that prefer it. */
    OPENMETRICS_1_0("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    ExpositionFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The value of the {@code Content-Type} header. */
    public String contentType() {
        return contentType;
    }

    /** Writes the lines before the samples of a family. */
    void writeDescription(MetricFamily<?> family, Utf8Writer out) {
        String help = family.help().replace("\\", "\\\\").replace("\n", "\\n");
        switch (this) {
            case TEXT_0_0_4 -> write(family.name(), help, classicType(family), out);
            case OPENMETRICS_1_0 -> write(withoutSuffix(family), help.replace("\"", "\\\""), openType(family), out);
        }
    }

    private static void write(String name, String help, String type, Utf8Writer out) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** The name of a family in OpenMetrics, which describes counters and infos without the suffix of their samples. */
    static String withoutSuffix(MetricFamily<?> family) {
        return switch (family.type()) {
            case COUNTER -> family.name().replaceFirst("_total$", "");
            case GAUGE -> family.name();
            case INFO -> family.name().replaceFirst("_info$", "");
        };
    }

    private static String openType(MetricFamily<?> family) {
        return switch (family.type()) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case INFO -> "info";
        };
    }

    /** Prometheus text has no infos. */
    private static String classicType(MetricFamily<?> family) {
        return switch (family.type()) {
            case COUNTER -> "counter";
            case GAUGE, INFO -> "gauge";
        };
    }
}
