package io.smartconnect.exporter.web;

import io.smartconnect.exporter.metrics.Body;
import io.smartconnect.exporter.metrics.ExpositionFormat;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers scrapes in the notation and encoding that each client prefers. */
final class Scrapes implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Scrapes.class);

    private final Metrics metrics;
    private final Duration limit;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** Scrapes of {@code metrics}, each of which may take as long as {@code limit} to be made. */
    Scrapes(Metrics metrics, Duration limit) {
        this.metrics = metrics;
        this.limit = limit;
    }

    @Override
    public Future<Answer> answer(RoutingContext context) {
        MultiMap headers = context.request().headers();
        ExpositionFormat format = Accept.format(headers.getAll("Accept"));
        boolean gzip = Accept.gzip(headers.getAll("Accept-Encoding"));
        return Future.succeededFuture()
                .compose(begun -> metrics.scrape(format, gzip))
                .timeout(limit)
                .map(body -> page(format, gzip, body))
                .onSuccess(this::tellRecovery)
                .recover(this::apologize);
    }

    private static Answer page(ExpositionFormat format, boolean gzip, Body body) {
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
