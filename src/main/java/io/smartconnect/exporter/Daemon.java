package io.smartconnect.exporter;

import io.smartconnect.exporter.metrics.self.SelfMetrics;
import io.smartconnect.exporter.poll.Poller;
import io.smartconnect.exporter.web.WebServer;
import io.vertx.core.Context;
import io.vertx.core.Future;

/** An exporter that listens and polls, until it is stopped. */
public final class Daemon {

    private final Context context;
    private final WebServer server;
    private final Poller poller;
    private final SavedHistories histories;
    private final SelfMetrics selfMetrics;

    Daemon(Context context, WebServer server, Poller poller, SavedHistories histories, SelfMetrics selfMetrics) {
        this.context = context;
        this.server = server;
        this.poller = poller;
        this.histories = histories;
        this.selfMetrics = selfMetrics;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /**
     * Accepts nothing more, begins no further poll, and completes when the answers in flight are taken and the state
     * file is written.
     */
    public Future<Void> stop() {
        context.runOnContext(now -> poller.stop());
        return Future.join(server.stop(), histories.write())
                .onComplete(stopped -> selfMetrics.close())
                .mapEmpty();
    }
}
