package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.BackOff;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue of the requests to one target. It sends them by priority, and within a priority in order of arrival, within the
 * limits of concurrency, rate, pause and credentials. Use it on one Vert.x context only.
 */
public final class RequestGate {

    /** The gate gives up a queued request with less time left. */
    private static final Duration SHORTEST_TIME_LEFT = Duration.ofMillis(200);

    /** A safety limit; the requests of one poll never reach it. */
    private static final int LONGEST_QUEUE = 100_000;

    /** A response is late when it takes longer than the request time-out divided by this number. */
    private static final int LATE_SHARE = 5;

    private static final Set<FailureReason> NO_RESPONSE = EnumSet.of(
            FailureReason.TIMEOUT, FailureReason.UNREACHABLE, FailureReason.SERVER_ERROR, FailureReason.INTERNAL);

    /** A queued request; {@code number} counts the arrivals. First come repeated requests, then those of a higher priority. */
    private record Waiter(
            RequestContext scope, boolean again, long number, long since, Promise<ConcurrencyLimiter.Place> turn)
            implements Comparable<Waiter> {

        @Override
        public int compareTo(Waiter other) {
            int order = Boolean.compare(other.again, again);
            order = order == 0 ? scope.priority().compareTo(other.scope.priority()) : order;
            return order == 0 ? Long.compare(number, other.number) : order;
        }
    }

    private final TimeSource time;
    private final ApiSettings settings;
    private final AdaptiveRate rate;
    private final ConcurrencyLimiter limiter = new ConcurrencyLimiter();
    private final CredentialBreaker breaker;
    private final BackOff coolDown;
    private final RequestPause pause;
    private final NavigableSet<Waiter> waiting = new TreeSet<>();
    private long arrivals;
    private long throttledAt;
    private long wakeUpAt;

    /** Creates an open gate; {@code interval} is the poll interval. */
    public RequestGate(TimeSource time, ApiSettings settings, Duration interval) {
        long now = time.nanos();
        this.time = time;
        this.settings = settings;
        this.breaker = new CredentialBreaker(interval);
        this.coolDown = new BackOff(settings.throttleCoolDown(), settings.longestCoolDown());
        this.rate = new AdaptiveRate(settings.maxRequestsPerSecond(), interval, now);
        this.pause = new RequestPause(now);
        this.throttledAt = now;
        this.wakeUpAt = now;
    }

    /**
     * Runs {@code request} when the limits allow it. If a pause outlasts the deadline, the request fails with the
     * reason of the pause; if it is still queued near its deadline, with {@code timeout}.
     *
     * <p>After an {@code auth} failure of a request that left, the gate sends no request until {@code renewal} has ended. With fresh
     * credentials the request runs a second time, ahead of the queue, so that wrong credentials cause only one more
     * refusal. Without them, or after a second refusal, the target pauses for the back-off of the {@link
     * CredentialBreaker}.
     */
    public <T> Future<T> pass(RequestContext scope, Supplier<Future<T>> request, CredentialRenewal renewal) {
        return turn(scope, false)
                .compose(place -> run(request, place)
                        .recover(thrown -> afterRefusal(
                                thrown, refusal -> renew(refusal, renewal, () -> passAgain(scope, request)))));
    }

    /** The current limit on requests per second. Safe for any thread. */
    public double rate() {
        return rate.rate(time.nanos());
    }

    /** Continues the pause after throttling and the rate of {@code before}, which this gate replaces. */
    public void continueFrom(RequestGate before) {
        long now = time.nanos();
        before.pause
                .causeAfter(now)
                .filter(cause -> cause.reason() == FailureReason.THROTTLED)
                .ifPresent(cause -> pause.extend(cause, before.pause.until()));
        rate.continueFrom(before.rate, now);
        throttledAt = before.throttledAt;
    }

    /** Returns true during a pause after refused credentials. */
    public boolean isClosedByRefusal() {
        return pause.causeAfter(time.nanos())
                .filter(cause -> cause.reason() == FailureReason.AUTH)
                .isPresent();
    }

    /** Ends the pause after refused credentials, since other credentials have replaced them. */
    public void reopen() {
        if (isClosedByRefusal()) {
            pause.end(time.nanos());
            breaker.replaced();
            admit();
        }
    }

    /** Runs the refused request ahead of the queue. If it gets no turn, the others still pass or wait for the end of the pause. */
    private <T> Future<T> passAgain(RequestContext scope, Supplier<Future<T>> request) {
        breaker.renewalEnded();
        Future<ConcurrencyLimiter.Place> turn = turn(scope, true);
        if (turn.failed()) {
            admit();
        }
        return turn.compose(place -> run(request, place).recover(thrown -> afterRefusal(thrown, this::backOff)));
    }

    private static <T> Future<T> afterRefusal(Throwable thrown, Handling<T> handling) {
        return isRefusal(thrown) ? handling.of(CloudFailure.from(thrown)) : Future.failedFuture(thrown);
    }

    /** A reaction to refused credentials. */
    @FunctionalInterface
    private interface Handling<T> {
        Future<T> of(CloudFailure refusal);
    }

    private <T> Future<T> renew(CloudFailure refusal, CredentialRenewal renewal, Supplier<Future<T>> again) {
        return Futures.attempt(() -> renewal.after(refusal))
                .compose(
                        fresh -> fresh ? again.get() : backOff(refusal),
                        failure -> backOff(CloudFailure.from(failure)));
    }

