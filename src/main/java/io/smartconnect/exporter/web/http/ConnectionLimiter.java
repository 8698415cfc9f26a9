package io.smartconnect.exporter.web.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the number of open connections and the time of each step: the first request, reading the response, the next
 * request. An idle timeout would not suffice: every byte resets it, so a client that drips bytes would never reach it.
 *
 * <p>Used on the server's event loop only.
 */
public final class ConnectionLimiter {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimiter.class);

    private final Vertx vertx;
    private final WebLimits limits;
    private final Map<HttpConnection, Visit> visits = new HashMap<>();
    private boolean full;

    /** Starts without connections. */
    public ConnectionLimiter(Vertx vertx, WebLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /** Registers a new connection, or closes it if there are too many. */
    public void opened(HttpConnection connection) {
        if (visits.size() >= limits.connections()) {
            refuse(connection);
            return;
        }
        Visit visit = new Visit(connection);
        visits.put(connection, visit);
        connection.closeHandler(closed -> ended(connection));
        visit.expect("its first request", limits.firstRequest());
    }

    /** Starts the deadline of a response. */
    public void requested(HttpConnection connection) {
        Optional.ofNullable(visits.get(connection)).ifPresent(Visit::requested);
    }

    /** Starts the deadline of the next request. */
    public void responded(HttpConnection connection) {
        Optional.ofNullable(visits.get(connection)).ifPresent(Visit::responded);
    }

    private void ended(HttpConnection connection) {
        Optional.ofNullable(visits.remove(connection)).ifPresent(Visit::ended);
        full &= visits.size() > limits.connections() / 2;
    }

    private void refuse(HttpConnection connection) {
        connection.close();
        if (!full) {
            full = true;
            LOG.atWarn().addKeyValue("limit", limits.connections()).log("too many connections, closing further ones");
        }
    }

    /** One connection and the deadline of its next step. */
    private final class Visit {

        private final HttpConnection connection;
        private long timer = -1;
        /** Above 1 for a moment if a client pipelines requests. */
        private int unanswered;

        Visit(HttpConnection connection) {
            this.connection = connection;
        }

        void requested() {
            unanswered++;
            expect("reading its response", limits.response());
        }

        void responded() {
            unanswered--;
            if (unanswered == 0) {
                expect("its next request", limits.nextRequest());
            }
        }

        void ended() {
            vertx.cancelTimer(timer);
        }

        void expect(String what, Duration limit) {
            vertx.cancelTimer(timer);
            timer = vertx.setTimer(limit.toMillis(), late -> cutOff(what));
        }

        /** Closes the channel itself: an ordinary close waits until the client has read the response. */
        @SuppressWarnings("FutureReturnValueIgnored")
        private void cutOff(String awaited) {
            LOG.atDebug()
                    .addKeyValue("client", connection.remoteAddress())
                    .log("disconnecting a client that exceeded the deadline of {}", awaited);
            ((HttpServerConnection) connection).channelHandlerContext().close();
        }
    }
}
