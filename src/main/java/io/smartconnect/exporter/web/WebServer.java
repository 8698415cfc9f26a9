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
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's HTTP server: metrics, JSON API, health, readiness and pages. */
public final class WebServer {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private final List<HttpServer> servers;
    private final LiveWebConfiguration live;
    private final WebLimits limits;

    private WebServer(List<HttpServer> servers, LiveWebConfiguration live, WebLimits limits) {
        this.servers = servers;
        this.live = live;
        this.limits = limits;
    }

    /** Starts to listen, or fails with an {@link IOException} whose message is for users. */
    public static Future<WebServer> start(Vertx vertx, WebSettings settings, ServerInputs inputs) {
        return start(vertx, settings, inputs, WebLimits.DEFAULT.withScrapes(settings.maxRequests()));
    }

    /** As {@link #start(Vertx, WebSettings, ServerInputs)}, with other limits. */
    public static Future<WebServer> start(Vertx vertx, WebSettings settings, ServerInputs inputs, WebLimits limits) {
        ConnectionLimiter connections = new ConnectionLimiter(limits);
        return vertx.executeBlocking(() -> LiveWebConfiguration.read(settings.configFile(), connections))
                .compose(live -> new WebServer(new ArrayList<>(), live, limits)
                        .listen(vertx, settings, new Routes(vertx, live, settings.telemetryPath(), inputs, limits)));
    }

    /** Listens on one address after the other, all on this event loop; on all of them or none. */
    private Future<WebServer> listen(Vertx vertx, WebSettings settings, Routes routes) {
        Future<Void> listening = Future.succeededFuture();
        for (ListenAddress address : settings.addresses()) {
            listening = listening.compose(before -> listen(vertx, address, routes));
        }
        return listening
                .map(all -> {
                    live.watch(vertx, limits.reread());
                    for (int i = 0; i < servers.size(); i++) {
                        logAddress(settings.addresses()
                                .get(i)
                                .withPort(servers.get(i).actualPort()));
                    }
                    return this;
                })
                .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
    }

    private Future<Void> listen(Vertx vertx, ListenAddress address, Routes routes) {
        return vertx.createHttpServer(options(address, live))
                .connectionHandler(live.connections()::opened)
                .exceptionHandler(failure -> LOG.debug("a connection failed before its first request", failure))
                .requestHandler(routes)
                .listen()
                .onSuccess(servers::add)
                .recover(failure -> Future.failedFuture(cannotListen(address, failure)))
                .mapEmpty();
    }

    /** True if the web configuration has certificates, so that the server speaks only TLS. */
    public boolean usesTls() {
        return live.tls().isPresent();
    }

    /** The port in use at the first address: the configured one, or a free one if that is 0. */
    public int port() {
        return ports().get(0);
    }

    /** The ports in use, in the order of the addresses. */
    List<Integer> ports() {
        return servers.stream().map(HttpServer::actualPort).toList();
    }

    /** Stops to listen; completes after the responses in progress are sent, at the latest after {@link WebLimits#stop}. */
    public Future<Void> stop() {
        return Future.join(servers.stream()
                        .map(server -> server.shutdown(limits.stop()))
                        .toList())
                .<Void>mapEmpty()
                .onComplete(stopped -> live.close());
    }

    /**
     * HTTP/2 is for TLS only: without TLS, Vert.x would not report its connections before their first bytes. Without
     * compression, there is no handler of WebSockets that closes connections with more than 128 pipelined requests.
     */
    private static HttpServerOptions options(ListenAddress address, LiveWebConfiguration live) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(address.host())
                .setPort(address.port())
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

    private static void logAddress(ListenAddress address) {
        LOG.atInfo().addKeyValue("address", address).log("listening");
    }

    private static IOException cannotListen(ListenAddress address, Throwable failure) {
        return new IOException("cannot listen on " + address + ": " + failure.getMessage(), failure);
    }
}
