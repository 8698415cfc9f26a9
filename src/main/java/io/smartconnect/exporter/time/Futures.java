package io.smartconnect.exporter.time;

import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Helpers for the futures of Vert.x. */
public final class Futures {

    private Futures() {}

    /** Returns the future of {@code action}, or a failed one if {@code action} throws. */
    public static <T> Future<T> attempt(Supplier<Future<T>> action) {
        return Future.succeededFuture().compose(ready -> action.get());
    }

    /** Calls {@code work} at once. Returns its result, or its exception as a failure. */
    public static <T> Future<T> call(Callable<T> work) {
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }
}
