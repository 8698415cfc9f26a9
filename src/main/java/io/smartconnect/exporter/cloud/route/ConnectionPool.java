package io.smartconnect.exporter.cloud.route;

import io.vertx.ext.web.client.WebClient;
import java.util.concurrent.atomic.AtomicBoolean;

/** One user's place in a pool of connections. The connections close with the last user. */
public final class ConnectionPool implements AutoCloseable {

    private final WebClient client;
    private final Runnable leaving;
    private final AtomicBoolean closed = new AtomicBoolean();

    ConnectionPool(WebClient client, Runnable leaving) {
        this.client = client;
        this.leaving = leaving;
    }

    /** The HTTP client that uses the connections. */
    public WebClient client() {
        return client;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            leaving.run();
        }
    }
}
