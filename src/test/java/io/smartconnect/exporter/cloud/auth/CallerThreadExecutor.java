package io.smartconnect.exporter.cloud.auth;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** A worker executor that runs code on the thread of its caller, so that each future it returns is complete. */
public final class CallerThreadExecutor implements WorkerExecutor {

    @Override
    public <T> Future<T> executeBlocking(Callable<T> code, boolean ordered) {
        try {
            return Future.succeededFuture(code.call());
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