    /** Pauses after refused credentials; simultaneous refusals count once. */
    private <T> Future<T> backOff(CloudFailure failure) {
        breaker.renewalEnded();
        if (pause.isOver(time.nanos())) {
            close(failure, breaker.nextBackOff());
        }
        admit();
        return Future.failedFuture(failure);
    }

    private <T> Future<T> run(Supplier<Future<T>> request, ConcurrencyLimiter.Place place) {
        return Futures.attempt(request).onComplete(ended -> leave(place, ended.cause()));
    }

    private Future<ConcurrencyLimiter.Place> turn(RequestContext scope, boolean again) {
        if (!again) {
            scope.bulkhead().count(scope.priority());
        }
        Optional<CloudFailure> closedBy = pause.causeAfter(time.nanos());
        if (closedBy.isPresent() && !waitsThrough(closedBy.get(), scope)) {
            return Future.failedFuture(closedBy.get());
        }
        if (waiting.size() >= LONGEST_QUEUE) {
            return Future.failedFuture(CloudFailure.unsent(LONGEST_QUEUE + " requests are already queued"));
        }
        Waiter waiter = new Waiter(scope, again, arrivals++, time.nanos(), Promise.promise());
        waiting.add(waiter);
        admit();
        Future<ConcurrencyLimiter.Place> turn = waiter.turn.future();
        if (!turn.isComplete()) {
            TimeSource.Timer patience =
                    time.after(scope.deadline().left(time).minus(SHORTEST_TIME_LEFT), () -> giveUp(waiter));
            turn.onComplete(ended -> patience.cancel());
        }
        return turn;
    }

    /** Fails a queued request. If it was queued during a pause, it fails with the cause of the pause. */
    private void giveUp(Waiter waiter) {
        if (waiting.remove(waiter)) {
            waiter.turn.fail(pause.causeAfter(waiter.since)
                    .orElseGet(() -> CloudFailure.unsent("still queued near its deadline")));
        }
    }

    private void admit() {
        long now = time.nanos();
        for (Waiter waiter = next(); waiter != null; waiter = next()) {
            long delay = Math.max(rate.delay(now), pause.until() - now);
            if (delay > 0) {
                wakeUpIn(delay, now);
                return;
            }
            waiting.remove(waiter);
            rate.take(now);
            waiter.turn.complete(limiter.enter(waiter.scope.bulkhead(), now));
        }
    }

    private @Nullable Waiter next() {
        int places = breaker.places(settings.concurrency());
        if (limiter.isFull(places)) {
            return null;
        }
        for (Waiter waiter : waiting) {
            if ((waiter.again || !breaker.isRenewing()) && limiter.admits(waiter.scope.bulkhead(), places)) {
                return waiter;
            }
        }
        return null;
    }

    /** Ends a request. After a refusal, the end of the renewal admits the next request instead. */
    private void leave(ConcurrencyLimiter.Place place, @Nullable Throwable thrown) {
        Optional<CloudFailure> failure = Optional.ofNullable(thrown).map(CloudFailure::from);
        limiter.leave(place, responsive(place, failure));
        failure.ifPresentOrElse(known -> record(place, known), this::succeeded);
        if (!isRefusal(thrown)) {
            admit();
        }
    }

    private void succeeded() {
        breaker.proven();
        coolDown.restart();
    }

    private static boolean isRefusal(@Nullable Throwable thrown) {
        return thrown instanceof CloudFailure failure && failure.reason() == FailureReason.AUTH && !failure.isUnsent();
    }

    private boolean responsive(ConcurrencyLimiter.Place place, Optional<CloudFailure> failure) {
        boolean hasResponse =
                failure.map(CloudFailure::reason).filter(NO_RESPONSE::contains).isEmpty();
        return hasResponse
                && time.nanos() - place.enteredAt() < settings.requestTimeout().toNanos() / LATE_SHARE;
    }

    private void record(ConcurrencyLimiter.Place place, CloudFailure failure) {
        switch (failure.reason()) {
            case AUTH -> {
                if (isRefusal(failure)) {
                    breaker.refused();
                }
            }
            case THROTTLED -> throttled(place, failure);
            case DENIED, NOT_FOUND, REJECTED, BAD_RESPONSE -> breaker.proven();
            case TIMEOUT, UNREACHABLE, SERVER_ERROR, INTERNAL -> {}
        }
    }

    private void throttled(ConcurrencyLimiter.Place place, CloudFailure failure) {
        long now = time.nanos();
        if (place.enteredAt() - throttledAt >= 0) {
            rate.halve(now);
            coolDown.next();
            throttledAt = now;
        }
        close(failure, failure.retryAfter().orElse(coolDown.current()));
        rate.recoverFrom(pause.until());
    }

    /** Returns true if a request waits for the end of the pause that {@code failure} caused. */
    private boolean waitsThrough(CloudFailure failure, RequestContext scope) {
        boolean waits = settings.waitsWhenThrottled() || failure.reason() != FailureReason.THROTTLED;
        return waits && !scope.deadline().before(pause.until());
    }

    /** Starts or extends a pause and fails the requests that do not wait for its end. */
    private void close(CloudFailure failure, Duration duration) {
        if (!pause.extend(failure, time.nanos() + duration.toNanos())) {
            return;
        }
        for (Waiter waiter : List.copyOf(waiting)) {
            if (!waitsThrough(failure, waiter.scope) && waiting.remove(waiter)) {
                waiter.turn.fail(failure);
            }
        }
    }

    private void wakeUpIn(long delay, long now) {
        if (wakeUpAt - now > 0 && wakeUpAt - now <= delay) {
            return;
        }
        wakeUpAt = now + delay;
        time.after(Duration.ofNanos(delay), this::admit);
    }
}
