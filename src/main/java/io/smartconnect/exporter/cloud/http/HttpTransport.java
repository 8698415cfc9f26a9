package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.cloud.exchange.BodyBudget;
import io.smartconnect.exporter.cloud.exchange.BodyReservation;
import io.smartconnect.exporter.cloud.exchange.BoundedExchange;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.route.ConnectionPool;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP client that sends a request if this process may, and measures the exchange.
 */
final class HttpTransport {

    /** Longest body with credentials, in bytes; a catalog of services can come with a token. */
    private static final int LONGEST_CREDENTIALS = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    private final ConnectionPool pool;
    private final ClientRuntime runtime;

    /** Creates a transport over these connections. */
    HttpTransport(ClientRuntime runtime, ConnectionPool pool) {
        this.runtime = runtime;
        this.pool = pool;
    }

    /** As the other method, for a short response, whose memory is not counted after it has arrived. */
    Future<HttpResponse<Buffer>> send(SignedRequest request, Duration timeout) {
        BodyReservation place = runtime.bodies().place();
        return send(request, place, timeout).onComplete(ended -> place.close());
    }

    /**
     * Sends a request. Succeeds with a response of any status; fails with a {@link CloudFailure} without a complete
     * response.
     *
     * @param place the memory for the body, which the caller closes
     * @param timeout for the whole request, from connecting to the last byte
     */
    Future<HttpResponse<Buffer>> send(SignedRequest request, BodyReservation place, Duration timeout) {
        if (!runtime.maySend().getAsBoolean()) {
            return Future.failedFuture(CloudFailure.unsent("this process does not hold the lease"));
        }
        if (timeout.toMillis() < 1) {
            return Future.failedFuture(CloudFailure.unsent("no time is left before its deadline"));
        }
        long started = runtime.time().nanos();
        int longest = request.operation().obtainsCredentials() ? LONGEST_CREDENTIALS : BodyBudget.LONGEST_BODY;
        return new BoundedExchange(pool.client(), place, longest, timeout)
                .send(request.method(), request.uri(), request.headers(), request.body())
                .onComplete(ended ->
                        ended(request, ended, Duration.ofNanos(runtime.time().nanos() - started)));
    }

    private void ended(SignedRequest request, AsyncResult<HttpResponse<Buffer>> result, Duration took) {
        String code = result.succeeded() ? String.valueOf(result.result().statusCode()) : code(result.cause());
        runtime.meter().requested(request.operation(), code, took);
        LOG.atDebug()
                .addKeyValue("operation", request.operation().label())
                .addKeyValue("path", request.uri().getRawPath())
                .addKeyValue("code", code)
                .addKeyValue("took_ms", took.toMillis())
                .log("request ended");
    }

    /** Closes the connections that no other transport uses. */
    void close() {
        pool.close();
    }

    private static String code(Throwable failure) {
        return failure instanceof CloudFailure known && known.reason() == FailureReason.TIMEOUT
                ? FailureReason.TIMEOUT.label()
                : FailureReason.UNREACHABLE.label();
    }
}
