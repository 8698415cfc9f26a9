package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.cloud.exchange.BodyBudget;
import io.smartconnect.exporter.cloud.route.ConnectionPools;
import io.smartconnect.exporter.cloud.route.Proxies;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Vertx;
import java.util.function.BooleanSupplier;

/**
 * The parts of a client that all clients of the process share.
 *
 * @param maySend whether requests may be sent now; safe for any thread
 */
public record ClientRuntime(
        Vertx vertx,
        TimeSource time,
        ApiMeter meter,
        BodyBudget bodies,
        ConnectionPools pools,
        BooleanSupplier maySend) {

    /** With the memory for bodies that the heap of this process allows, and with the proxies of its environment. */
    public ClientRuntime(Vertx vertx, TimeSource time, ApiMeter meter, BooleanSupplier maySend) {
        this(
                vertx,
                time,
                meter,
                BodyBudget.ofProcess(),
                new ConnectionPools(vertx, Proxies.of(System.getenv())),
                maySend);
    }

    /** As the other constructor, for requests that may always be sent. */
    public ClientRuntime(Vertx vertx, TimeSource time, ApiMeter meter) {
        this(vertx, time, meter, () -> true);
    }
}
