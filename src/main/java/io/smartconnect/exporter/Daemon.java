package io.smartconnect.exporter;

import io.smartconnect.exporter.metrics.SelfMetrics;
import io.smartconnect.exporter.poll.Poller;
import io.smartconnect.exporter.web.WebServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** An exporter that listens and polls, until it is stopped. */
public final class Daemon {

    private final Vertx vertx;
    private final Context context;
    private final WebServer server;
    private final Poller poller;
    private final SelfMetrics selfMetrics;

    Daemon(Vertx vertx, Context context, WebServer server, Poller poller, SelfMetrics selfMetrics) {
        this.vertx = vertx;
        this.context = context;
        this.server = server;
        this.poller = poller;
        this.selfMetrics = selfMetrics;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Accepts nothing more, finishes the answers in flight, begins no further poll, and ends everything. */
    public Future<Void> stop() {
        context.runOnContext(now -> poller.stop());
        return server.stop().eventually(() -> {
            selfMetrics.close();
            return vertx.close();
        });
    }
}
