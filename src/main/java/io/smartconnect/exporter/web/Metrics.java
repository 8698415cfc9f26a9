package io.smartconnect.exporter.web;

import io.smartconnect.exporter.metrics.ExpositionFormat;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Where the bytes of a scrape come from. */
@FunctionalInterface
public interface Metrics {

    /**
     * The whole body of one scrape, in order, cut as it suits its maker. Called on the event loop, so it must not
     * block; the future may complete on any thread. The buffers are shared between scrapes: nobody may change them
     * afterwards.
     *
     * @param gzip whether the body has to be one gzip member; some clients silently drop all but the first
     */
    Future<List<Buffer>> scrape(ExpositionFormat format, boolean gzip);
}
