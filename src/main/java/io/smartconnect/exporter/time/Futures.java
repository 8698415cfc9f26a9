package io.smartconnect.exporter.time;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Help with the futures of Vert.x. */
public final class Futures {

    private Futures() {}

    /** The future of {@code action}; a failed one if {@code action} throws instead. */
    public static <T> Future<T> attempt(Supplier<Future<T>> action) {
        return Future.succeededFuture().compose(ready -> action.get());
    }
}
