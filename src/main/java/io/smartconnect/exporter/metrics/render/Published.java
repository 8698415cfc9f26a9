package io.smartconnect.exporter.metrics.render;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;

/** A page, and its gzip member in each format but for the last segment. */
record Published(RenderedSnapshot page, Map<ExpositionFormat, GzipPrefix> gzip) {

    static Published of(RenderedSnapshot page) {
        Map<ExpositionFormat, GzipPrefix> gzip = new EnumMap<>(ExpositionFormat.class);
        for (ExpositionFormat format : ExpositionFormat.values()) {
            gzip.put(format, new GzipPrefix(page.parts(format)));
        }
        return new Published(page, gzip);
    }

    Body body(ExpositionFormat format, boolean gzipped, LiveMetrics.Reading own) {
        return gzipped
                ? requireNonNull(gzip.get(format)).endedBy(own.segment())
                : new PlainBody(page.parts(format), own.plain());
    }

    void release() {
        gzip.values().forEach(GzipPrefix::release);
    }
}
