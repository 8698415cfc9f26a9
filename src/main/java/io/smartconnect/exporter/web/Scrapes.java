package io.smartconnect.exporter.web;

import io.smartconnect.exporter.metrics.ExpositionFormat;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers scrapes, so many at once, in the notation and encoding that each client prefers. */
final class Scrapes implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Scrapes.class);

    private final Metrics metrics;
    private final WebLimits limits;
    private final AtomicBoolean failing = new AtomicBoolean();
    private int running;

    Scrapes(Metrics metrics, WebLimits limits) {
        this.metrics = metrics;
        this.limits = limits;
    }

    @Override
    public Future<Answer> answer(RoutingContext context) {
        if (running >= limits.scrapes()) {
            return Future.succeededFuture(busy());
        }
        running++;
        context.addEndHandler(ended -> running--);
        return scrape(context.request().headers());
    }

    private Answer busy() {
        return Answer.line(503, "Too many scrapes at once; the limit is " + limits.scrapes())
                .with("Retry-After", "1");
    }

    private Future<Answer> scrape(MultiMap headers) {
        ExpositionFormat format = Accept.format(headers.getAll("Accept"));
        boolean gzip = Accept.gzip(headers.getAll("Accept-Encoding"));
        return Future.succeededFuture()
                .compose(begun -> metrics.scrape(format, gzip))
                .timeout(limits.scrape())
                .map(body -> page(format, gzip, body))
                .onSuccess(this::tellRecovery)
                .recover(this::apologize);
    }

    private static Answer page(ExpositionFormat format, boolean gzip, List<Buffer> body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", format.contentType());
        if (gzip) {
            headers.put("Content-Encoding", "gzip");
        }
        headers.put("Vary", "Accept, Accept-Encoding");
        return new Answer(200, headers, body);
    }

    private void tellRecovery(Answer page) {
        if (failing.getAndSet(false)) {
            LOG.info("scrapes are answered again");
        }
    }

    private Future<Answer> apologize(Throwable failure) {
        if (!failing.getAndSet(true)) {
            LOG.error("a scrape could not be answered; saying so once until one can", failure);
        }
        return Future.succeededFuture(Answer.line(500, "The metrics could not be made; the log says why"));
    }
}
