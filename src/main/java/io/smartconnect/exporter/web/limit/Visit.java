package io.smartconnect.exporter.web.limit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: its requests in progress, or the deadline of the next one. */
final class Visit {

    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

    private final Channel channel;
    private final ClientAddress client;
    private final WebLimits limits;
    private final Map<Long, Exchange> exchanges = new HashMap<>();
    private @Nullable ScheduledFuture<?> deadline;
    private Runnable whenIdle = () -> {};
    private boolean hurried;
    private long since = System.nanoTime();

    /** Starts the deadline of the first request. */
    Visit(Channel channel, WebLimits limits) {
        this.channel = channel;
        this.client = ClientAddress.of(channel.remoteAddress());
        this.limits = limits;
        expect("it did not send its first request in time", limits.firstRequest());
    }

    Channel channel() {
        return channel;
    }

    ClientAddress client() {
        return client;
    }

    /** Sets what to do after the last request in progress has ended. */
    void whenIdle(Runnable action) {
        whenIdle = action;
    }

    boolean isBusy() {
        return !exchanges.isEmpty();
    }

    /** Nanoseconds since the last request has begun or ended. */
    long ageNanos() {
        return System.nanoTime() - since;
    }

    /** Shortens the deadline when the first byte of a request arrives, so that a client can't drip its head. */
    void received() {
        if (!isBusy() && !hurried) {
            hurried = true;
            expect("it did not complete a request in time", limits.firstRequest());
        }
    }

    Exchange begin(HttpServerRequest request) {
        cancel();
        hurried = false;
        since = System.nanoTime();
        Exchange exchange = new Exchange(this, request, limits.response());
        exchanges.put(exchange.stream(), exchange);
        return exchange;
    }

    Optional<Exchange> exchange(HttpServerRequest request) {
        return Optional.ofNullable(exchanges.get(request.streamId()));
    }

    void ended(Exchange exchange) {
        exchanges.remove(exchange.stream(), exchange);
        since = System.nanoTime();
        if (!isBusy() && channel.isActive()) {
            expect(
                    "it did not send its next request in time",
                    exchange.isReceived() ? limits.nextRequest() : limits.firstRequest());
            channel.eventLoop().execute(whenIdle);
        }
    }

    /** Notes that the connection is closed. */
    void closed() {
        cancel();
        List.copyOf(exchanges.values()).forEach(Exchange::ended);
        cancel();
    }

    /** Closes the channel itself: an ordinary close waits until the client has read the response. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void cutOff(String reason) {
        LOG.atDebug()
                .addKeyValue("client", channel.remoteAddress())
                .addKeyValue("reason", reason)
                .log("disconnecting a client");
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first == null) {
            channel.close();
        } else {
            first.close();
        }
    }

    private void expect(String otherwise, Duration limit) {
        cancel();
        deadline = channel.eventLoop().schedule(() -> cutOff(otherwise), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
