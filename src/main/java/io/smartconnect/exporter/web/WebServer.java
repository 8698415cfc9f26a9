package io.smartconnect.exporter.web;

import io.smartconnect.exporter.web.http.ConnectionLimiter;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.smartconnect.exporter.web.http.WebLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's HTTP server: metrics, JSON API, health, readiness and pages. */
public final class WebServer {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private final HttpServer server;
    private final WebLimits limits;

    private WebServer(HttpServer server, WebLimits limits) {
        this.server = server;
        this.limits = limits;
    }

    /** Starts to listen, or fails with an {@link IOException} whose message is for users. */
    public static Future<WebServer> start(Vertx vertx, WebSettings settings, ServerInputs inputs) {
        return start(vertx, settings, inputs, WebLimits.DEFAULT);
    }

    /** As {@link #start(Vertx, WebSettings, ServerInputs)}, with other limits. */
    public static Future<WebServer> start(Vertx vertx, WebSettings settings, ServerInputs inputs, WebLimits limits) {
        ConnectionLimiter connections = new ConnectionLimiter(vertx, limits);
        Routes routes = new Routes(vertx, connections, settings, inputs, limits);
        return vertx.createHttpServer(options(settings))
                .connectionHandler(connections::opened)
                .exceptionHandler(failure -> LOG.debug("a connection failed before its first request", failure))
                .requestHandler(routes)
                .listen()
                .map(server -> new WebServer(server, limits))
                .onSuccess(started -> started.logAddress(settings))
                .recover(failure -> Future.failedFuture(cannotListen(settings, failure)));
    }

    /** The port in use: the configured one, or a free one if that is 0. */
    public int port() {
        return server.actualPort();
    }

    /** Stops to listen; completes after the responses in progress are sent, at the latest after {@link WebLimits#stop}. */
    public Future<Void> stop() {
        return server.shutdown(limits.stop());
    }

    /** Switches HTTP/2 off, because Vert.x would not report its connections before their first bytes. TLS belongs here. */
    private static HttpServerOptions options(WebSettings settings) {
        return new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(WebLimits.REQUEST_LINE_BYTES)
                .setMaxHeaderSize(WebLimits.HEADER_BYTES);
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
