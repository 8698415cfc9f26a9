package io.smartconnect.bench.measure;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;

/** An HTTP server of this JVM at a free port of the loopback address, with one event loop. */
public final class LoopbackServer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final int port;

    /** Listens. */
    public LoopbackServer(Handler<HttpServerRequest> answer) {
        this.port = vertx.createHttpServer()
                .requestHandler(answer)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    /** Its base address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The Vert.x that runs its event loop. */
    public Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
