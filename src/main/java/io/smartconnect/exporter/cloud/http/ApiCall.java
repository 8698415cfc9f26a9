package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.CloudText;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestGate;
import io.smartconnect.exporter.snapshot.Operation;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its tries. Time-outs, broken connections and server errors are tried again with exponential back-off and
 * full jitter; throttling is tried again when the gate reopens; refused credentials once, with fresh ones. What changes a task
 * is sent once: again only after a 401, by which the cloud says that it has not read it.
 */
public final class ApiCall {

    /** What every call of one target shares. */
    public record Means(
            RequestGate gate,
            HttpTransport wire,
            Authenticator authenticator,
            ApiSettings settings,
            TimeSource time,
            ApiMeter meter) {}

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    private final Means means;
    private final Operation operation;
    private final URI uri;
    private final Buffer body;
    private final List<String> secrets;
    private final Bulkhead lane;
    private final Deadline deadline;
    private int retries;
    private boolean renewed;
    private boolean sent;
    private @Nullable MultiMap proof;
    private @Nullable CloudFailure lastFailure;

    /**
     * A call that is about to be sent.
     *
     * @param body JSON; an empty buffer for none
     * @param secrets those in the body: a refusal may repeat it
     */
    public ApiCall(
            Means means,
            Operation operation,
            URI uri,
            Buffer body,
            List<String> secrets,
            Bulkhead lane,
            Deadline deadline) {
        this.means = means;
        this.operation = operation;
        this.uri = uri;
        this.body = body;
        this.secrets = List.copyOf(secrets);
        this.lane = lane;
        this.deadline = deadline;
    }

    /** The answer of success, which to a question is status 200; fails with a {@link CloudFailure} that names the operation. */
    public Future<HttpResponse<Buffer>> answer() {
        return attempt()
                .recover(thrown -> Future.failedFuture(CloudFailure.from(thrown).during(operation)));
    }

    private Future<HttpResponse<Buffer>> attempt() {
        sent = false;
        return judged(means.gate.pass(lane, deadline, this::exchange));
    }

    private Future<HttpResponse<Buffer>> attemptAgain() {
        sent = false;
        return judged(means.gate.passAgain(lane, deadline, this::exchange));
    }

    private Future<HttpResponse<Buffer>> judged(Future<HttpResponse<Buffer>> exchange) {
        return exchange.recover(thrown -> judge(CloudFailure.from(thrown)));
    }

    private Future<HttpResponse<Buffer>> exchange() {
        sent = true;
        proof = null;
        if (lastFailure != null) {
            means.meter.retried(operation);
        }
        return inTime(means.authenticator.authorize(method(), uri, body))
                .recover(thrown -> Future.failedFuture(withoutProof(CloudFailure.from(thrown))))
                .compose(this::send)
                .compose(this::check);
    }

    private Future<HttpResponse<Buffer>> send(MultiMap headers) {
        proof = headers;
        if (body.length() > 0) {
            headers.set("Content-Type", "application/json");
        }
        return means.wire.send(operation, method(), uri, headers, body, time());
    }

    private Future<HttpResponse<Buffer>> check(HttpResponse<Buffer> response) {
        int status = response.statusCode();
        if (operation.changes() ? status / 100 == 2 : status == 200) {
            return Future.succeededFuture(response);
        }
        String said = response.body() == null ? "" : response.body().toString(StandardCharsets.UTF_8);
        return Future.failedFuture(
                CloudFailure.from(status, response.headers(), said, means.time.instant(), this::conceal));
    }

    private String conceal(String text) {
        return CloudText.conceal(means.authenticator.conceal(text), secrets.stream());
    }

    private Future<HttpResponse<Buffer>> judge(CloudFailure failure) {
        if (!sent) {
            return Future.failedFuture(
                    failure.reason() == Reason.TIMEOUT && lastFailure != null ? lastFailure : failure);
        }
        lastFailure = failure;
        return switch (failure.reason()) {
            case AUTH -> renew(failure);
            case THROTTLED -> retryWhenReopened(failure);
            case TIMEOUT, UNREACHABLE, SERVER_ERROR -> retryLater(failure);
            case DENIED, NOT_FOUND, BAD_RESPONSE, REJECTED, INTERNAL -> Future.failedFuture(failure);
        };
    }

    /** Fresh credentials get one more try. A refused log-in gets none: it would be refused again, and lock the user. */
    private Future<HttpResponse<Buffer>> renew(CloudFailure failure) {
        if (renewed || proof == null) {
            return refuse(failure);
        }
        renewed = true;
        return inTime(means.authenticator.renew(proof))
                .compose(Future::succeededFuture, unreadable -> refuse(cause(failure, unreadable)))
                .compose(fresh -> fresh ? attemptAgain() : refuse(failure));
    }

    /** However IAM refuses a log-in, it is a matter of credentials, and says nothing of what was asked for. */
    private static CloudFailure withoutProof(CloudFailure failure) {
        return switch (failure.reason()) {
            case AUTH, THROTTLED, TIMEOUT, UNREACHABLE, SERVER_ERROR, INTERNAL -> failure;
            case DENIED, NOT_FOUND, BAD_RESPONSE, REJECTED -> CloudFailure.of(Reason.AUTH, failure.getMessage());
        };
    }

    /** What can't be read says more than the refusal that made it be read; what only takes too long does not. */
    private static CloudFailure cause(CloudFailure refusal, Throwable unreadable) {
        CloudFailure failure = CloudFailure.from(unreadable);
        return failure.reason() == Reason.AUTH ? failure : refusal;
    }

    private <T> Future<T> refuse(CloudFailure failure) {
        means.gate.refused(failure);
        return Future.failedFuture(failure);
    }

    private Future<HttpResponse<Buffer>> retryWhenReopened(CloudFailure failure) {
        means.meter.throttled(operation);
        return retries++ < maxRetries() ? attempt() : Future.failedFuture(failure);
    }

    private Future<HttpResponse<Buffer>> retryLater(CloudFailure failure) {
        Duration pause = backOff(retries);
        if (retries++ >= maxRetries() || deadline.left(means.time).compareTo(pause) <= 0) {
            return Future.failedFuture(failure);
        }
        Promise<Void> rested = Promise.promise();
        means.time.after(pause, rested::complete);
        return rested.future().compose(again -> attempt());
    }

    private HttpMethod method() {
        return operation.changes() ? HttpMethod.PUT : HttpMethod.GET;
    }

    private int maxRetries() {
        return operation.changes() ? 0 : means.settings.maxRetries();
    }

    /** A log-in is shared and may take longer than this call can wait; a file may hang. */
    private <T> Future<T> inTime(Future<T> future) {
        return future.timeout(Math.max(1, time().toMillis()), TimeUnit.MILLISECONDS)
                .recover(thrown -> Future.failedFuture(
                        thrown instanceof TimeoutException late
                                ? CloudFailure.of(Reason.TIMEOUT, String.valueOf(late.getMessage()))
                                : thrown));
    }

    private Duration time() {
        Duration left = deadline.left(means.time);
        Duration whole = means.settings.requestTimeout();
        return left.compareTo(whole) < 0 ? left : whole;
    }

    private static Duration backOff(int retries) {
        long longest = Math.min(LONGEST_BACK_OFF.toMillis(), FIRST_BACK_OFF.toMillis() << Math.min(retries, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest + 1));
    }
}
