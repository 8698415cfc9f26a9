package io.smartconnect.exporter;

import io.smartconnect.exporter.metrics.self.ExporterMetrics;
import io.smartconnect.exporter.web.WebServer;
import io.vertx.core.Future;

/** A running exporter: it listens and polls until it is stopped. */
public final class Daemon {

    private final WebServer server;
    private final Reload reload;
    private final Runnable stopPolls;
    private final HistoryStore histories;
    private final ExporterMetrics exporterMetrics;

    Daemon(
            WebServer server,
            Reload reload,
            Runnable stopPolls,
            HistoryStore histories,
            ExporterMetrics exporterMetrics) {
        this.server = server;
        this.reload = reload;
        this.stopPolls = stopPolls;
        this.histories = histories;
        this.exporterMetrics = exporterMetrics;
    }

    /** The TCP port of the HTTP server, also if the configured port is 0. */
    public int port() {
        return server.port();
    }

    /**
     * Reads the configuration again and applies it, if it is valid and needs no restart. The message of a failure has a line for each
     * mistake. Safe for any thread.
     */
    public Future<Void> reload() {
        return reload.run();
    }

    /**
     * Stops accepting connections and starting polls. Completes when the responses in flight are sent and the state file
     * is written.
     */
    public Future<Void> stop() {
        reload.stop();
        stopPolls.run();
        return Future.join(server.stop(), histories.save())
                .onComplete(stopped -> exporterMetrics.close())
                .mapEmpty();
    }
}
