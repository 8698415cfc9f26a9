package io.smartconnect.exporter.time;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Helpers for the futures of Vert.x. */
public final class Futures {

    private Futures() {}

    /** Returns the future of {@code action}, or a failed one if {@code action} throws. */
    public static <T> Future<T> attempt(Supplier<Future<T>> action) {
        return Future.succeededFuture().compose(ready -> action.get());
    }
}
