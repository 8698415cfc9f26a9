package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.exchange.BodyReservation;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.SecretRedactor;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.json.AnswerLimit;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.text.HumanReadable;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request with its retries. It retries time-outs, broken connections and server errors with exponential back-off
 * and full jitter, and throttling when the gate reopens. After a 401 it tries once more with fresh credentials. A
 * request that changes a task is sent a second time only after a 401, which proves that the cloud has not processed
 * it.
 */
final class ApiCall implements AutoCloseable {

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    /** Bytes of an error's body that are read. */
    private static final int LONGEST_ERROR = 256 << 10;

    private static final String SIGNATURE = "Signature=";
    private static final List<String> TOKENS = List.of("X-Auth-Token", "X-Security-Token");

    private final TargetClientContext context;
    private final UnsignedRequest request;
    private final URI uri;
    private final RequestContext scope;
    private final BodyReservation place;
    private int retries;
    private boolean renewed;

    /** True once the gate has let the present attempt begin. If not, its failure is one of the queue or of a pause. */
    private boolean admitted;

    private @Nullable MultiMap proof;
    private @Nullable CloudFailure lastFailure;

    /** Creates a call that has not been sent; {@code base} is the endpoint, {@code place} the memory for the body. */
    ApiCall(
            TargetClientContext context,
            URI base,
            UnsignedRequest request,
            RequestContext scope,
            BodyReservation place) {
        this.context = context;
        this.place = place;
        this.request = request;
        this.uri = base.resolve(request.path());
        this.scope = scope;
    }

    /** Returns the memory of the body, which is not used any more. */
    @Override
    public void close() {
        place.close();
    }

    /**
     * Sends the request and returns the response, with status 200 or, for a change, any 2xx. Fails with a {@link
     * CloudFailure} that names the operation.
     */
    Future<HttpResponse<Buffer>> response() {
        return attempt()
                .recover(thrown -> Future.failedFuture(CloudFailure.from(thrown).during(operation())));
    }

    private Future<HttpResponse<Buffer>> attempt() {
        admitted = false;
        return reopenForChangedSecrets()
                .compose(ready -> context.gate().pass(scope, this::exchange, this::renew))
                .recover(thrown -> judge(CloudFailure.from(thrown)));
    }

    /** Ends a pause after refused credentials if these have changed. */
    private Future<Void> reopenForChangedSecrets() {
        if (!context.gate().isClosedByRefusal()) {
            return Future.succeededFuture();
        }
        return inTime(context.authenticator().haveChanged())
                .otherwise(false)
                .onSuccess(changed -> {
                    if (changed) {
                        context.gate().reopen();
                    }
                })
                .mapEmpty();
    }

    private Future<HttpResponse<Buffer>> exchange() {
        admitted = true;
        proof = null;
        return authorized()
                .compose(authorized ->
                        authorized.endWith(send(authorized.headers()).compose(this::check)));
    }

    /** The proof, if it is there in time. A later one ends without a request. */
    private Future<Authenticator.Proof> authorized() {
        Future<Authenticator.Proof> proof = context.authenticator().authorize(request.method(), uri, request.body());
        return inTime(proof).recover(thrown -> {
            CloudFailure failure = CloudFailure.from(thrown);
            proof.onSuccess(late -> late.ended(failure));
            return Future.failedFuture(withoutProof(failure));
        });
    }

    private Future<HttpResponse<Buffer>> send(MultiMap headers) {
        proof = headers;
        if (lastFailure != null) {
            context.meter().retried(operation());
        }
        place.close();
        if (request.body().length() > 0) {
            headers.set("Content-Type", "application/json");
        }
        return context.transport()
                .send(
                        new SignedRequest(operation(), request.method(), uri, headers, request.body()),
                        place,
                        timeLeft());
    }

    private Future<HttpResponse<Buffer>> check(HttpResponse<Buffer> response) {
        int status = response.statusCode();
        if (operation().changes() ? status / 100 == 2 : status == 200) {
            return Future.succeededFuture(response);
        }
        Buffer whole = response.body();
        String body = whole == null
                ? ""
                : whole.getString(0, Math.min(whole.length(), LONGEST_ERROR), StandardCharsets.UTF_8.name());
        return Future.failedFuture(CloudFailure.from(
                status, response.headers(), body, context.time().instant(), this::conceal));
    }

    /** The failure of the decoder of {@code response}. */
    CloudFailure unreadable(Throwable thrown, HttpResponse<Buffer> response) {
        return (thrown instanceof DecodeException undocumented
                        ? CloudFailure.of(FailureReason.BAD_RESPONSE, undocumented(undocumented, response))
                        : CloudFailure.from(thrown))
                .during(operation());
    }

