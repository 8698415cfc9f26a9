package io.smartconnect.exporter.web.limit;

import io.smartconnect.exporter.web.http.HttpAnswer;
import io.smartconnect.exporter.web.http.HttpEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Limits the number of requests in progress, and for each client to three quarters of it. Beyond the limit, it disconnects the
 * client that has not read its response for longest, at least for a second; if there is none, it refuses the request with 503.
 *
 * <p>A request counts until its answer is complete and either sent or abandoned, so that clients who disconnect early can't
 * pile up work. Thread-safe.
 */
public final class ConcurrencyLimit {

    private static final long STALLED_NANOS = Duration.ofSeconds(1).toNanos();

    private final ConnectionLimiter connections;
    private final int limit;
    private final int ofOneClient;
    private final Set<Exchange> inProgress = new LinkedHashSet<>();

    /** Allows {@code limit} requests at once. */
    public ConcurrencyLimit(ConnectionLimiter connections, int limit) {
        this.connections = connections;
        this.limit = limit;
        this.ofOneClient = Math.max(1, limit - limit / 4);
    }

    /** The endpoint under this limit, which it shares with all others. */
    public HttpEndpoint limit(HttpEndpoint endpoint) {
        return context -> connections
                .exchange(context.request())
                .filter(this::admits)
                .map(exchange -> answer(endpoint, context, exchange))
                .orElseGet(() -> Future.succeededFuture(busy(context)));
    }

    private Future<HttpAnswer> answer(HttpEndpoint endpoint, RoutingContext context, Exchange exchange) {
        Promise<Void> ended = Promise.promise();
        context.addEndHandler(ended::handle);
        Future<HttpAnswer> made = Future.succeededFuture().compose(begun -> endpoint.answer(context));
        Future.join(made, ended.future()).onComplete(over -> release(exchange));
        return made;
    }

    private synchronized boolean admits(Exchange exchange) {
        boolean greedy = ofClient(exchange.client()) >= ofOneClient;
        boolean free = !greedy && inProgress.size() < limit;
        return (free || cutOffSlowest(exchange.client(), greedy)) && inProgress.add(exchange);
    }

    private long ofClient(ClientAddress client) {
        return inProgress.stream().filter(each -> each.client().equals(client)).count();
    }

    private boolean cutOffSlowest(ClientAddress client, boolean ownOnly) {
        Optional<Exchange> slowest = inProgress.stream()
                .filter(each -> !ownOnly || each.client().equals(client))
                .filter(each -> each.stalledNanos() > STALLED_NANOS)
                .max(Comparator.comparing(each -> each.stalledNanos()));
        slowest.ifPresent(each -> {
            each.cutOff("it stopped reading while others wait");
            inProgress.remove(each);
        });
        return slowest.isPresent();
    }

    private synchronized void release(Exchange exchange) {
        inProgress.remove(exchange);
    }

    private HttpAnswer busy(RoutingContext context) {
        return HttpAnswer.refusal(context.request(), 503, "Too many such requests at once; the limit is " + limit)
                .with("Retry-After", "1");
    }
}
