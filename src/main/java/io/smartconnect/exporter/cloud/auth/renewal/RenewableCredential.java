package io.smartconnect.exporter.cloud.auth.renewal;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.BackOff;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A credential that is issued on demand and renewed before it expires. It sends one request at a time. While a
 * renewal fails, the current credential stays in use until it expires. Failures delay the next request: from half a
 * second, doubling up to a minute, or as long as {@code Retry-After} asks. A refusal delays it by a fixed pause, a request that
 * was never sent not at all. Safe for any thread.
 */
final class RenewableCredential<T extends IssuedCredential> {

    private static final Logger LOG = LoggerFactory.getLogger(RenewableCredential.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    private final String name;
    private final Supplier<Future<T>> issue;
    private final TimeSource time;
    private final Duration pause;
    private final Duration refusalPause;
    private final BackOff backOff = new BackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF);
    private @Nullable Future<T> inProgress;
    private @Nullable CloudFailure lastFailure;
    private long lastAttempt;
    private Duration delay = Duration.ZERO;
    private volatile @Nullable T held;

    /**
     * Creates a credential that has not been issued yet.
     *
     * @param name for logs
     * @param issue requests the credential
     * @param pause shortest time from a failed renewal to the next, while the current credential is valid
     * @param refusalPause shortest time from a refused request to the next
     */
    RenewableCredential(
            String name, Supplier<Future<T>> issue, TimeSource time, Duration pause, Duration refusalPause) {
        this.name = name;
        this.issue = issue;
        this.time = time;
        this.pause = pause;
        this.refusalPause = refusalPause;
    }

    /** Returns the current credential, renewed if that is due. */
    synchronized Future<T> get() {
        T current = valid();
        if (current != null && (inProgress != null || time.instant().isBefore(current.renewal()))) {
            return Future.succeededFuture(current);
        }
        if (inProgress != null) {
            return inProgress;
        }
        CloudFailure failure = lastFailure;
        if (failure != null && sinceLastAttempt().compareTo(current == null ? delay : longer(delay, pause)) < 0) {
            return current == null ? Future.failedFuture(failure.asUnsent()) : Future.succeededFuture(current);
        }
        return request();
    }

    /**
     * Requests another credential in place of the refused one. Returns false if the last request is so recent that
     * another one must wait, or if the new credential is the same.
     */
    synchronized Future<Boolean> replace(T refused) {
        T current = valid();
        if (inProgress != null || current == null || !isSame(current, refused)) {
            return Future.succeededFuture(true);
        }
        return sinceLastAttempt().compareTo(pause) < 0
                ? Future.succeededFuture(false)
                : request().map(next -> !isSame(next, refused));
    }

    /** Drops the credential if it is {@code refused}. */
    synchronized void drop(T refused) {
        T current = held;
        if (current != null && isSame(current, refused)) {
            held = null;
        }
    }

    /** The last credential, valid or not. */
    Optional<T> current() {
        return Optional.ofNullable(held);
    }

    private Future<T> request() {
        lastAttempt = time.nanos();
        Future<T> begun = Futures.attempt(issue).andThen(this::record).recover(this::keep);
        inProgress = begun; // before end() is registered: a completed future calls it at once
        return begun.andThen(this::end);
    }

    private synchronized void record(AsyncResult<T> ended) {
        if (ended.succeeded()) {
            held = ended.result();
            lastFailure = null;
            backOff.restart();
        } else {
            postpone(CloudFailure.from(ended.cause()));
        }
    }

    /** Delays the next request, unless the failed one was never sent. */
    private void postpone(CloudFailure failure) {
        lastFailure = failure;
        if (failure.isUnsent()) {
            delay = Duration.ZERO;
        } else if (failure.reason() == FailureReason.AUTH) {
            delay = refusalPause;
        } else {
            delay = longer(backOff.next(), failure.retryAfter().orElse(Duration.ZERO));
        }
    }

    private synchronized Future<T> keep(Throwable failure) {
        T current = valid();
        if (current == null) {
            return Future.failedFuture(failure);
        }
        LOG.atWarn()
                .addKeyValue("credential", name)
                .addKeyValue("expires", current.expires())
                .addKeyValue("error", failure.getMessage())
                .log("renewal failed; the current credential stays in use");
        return Future.succeededFuture(current);
    }

    private synchronized void end(AsyncResult<T> ended) {
        inProgress = null;
    }

    private @Nullable T valid() {
        T current = held;
        return current != null && time.instant().isBefore(current.expires()) ? current : null;
    }

    private boolean isSame(T one, T other) {
        return one.identity().equals(other.identity());
    }

    private Duration sinceLastAttempt() {
        return Duration.ofNanos(time.nanos() - lastAttempt);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