    private String undocumented(DecodeException cause, HttpResponse<Buffer> response) {
        if (cause instanceof AnswerLimit.ExceededException) {
            return String.valueOf(cause.getMessage());
        }
        int length = response.body() == null ? 0 : response.body().length();
        String type = conceal(String.valueOf(response.getHeader("Content-Type")));
        return "must be the documented JSON; found " + length + " bytes of " + type;
    }

    private String conceal(String text) {
        Stream<String> secrets = Stream.concat(request.secrets().stream(), proofs());
        return SecretRedactor.conceal(context.authenticator().conceal(text), secrets);
    }

    /** The signature and the tokens of the last attempt. A renewal can have replaced them in the authenticator. */
    private Stream<String> proofs() {
        MultiMap headers = proof == null ? MultiMap.caseInsensitiveMultiMap() : proof;
        Stream<String> signature = headers.getAll("Authorization").stream()
                .filter(authorization -> authorization.contains(SIGNATURE))
                .map(authorization ->
                        authorization.substring(authorization.lastIndexOf(SIGNATURE) + SIGNATURE.length()));
        return Stream.concat(signature, TOKENS.stream().flatMap(name -> headers.getAll(name).stream()));
    }

    private Future<HttpResponse<Buffer>> judge(CloudFailure failure) {
        if (!admitted) {
            return Future.failedFuture(
                    failure.reason() == FailureReason.TIMEOUT && lastFailure != null ? lastFailure : failure);
        }
        lastFailure = failure;
        return switch (failure.reason()) {
            case THROTTLED -> retryWhenReopened(failure);
            case TIMEOUT, UNREACHABLE, SERVER_ERROR -> retryLater(failure);
            case AUTH, DENIED, NOT_FOUND, BAD_RESPONSE, REJECTED, INTERNAL -> Future.failedFuture(failure);
        };
    }

    /**
     * Renews the credentials after a 401. A refused log-in gets no second try: IAM would refuse it again and lock the
     * user.
     */
    private Future<Boolean> renew(CloudFailure refusal) {
        lastFailure = refusal;
        admitted = false;
        if (renewed || proof == null) {
            return Future.succeededFuture(false);
        }
        renewed = true;
        return inTime(context.authenticator().renew(proof))
                .recover(unreadable -> Future.failedFuture(cause(refusal, unreadable)));
    }

    /**
     * Turns a failed log-in into an unsent {@code auth} failure if its reason would mislead, such as {@code
     * not_found}. The authenticator limits the log-ins, so the gate need not pause.
     */
    private static CloudFailure withoutProof(CloudFailure failure) {
        return switch (failure.reason()) {
            case THROTTLED, TIMEOUT, UNREACHABLE, SERVER_ERROR, INTERNAL -> failure;
            case AUTH, DENIED, NOT_FOUND, BAD_RESPONSE, REJECTED ->
                CloudFailure.of(FailureReason.AUTH, failure.getMessage()).asUnsent();
        };
    }

    /**
     * Prefers an {@code auth} failure of the renewal, such as an unreadable file, to the refusal; a time-out explains
     * less.
     */
    private static CloudFailure cause(CloudFailure refusal, Throwable unreadable) {
        CloudFailure failure = CloudFailure.from(unreadable);
        return failure.reason() == FailureReason.AUTH ? failure : refusal;
    }

    private Future<HttpResponse<Buffer>> retryWhenReopened(CloudFailure failure) {
        context.meter().throttled(operation());
        return retries++ < maxRetries() ? attempt() : Future.failedFuture(failure);
    }

    private Future<HttpResponse<Buffer>> retryLater(CloudFailure failure) {
        Duration pause = backOff(retries);
        if (retries++ >= maxRetries() || scope.deadline().left(context.time()).compareTo(pause) <= 0) {
            return Future.failedFuture(failure);
        }
        return context.time().pause(pause).compose(rested -> attempt());
    }

    private CloudOperation operation() {
        return request.operation();
    }

    private int maxRetries() {
        return operation().changes() ? 0 : context.settings().maxRetries();
    }

    /** Limits the wait for credentials: a shared log-in can outlast this call, and a file system can hang. */
    private <T> Future<T> inTime(Future<T> future) {
        Duration limit = timeLeft();
        return future.timeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS)
                .recover(thrown -> Future.failedFuture(
                        thrown instanceof TimeoutException
                                ? CloudFailure.of(
                                        FailureReason.TIMEOUT, "no credentials within " + HumanReadable.duration(limit))
                                : thrown));
    }

    private Duration timeLeft() {
        Duration left = scope.deadline().left(context.time());
        Duration whole = context.settings().requestTimeout();
        return left.compareTo(whole) < 0 ? left : whole;
    }

    private static Duration backOff(int retries) {
        long longest = Math.min(LONGEST_BACK_OFF.toMillis(), FIRST_BACK_OFF.toMillis() << Math.min(retries, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest + 1));
    }
}
