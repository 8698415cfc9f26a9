package io.smartconnect.exporter.web;

import io.smartconnect.exporter.web.http.ServerInputs;
import io.smartconnect.exporter.web.limit.ConnectionLimiter;
import io.smartconnect.exporter.web.limit.WebLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's HTTP server: metrics, JSON API, health, readiness and pages. */
public final class WebServer {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private final HttpServer server;
    private final LiveWebConfiguration live;
    private final WebLimits limits;

    private WebServer(HttpServer server, LiveWebConfiguration live, WebLimits limits) {
        this.server = server;
        this.live = live;
        this.limits = limits;
    }

    /** Starts to listen, or fails with an {@link IOException} whose message is for users. */
    public static Future<WebServer> start(Vertx vertx, WebSettings settings, ServerInputs inputs) {
        return start(vertx, settings, inputs, WebLimits.DEFAULT);
    }

    /** As {@link #start(Vertx, WebSettings, ServerInputs)}, with other limits. */
    public static Future<WebServer> start(Vertx vertx, WebSettings settings, ServerInputs inputs, WebLimits limits) {
        ConnectionLimiter connections = new ConnectionLimiter(limits);
        return vertx.executeBlocking(() -> LiveWebConfiguration.read(settings.configFile(), connections))
                .compose(live -> listen(
                                vertx,
                                settings,
                                new Routes(vertx, live, settings.telemetryPath(), inputs, limits),
                                live)
                        .map(server -> new WebServer(server, live, limits)))
                .onSuccess(started -> {
                    started.live.watch(vertx, limits.reread());
                    started.logAddress(settings);
                });
    }

    private static Future<HttpServer> listen(
            Vertx vertx, WebSettings settings, Routes routes, LiveWebConfiguration live) {
        return vertx.createHttpServer(options(settings, live))
                .connectionHandler(live.connections()::opened)
                .exceptionHandler(failure -> LOG.debug("a connection failed before its first request", failure))
                .requestHandler(routes)
                .listen()
                .recover(failure -> {
                    live.close();
                    return Future.failedFuture(cannotListen(settings, failure));
                });
    }

    /** The port in use: the configured one, or a free one if that is 0. */
    public int port() {
        return server.actualPort();
    }

    /** Stops to listen; completes after the responses in progress are sent, at the latest after {@link WebLimits#stop}. */
    public Future<Void> stop() {
        return server.shutdown(limits.stop()).onComplete(stopped -> live.close());
    }

    /**
     * HTTP/2 is for TLS only: without TLS, Vert.x would not report its connections before their first bytes. Without
     * compression, there is no handler of WebSockets that closes connections with more than 128 pipelined requests.
     */
    private static HttpServerOptions options(WebSettings settings, LiveWebConfiguration live) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(WebLimits.REQUEST_LINE_BYTES)
                .setMaxHeaderSize(WebLimits.HEADER_BYTES);
        live.tls()
                .ifPresent(tls -> options.setSsl(true)
                        .setUseAlpn(tls.hasHttp2())
                        .setSslEngineOptions(tls)
                        .setKeyCertOptions(tls.keyCertOptions())
                        .setInitialSettings(new Http2Settings()
                                .setMaxConcurrentStreams(WebLimits.STREAMS)
                                .setMaxHeaderListSize(WebLimits.HEADER_BYTES)));
        return options;
    }

    private void logAddress(WebSettings settings) {
        LOG.atInfo().addKeyValue("address", address(settings.host(), port())).log("listening");
    }

    private static IOException cannotListen(WebSettings settings, Throwable failure) {
        String address = address(settings.host(), settings.port());
        return new IOException("cannot listen on " + address + ": " + failure.getMessage(), failure);
    }

    private static String address(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
