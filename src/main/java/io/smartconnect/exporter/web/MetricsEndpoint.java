package io.smartconnect.exporter.web;

import io.smartconnect.exporter.metrics.render.Body;
import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import io.smartconnect.exporter.web.http.AcceptHeader;
import io.smartconnect.exporter.web.http.Endpoint;
import io.smartconnect.exporter.web.http.HttpAnswer;
import io.smartconnect.exporter.web.http.MetricsSource;
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
final class MetricsEndpoint implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsEndpoint.class);

    private final MetricsSource metrics;
    private final Duration limit;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** Scrapes of {@code metrics}, each of which may take as long as {@code limit} to be made. */
    MetricsEndpoint(MetricsSource metrics, Duration limit) {
        this.metrics = metrics;
        this.limit = limit;
    }

    @Override
    public Future<HttpAnswer> answer(RoutingContext context) {
        MultiMap headers = context.request().headers();
        ExpositionFormat format = AcceptHeader.format(headers.getAll("Accept"));
        boolean gzip = AcceptHeader.gzip(headers.getAll("Accept-Encoding"));
        return Future.succeededFuture()
                .compose(begun -> metrics.scrape(format, gzip))
                .timeout(limit)
                .map(body -> page(format, gzip, body))
                .onSuccess(this::tellRecovery)
                .recover(this::apologize);
    }

    private static HttpAnswer page(ExpositionFormat format, boolean gzip, Body body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", format.contentType());
        if (gzip) {
            headers.put("Content-Encoding", "gzip");
        }
        headers.put("Vary", "Accept, Accept-Encoding");
        return new HttpAnswer(200, headers, body);
    }

    private void tellRecovery(HttpAnswer page) {
        if (failing.getAndSet(false)) {
            LOG.info("scrapes are answered again");
        }
    }

    private Future<HttpAnswer> apologize(Throwable failure) {
        if (!failing.getAndSet(true)) {
            LOG.error("a scrape could not be answered; saying so once until one can", failure);
        }
        return Future.succeededFuture(HttpAnswer.line(500, "The metrics could not be made; the log says why"));
    }
}
