package io.smartconnect.exporter.web.auth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The threads that check passwords: one or two, with a short queue of which one address gets at most half. */
final class PasswordWorkers implements AutoCloseable {

    private static final int QUEUE = 32;

    private final Map<String, Integer> byAddress = new HashMap<>();
    private final ExecutorService workers = workers(Runtime.getRuntime().availableProcessors() < 4 ? 1 : 2);

    private static ExecutorService workers(int threads) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, "password");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Runs the check. Fails with {@link RejectedExecutionException} at once if too many wait. */
    Future<Boolean> run(String address, BooleanSupplier check) {
        if (!enter(address)) {
            return Future.failedFuture(new RejectedExecutionException());
        }
        Promise<Boolean> checked = Promise.promise();
        try {
            workers.execute(() -> {
                try {
                    checked.complete(check.getAsBoolean());
                } catch (RuntimeException malformed) {
                    checked.complete(false);
                }
            });
        } catch (RejectedExecutionException full) {
            checked.fail(full);
        }
        return checked.future().onComplete(over -> leave(address));
    }

    /** Counts one more check of the address, unless it has its share of the queue. */
    private synchronized boolean enter(String address) {
        int checks = byAddress.getOrDefault(address, 0);
        boolean isWithinShare = checks < QUEUE / 2;
        if (isWithinShare) {
            byAddress.put(address, checks + 1);
        }
        return isWithinShare;
    }

    private synchronized void leave(String address) {
        byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
