package io.smartconnect.command.online;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** A sender of one request after the other that waits for each answer, and reads only the first page of a listing. */
final class CloudRequests {

    private final Context context;
    private final TimeSource time;
    private final Duration timeout;

    /** Creates a sender that gives each request {@code timeout}. */
    CloudRequests(Context context, TimeSource time, Duration timeout) {
        this.context = context;
        this.time = time;
        this.timeout = timeout;
    }

    /** Waits for the answer. */
    <T> T await(Function<RequestContext, Future<T>> request) throws CloudFailure {
        Promise<T> answer = Promise.promise();
        context.runOnContext(now -> {
            RequestContext scope = new RequestContext(new Bulkhead(), Deadline.in(timeout, time)).ofFirstPages();
            Futures.attempt(() -> request.apply(scope)).onComplete(answer);
        });
        try {
            return answer.future().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw CloudFailure.from(Objects.requireNonNullElse(e.getCause(), e));
        }
    }
}
