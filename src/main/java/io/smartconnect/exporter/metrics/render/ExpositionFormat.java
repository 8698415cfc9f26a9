package io.smartconnect.exporter.metrics.render;

/** The two notations of metrics that are served. */
public enum ExpositionFormat {
    /** The classic Prometheus text, for everyone who does not ask for another. */
    TEXT_0_0_4("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics text, for those who prefer it. */
    OPENMETRICS_1_0("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    ExpositionFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The value of the {@code Content-Type} header. */
    public String contentType() {
        return contentType;
    }
}
