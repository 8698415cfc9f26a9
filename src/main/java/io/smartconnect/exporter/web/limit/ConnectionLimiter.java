package io.smartconnect.exporter.web.limit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the number of open connections and the time of each step: the first request, reading the response, the next
 * request. An idle timeout would not suffice: every byte resets it, so a client that drips bytes would never reach it.
 *
 * <p>A new connection is never refused. If there are too many, the limiter closes one of the client that has most of them:
 * the one that has been idle longest, or if none is idle, the one with the oldest request.
 *
 * <p>Used on the server's event loop only.
 */
public final class ConnectionLimiter {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimiter.class);
    private static final int READ_BYTES = 4096;
    private static final String DECODER = "httpDecoder";

    private final WebLimits limits;
    private final Map<Channel, Visit> visits = new HashMap<>();
    private final Map<String, Integer> byClient = new HashMap<>();
    private boolean full;

    /** Starts without connections. */
    public ConnectionLimiter(WebLimits limits) {
        this.limits = limits;
    }

    /** Registers a new connection, with TLS before the handshake. */
    public void accepted(Channel channel) {
        if (visits.size() >= limits.connections()) {
            makeRoom();
        }
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(1));
        Visit visit = new Visit(channel, limits);
        visits.put(channel, visit);
        byClient.merge(visit.client().text(), 1, Integer::sum);
        channel.closeFuture().addListener(closed -> ended(channel));
    }

    /** Prepares a connection for HTTP; registers it if it has no TLS. */
    public void opened(HttpConnection connection) {
        Channel channel = channel(connection);
        if (channel.isActive() && !visits.containsKey(channel)) {
            accepted(channel);
        }
        ChannelPipeline pipeline = channel.pipeline();
        Visit visit = visits.get(channel);
        if (visit != null && pipeline.get(DECODER) != null) {
            pipeline.addBefore(DECODER, "gate", new PipelineGate(visit));
        }
    }

    /** Starts the deadline of a response. */
    public Exchange begin(HttpServerRequest request) {
        Channel channel = channel(request.connection());
        Visit visit = visits.get(channel);
        return (visit == null ? new Visit(channel, limits) : visit).begin(request);
    }

    /** The exchange of a request in progress; empty after its connection was closed. */
    public Optional<Exchange> exchange(HttpServerRequest request) {
        return Optional.ofNullable(visits.get(channel(request.connection()))).flatMap(visit -> visit.exchange(request));
    }

    private static Channel channel(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext().channel();
    }

    private void ended(Channel channel) {
        Visit visit = visits.remove(channel);
        if (visit != null) {
            byClient.computeIfPresent(visit.client().text(), (client, count) -> count == 1 ? null : count - 1);
            visit.closed();
        }
        full &= visits.size() > limits.connections() / 2;
    }

    private void makeRoom() {
        visits.values().stream()
                .min(Comparator.comparing((Visit visit) ->
                                -byClient.getOrDefault(visit.client().text(), 0))
                        .thenComparing(Visit::isBusy)
                        .thenComparing(visit -> -visit.ageNanos()))
                .ifPresent(oldest -> {
                    oldest.cutOff("there are too many connections");
                    ended(oldest.channel());
                });
        if (!full) {
            full = true;
            LOG.atWarn()
                    .addKeyValue("limit", limits.connections())
                    .log("too many connections, closing those that have been idle longest");
        }
    }
}
