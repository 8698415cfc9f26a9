package io.smartconnect.exporter;

import io.smartconnect.exporter.metrics.self.ExporterMetrics;
import io.smartconnect.exporter.poll.Poller;
import io.smartconnect.exporter.web.WebServer;
import io.vertx.core.Context;
import io.vertx.core.Future;

/** A running exporter: it listens and polls until it is stopped. */
public final class Daemon {

    private final Context context;
    private final WebServer server;
    private final Poller poller;
    private final HistoryStore histories;
    private final ExporterMetrics exporterMetrics;

    Daemon(Context context, WebServer server, Poller poller, HistoryStore histories, ExporterMetrics exporterMetrics) {
        this.context = context;
        this.server = server;
        this.poller = poller;
        this.histories = histories;
        this.exporterMetrics = exporterMetrics;
    }

    /** The TCP port of the HTTP server, also if the configured port is 0. */
    public int port() {
        return server.port();
    }

    /**
     * Stops accepting connections and starting polls. Completes when the responses in flight are sent and the state file
     * is written.
     */
    public Future<Void> stop() {
        context.runOnContext(now -> poller.stop());
        return Future.join(server.stop(), histories.save())
                .onComplete(stopped -> exporterMetrics.close())
                .mapEmpty();
    }
}
