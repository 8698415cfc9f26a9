package io.smartconnect.exporter.web.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Semaphore;

/**
 * Limits the number of requests in progress and refuses further ones with 503. A request counts until its answer is
 * complete and either sent or abandoned, so that clients who disconnect early cannot pile up work.
 */
public final class ConcurrencyLimit {

    private final int limit;
    private final Semaphore free;

    /** Allows {@code limit} requests at once. */
    public ConcurrencyLimit(int limit) {
        this.limit = limit;
        this.free = new Semaphore(limit);
    }

    /** The endpoint under this limit, which it shares with all others. */
    public Endpoint limit(Endpoint endpoint) {
        return context -> free.tryAcquire() ? answer(endpoint, context) : Future.succeededFuture(busy(context));
    }

    private Future<HttpAnswer> answer(Endpoint endpoint, RoutingContext context) {
        Promise<Void> ended = Promise.promise();
        context.addEndHandler(ended::handle);
        Future<HttpAnswer> made = Future.succeededFuture().compose(begun -> endpoint.answer(context));
        Future.join(made, ended.future()).onComplete(over -> free.release());
        return made;
    }

    private HttpAnswer busy(RoutingContext context) {
        return HttpAnswer.refusal(context, 503, "Too many such requests at once; the limit is " + limit)
                .with("Retry-After", "1");
    }
}
