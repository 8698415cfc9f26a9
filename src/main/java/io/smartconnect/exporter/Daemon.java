package io.smartconnect.exporter;

import io.smartconnect.exporter.metrics.self.ExporterMetrics;
import io.smartconnect.exporter.web.WebServer;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/** A running exporter: it listens and polls until it is stopped. */
public final class Daemon {

    private final WebServer server;
    private final Reload reload;
    private final Readiness readiness;
    private final Supplier<Future<Void>> stopPolls;
    private final ExporterMetrics exporterMetrics;

    /** Creates a daemon whose {@code stopPolls} stops to start polls, and saves their results. */
    Daemon(
            WebServer server,
            Reload reload,
            Readiness readiness,
            Supplier<Future<Void>> stopPolls,
            ExporterMetrics exporterMetrics) {
        this.server = server;
        this.reload = reload;
        this.readiness = readiness;
        this.stopPolls = stopPolls;
        this.exporterMetrics = exporterMetrics;
    }

    /** The TCP port of the HTTP server, also if the configured port is 0. */
    public int port() {
        return server.port();
    }

    /** True if the HTTP server speaks only TLS. */
    public boolean usesTls() {
        return server.usesTls();
    }

    /** The reason why the exporter is not ready; empty when it is ready. Safe for any thread. */
    public Optional<String> whyNotReady() {
        return readiness.whyNotReady();
    }

    /**
     * Reads the configuration again and applies it, if it is valid and needs no restart. The message of a failure has a line for each
     * mistake. Safe for any thread.
     */
    public Future<Void> reload() {
        return reload.run();
    }

    /**
     * Stops accepting connections and starting polls. Completes when the responses in flight are sent, the state file is written, and
     * the lease, if any, is released.
     */
    public Future<Void> stop() {
        reload.stop();
        return Future.join(server.stop(), stopPolls.get())
                .onComplete(stopped -> exporterMetrics.close())
                .mapEmpty();
    }
}
