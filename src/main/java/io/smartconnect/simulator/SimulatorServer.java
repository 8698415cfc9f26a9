package io.smartconnect.simulator;

import io.smartconnect.simulator.api.SimulatedApi;
import io.smartconnect.simulator.fault.FaultList;
import io.smartconnect.simulator.http.RequestLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The simulator's HTTP server, which runs on one event loop. */
final class SimulatorServer implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 10;

    private final Vertx vertx;
    private final URI url;

    private SimulatorServer(Vertx vertx, Router router, String host, int port) {
        this.vertx = vertx;
        HttpServerOptions options =
                new HttpServerOptions().setHost(host).setPort(port).setHttp2ClearTextEnabled(false);
        HttpServer server = await(
                vertx.createHttpServer(options).requestHandler(router).listen(),
                "can't listen on " + host + ":" + port);
        this.url = URI.create("http://" + host + ":" + server.actualPort());
    }

    static SimulatorServer start(SimulatedApi api, FaultList faults, RequestLog log, String host, int port) {
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        try {
            return new SimulatorServer(vertx, new RequestHandler(vertx, api, faults, log).router(), host, port);
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        await(vertx.close(), "can't stop the simulator");
    }

    private static <T> T await(Future<T> future, String failure) {
        try {
            return future.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new UncheckedIOException(new IOException(failure + ": no answer after " + TIMEOUT_SECONDS + " s", e));
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException(failure + ": " + e.getMessage(), e));
        }
    }
}
