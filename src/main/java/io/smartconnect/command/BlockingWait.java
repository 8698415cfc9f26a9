package io.smartconnect.command;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;

/** Waits for asynchronous results on the main thread. */
final class BlockingWait {

    private BlockingWait() {}

    /** Waits for the result of {@code future}; throws its failure unwrapped. */
    static <T> T on(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
