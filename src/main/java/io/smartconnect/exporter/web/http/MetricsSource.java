package io.smartconnect.exporter.web.http;

import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import io.smartconnect.exporter.metrics.render.FamilyNames;
import io.vertx.core.Future;

/** The source of the bytes of a scrape. */
@FunctionalInterface
public interface MetricsSource {

    /**
     * The body of one scrape. Called on the event loop, so it must not block; the future may complete on any thread.
     *
     * @param gzip whether the body has to be one gzip member; some clients silently drop all but the first. Only for all families
     * @param names the families of the body
     */
    Future<ExpositionBody> scrape(ExpositionFormat format, boolean gzip, FamilyNames names);
}
