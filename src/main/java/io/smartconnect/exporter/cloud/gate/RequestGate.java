package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a request to one target may go: not more at once than the concurrency, not faster than the pace, not
 * while the target is left alone after throttling or refusals, and one at a time while its credentials are in doubt.
 * First come, first served among those that may go. Called on one Vert.x context only.
 */
public final class RequestGate {

    /** Longest time that a target is left alone after refused credentials. */
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);

    /** Requests under way before the first answer: few enough that wrong credentials do not get locked. */
    private static final int PLACES_WHILE_NEW = 4;

    /** Who has no more time than this left would be sent in vain. */
    private static final Duration SHORTEST_ANSWER = Duration.ofMillis(200);

    /** Requests that may wait. A poll asks only a few at once, so that this is never met in practice. */
    private static final int LONGEST_QUEUE = 100_000;

    /** An answer is late when it takes longer than this share of the request time-out. */
    private static final int LATE_SHARE = 5;

    /** Whether the target's credentials are known to be good. */
    private enum Trust {
        NEW,
        DOUBTED,
        PROVEN
    }

    private record Waiter(Bulkhead lane, Deadline deadline, boolean again, long since, Promise<Pass> turn) {}

    private record Pass(Bulkhead lane, boolean suspect, long entered) {}

    private final TimeSource time;
    private final ApiSettings settings;
    private final Duration firstBackOff;
    private final AdaptiveRate pace;
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private int underWay;
    private int suspectsUnderWay;
    private Trust trust = Trust.NEW;
    private int renewing;
    private Duration backOff;
    private long throttledAt;
    private long closedUntil;
    private @Nullable CloudFailure closedBy;
    private long wakeUpAt;

    /** A gate that is open; {@code interval} is the time between two polls. */
    public RequestGate(TimeSource time, ApiSettings settings, Duration interval) {
        this.time = time;
        this.settings = settings;
        this.firstBackOff = notTooLong(interval);
        this.backOff = firstBackOff;
        long now = time.nanos();
        this.pace = new AdaptiveRate(settings.maxRequestsPerSecond(), interval, now);
        this.throttledAt = now;
        this.closedUntil = now;
        this.wakeUpAt = now;
    }

    /**
     * Runs {@code request} when it may go. Fails with the reason of the pause when the gate stays closed until the
     * deadline, and with {@code timeout} when its turn does not come in time. A request that fails with {@code auth} must
     * {@linkplain #passAgain pass again} or be {@linkplain #refused told of}: nobody goes in its place before that.
     */
    public <T> Future<T> pass(Bulkhead lane, Deadline deadline, Supplier<Future<T>> request) {
        return turn(lane, deadline, false).compose(pass -> run(request, pass));
    }

    /**
     * As {@link #pass}, before all who wait: the second try of a request that was refused. It is what shows whether the
     * credentials are good, at the cost of no further refusal.
     */
    public <T> Future<T> passAgain(Bulkhead lane, Deadline deadline, Supplier<Future<T>> request) {
        renewing--;
        return turn(lane, deadline, true).compose(pass -> run(request, pass));
    }

    /** Requests per second allowed now. */
    public double rate() {
        return pace.rate(time.nanos());
    }

    /** Leaves the target alone since it refused the credentials: for one interval, doubling up to 15 minutes. */
    public void refused(CloudFailure failure) {
        renewing--;
        if (!isClosed(time.nanos())) {
            close(failure, backOff);
            backOff = notTooLong(backOff.multipliedBy(2));
        }
        admit();
    }

    private static Duration notTooLong(Duration backOff) {
        return backOff.compareTo(LONGEST_BACK_OFF) < 0 ? backOff : LONGEST_BACK_OFF;
    }

    /** A request that throws counts as one that failed, so that its place is given back. */
    private <T> Future<T> run(Supplier<Future<T>> request, Pass pass) {
        return Future.succeededFuture()
                .compose(admitted -> request.get())
                .onComplete(ended -> leave(pass, ended.cause()));
    }

    private Future<Pass> turn(Bulkhead lane, Deadline deadline, boolean again) {
        if (closedBy != null && isClosed(time.nanos()) && (!waitsFor(closedBy) || deadline.before(closedUntil))) {
            return Future.failedFuture(closedBy);
        }
        if (waiting.size() >= LONGEST_QUEUE) {
            return Future.failedFuture(
                    CloudFailure.of(Reason.TIMEOUT, "not sent: " + LONGEST_QUEUE + " requests wait already"));
        }
        Waiter waiter = new Waiter(lane, deadline, again, time.nanos(), Promise.promise());
        if (again) {
            waiting.addFirst(waiter);
        } else {
            waiting.addLast(waiter);
        }
        admit();
        if (!waiter.turn.future().isComplete()) {
            time.after(deadline.left(time).minus(SHORTEST_ANSWER), () -> giveUp(waiter));
        }
        return waiter.turn.future();
    }

    /** Who has waited through a pause failed because of it, even if the time was up only after its end. */
    private void giveUp(Waiter waiter) {
        if (waiting.remove(waiter)) {
            boolean metAPause = closedBy != null && closedUntil - waiter.since > 0;
            waiter.turn.fail(
                    metAPause
                            ? closedBy
                            : CloudFailure.of(
                                    Reason.TIMEOUT, "not sent: its turn did not come within the poll's time"));
        }
    }

    private void admit() {
        long now = time.nanos();
        for (Waiter waiter = next(); waiter != null; waiter = next()) {
            long delay = Math.max(pace.delay(now), closedUntil - now);
            if (delay > 0) {
                wakeUpIn(delay, now);
                return;
            }
            waiting.remove(waiter);
            enter(waiter, now);
        }
    }

    private @Nullable Waiter next() {
        if (underWay >= places()) {
            return null;
        }
        for (Waiter waiter : waiting) {
            if (mayGo(waiter)) {
                return waiter;
            }
        }
        return null;
    }

    private int places() {
        return switch (trust) {
            case NEW -> Math.min(PLACES_WHILE_NEW, settings.concurrency());
            case DOUBTED -> 1;
            case PROVEN -> settings.concurrency();
        };
    }

    /** One place is kept for those who answer: neither one lane nor all suspects together can take every place. */
    private boolean mayGo(Waiter waiter) {
        int share = Math.max(1, places() - 1);
        Bulkhead lane = waiter.lane;
        boolean wouldBeRefused = trust == Trust.DOUBTED && renewing > 0 && !waiter.again;
        return !wouldBeRefused && lane.underWay() < share && (!lane.suspect() || suspectsUnderWay < share);
    }

    private void enter(Waiter waiter, long now) {
        pace.take(now);
        Pass pass = new Pass(waiter.lane, waiter.lane.suspect(), now);
        underWay++;
        suspectsUnderWay += pass.suspect ? 1 : 0;
        pass.lane.enter();
        waiter.turn.complete(pass);
    }

    private void leave(Pass pass, @Nullable Throwable thrown) {
        underWay--;
        suspectsUnderWay -= pass.suspect ? 1 : 0;
        Optional<CloudFailure> failure = Optional.ofNullable(thrown).map(CloudFailure::from);
        Optional<Reason> reason = failure.map(CloudFailure::reason);
        pass.lane.leave(answeredWell(pass, reason));
        failure.ifPresentOrElse(known -> learn(pass, known), this::proven);
        if (!reason.equals(Optional.of(Reason.AUTH))) {
            admit();
        }
    }

    private boolean answeredWell(Pass pass, Optional<Reason> reason) {
        boolean answered = reason.filter(
                        List.of(Reason.TIMEOUT, Reason.UNREACHABLE, Reason.SERVER_ERROR, Reason.INTERNAL)::contains)
                .isEmpty();
        return answered
                && time.nanos() - pass.entered < settings.requestTimeout().toNanos() / LATE_SHARE;
    }

    private void learn(Pass pass, CloudFailure failure) {
        switch (failure.reason()) {
            case AUTH -> doubt();
            case THROTTLED -> throttled(pass, failure);
            case DENIED, NOT_FOUND, REJECTED, BAD_RESPONSE -> proven();
            case TIMEOUT, UNREACHABLE, SERVER_ERROR, INTERNAL -> {}
        }
    }

    private void doubt() {
        trust = Trust.DOUBTED;
        renewing++;
    }

    private void proven() {
        trust = Trust.PROVEN;
        backOff = firstBackOff;
    }

    private void throttled(Pass pass, CloudFailure failure) {
        long now = time.nanos();
        if (pass.entered - throttledAt >= 0) {
            pace.halve(now);
            throttledAt = now;
        }
        close(failure, failure.retryAfter().orElse(settings.throttleCoolDown()));
        pace.recoverFrom(closedUntil);
    }

    /** Whether requests wait for the end of a pause that {@code failure} began. */
    private boolean waitsFor(CloudFailure failure) {
        return settings.waitsWhenThrottled() || failure.reason() != Reason.THROTTLED;
    }

    /** Closes the gate; requests that can't wait that long fail at once. */
    private void close(CloudFailure failure, Duration pause) {
        long until = time.nanos() + pause.toNanos();
        if (until - closedUntil <= 0) {
            return;
        }
        closedUntil = until;
        closedBy = failure;
        for (Waiter waiter : List.copyOf(waiting)) {
            boolean fails = !waitsFor(failure) || waiter.deadline.before(until);
            if (fails && waiting.remove(waiter)) {
                waiter.turn.fail(failure);
            }
        }
    }

    private boolean isClosed(long now) {
        return closedUntil - now > 0;
    }

    private void wakeUpIn(long delay, long now) {
        if (wakeUpAt - now > 0 && wakeUpAt - now <= delay) {
            return;
        }
        wakeUpAt = now + delay;
        time.after(Duration.ofNanos(delay), this::admit);
    }
}
