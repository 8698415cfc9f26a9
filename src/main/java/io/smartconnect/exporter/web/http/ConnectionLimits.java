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
 * The open connections, each of which always has a deadline: for its first request, for taking a response, for the next
 * request. An idle time-out would not do: it is reset by every byte, so a client that drips bytes would never meet it.
 *
 * <p>Used on the server's event loop only.
 */
public final class ConnectionLimits {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);

    private final Vertx vertx;
    private final WebLimits limits;
    private final Map<HttpConnection, Visit> visits = new HashMap<>();
    private boolean full;

    public ConnectionLimits(Vertx vertx, WebLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /** A client has connected. One connection too many is closed at once. */
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

    /** A request has come. */
    public void asked(HttpConnection connection) {
        Optional.ofNullable(visits.get(connection)).ifPresent(Visit::asked);
    }

    /** A whole response has been taken. */
    public void answered(HttpConnection connection) {
        Optional.ofNullable(visits.get(connection)).ifPresent(Visit::answered);
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

    /** One connection and what it has to do next. */
    private final class Visit {

        private final HttpConnection connection;
        private long timer = -1;
        /** More than one for a moment, when the next request was sent before this response had been taken. */
        private int unanswered;

        Visit(HttpConnection connection) {
            this.connection = connection;
        }

        void asked() {
            unanswered++;
            expect("that its response be taken", limits.response());
        }

        void answered() {
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

        /** Closes the channel itself: an ordinary close waits until the client has taken what was written. */
        @SuppressWarnings("FutureReturnValueIgnored")
        private void cutOff(String awaited) {
            LOG.atDebug()
                    .addKeyValue("client", connection.remoteAddress())
                    .log("disconnecting a client after waiting too long for {}", awaited);
            ((HttpServerConnection) connection).channelHandlerContext().close();
        }
    }
}
