package io.smartconnect.exporter.web;

import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import io.smartconnect.exporter.metrics.render.FamilyNames;
import io.smartconnect.exporter.web.http.AcceptHeader;
import io.smartconnect.exporter.web.http.HttpAnswer;
import io.smartconnect.exporter.web.http.HttpEndpoint;
import io.smartconnect.exporter.web.http.MetricsSource;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers scrapes in the format and encoding that each client prefers. */
final class MetricsEndpoint implements HttpEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsEndpoint.class);

    private static final int MAX_NAMES = 100;

    private final MetricsSource metrics;
    private final Duration limit;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** Serves {@code metrics}; a scrape that takes longer than {@code limit} fails. */
    MetricsEndpoint(MetricsSource metrics, Duration limit) {
        this.metrics = metrics;
        this.limit = limit;
    }

    @Override
    public Future<HttpAnswer> answer(RoutingContext context) {
        MultiMap headers = context.request().headers();
        ExpositionFormat format = AcceptHeader.format(headers.getAll("Accept"));
        FamilyNames names = names(context.queryParam("name[]"));
        boolean gzip = names.isAll() && AcceptHeader.gzip(headers.getAll("Accept-Encoding"));
        return Future.succeededFuture()
                .compose(begun -> metrics.scrape(format, gzip, names))
                .timeout(limit)
                .map(body -> page(format, gzip, body))
                .onSuccess(this::logRecovery)
                .recover(this::serverError);
    }

    private static FamilyNames names(List<String> names) {
        if (names.size() > MAX_NAMES) {
            throw new HttpException(
                    400, "name[]: must be given at most " + MAX_NAMES + " times; found " + names.size());
        }
        return FamilyNames.of(names);
    }

    private static HttpAnswer page(ExpositionFormat format, boolean gzip, ExpositionBody body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", format.contentType());
        if (gzip) {
            headers.put("Content-Encoding", "gzip");
        }
        headers.put("Vary", "Accept, Accept-Encoding");
        return new HttpAnswer(200, headers, body);
    }

    private void logRecovery(HttpAnswer page) {
        if (failing.getAndSet(false)) {
            LOG.info("scrapes succeed again");
        }
    }

    private Future<HttpAnswer> serverError(Throwable failure) {
        if (!failing.getAndSet(true)) {
            LOG.error("a scrape failed; further failures are not logged until one succeeds", failure);
        }
        return Future.succeededFuture(HttpAnswer.line(500, "The metrics could not be rendered; the log has the cause"));
    }
}
