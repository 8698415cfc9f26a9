package io.smartconnect.exporter.web;

import io.smartconnect.exporter.web.http.ConnectionLimits;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.smartconnect.exporter.web.http.WebLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's HTTP server: metrics, JSON API, health, readiness, pages for people. */
public final class WebServer {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private final HttpServer server;
    private final WebLimits limits;

    private WebServer(HttpServer server, WebLimits limits) {
        this.server = server;
        this.limits = limits;
    }

    /** Begins to listen. Fails with an {@link IOException}, whose message is for people, if that can't be. */
    public static Future<WebServer> start(Vertx vertx, WebSettings settings, ServerInputs sources) {
        return start(vertx, settings, sources, WebLimits.DEFAULT);
    }

    public static Future<WebServer> start(Vertx vertx, WebSettings settings, ServerInputs sources, WebLimits limits) {
        ConnectionLimits connections = new ConnectionLimits(vertx, limits);
        Routes routes = new Routes(vertx, connections, settings, sources, limits);
        return vertx.createHttpServer(options(settings))
                .connectionHandler(connections::opened)
                .exceptionHandler(failure -> LOG.debug("a connection failed before its first request", failure))
                .requestHandler(routes)
                .listen()
                .map(server -> new WebServer(server, limits))
                .onSuccess(started -> started.tell(settings))
                .recover(failure -> Future.failedFuture(cannotListen(settings, failure)));
    }

    /** The port that is listened on; the configured one, unless that was 0. */
    public int port() {
        return server.actualPort();
    }

    /** Stops listening, and completes when the responses in flight are taken, at the latest after some seconds. */
    public Future<Void> stop() {
        return server.shutdown(limits.stop());
    }

    /** HTTP/2 is off because with it the server would not know a connection before its first bytes have come. */
    private static HttpServerOptions options(WebSettings settings) {
        return new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(WebLimits.REQUEST_LINE_BYTES)
                .setMaxHeaderSize(WebLimits.HEADER_BYTES);
    }

    private void tell(WebSettings settings) {
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
