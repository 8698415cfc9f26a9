package io.smartconnect.exporter.poll.schedule;

import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats one kind of poll on a {@link PollSchedule}. It schedules the next turn when the last one has ended, failed ones included. */
public final class PollLoop {

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    private final String name;
    private final Supplier<Future<Void>> turn;
    private final TimeSource time;
    private Duration interval;
    private Duration timeout;
    private Instant started;
    private TimeSource.Timer next = TimeSource.Timer.NONE;
    private long expectedBy;
    private boolean isStarted;

    /** The turn in progress or, if there is none, the last one. Never fails. */
    private Future<Void> latest = Future.succeededFuture();

    /**
     * Creates a loop that has not started.
     *
     * @param name decides its place in the interval
     * @param turn one poll
     * @param interval time between two turns
     * @param timeout longest time of a turn
     */
    public PollLoop(String name, Supplier<Future<Void>> turn, Duration interval, Duration timeout, TimeSource time) {
        this.name = name;
        this.turn = turn;
        this.interval = interval;
        this.timeout = timeout;
        this.time = time;
        this.started = time.instant();
        this.expectedBy = time.nanos();
    }

    /** Takes the place of {@code former}. If a turn of it is in progress, the first turn begins when that has ended. */
    public void replace(PollLoop former) {
        if (former.isInTurn()) {
            latest = former.latest;
            expectedBy = former.expectedBy;
            latest.onComplete(ended -> {
                if (isStarted) {
                    begin();
                }
            });
        }
    }

    /** Begins the first turn after {@code delay}. If a turn from before a stop is still in progress, the loop goes on after it. */
    public void startAfter(Duration delay) {
        isStarted = true;
        if (isInTurn()) {
            return;
        }
        if (delay.isZero()) {
            begin();
        } else {
            expectedBy = time.nanos() + delay.toNanos();
            next = time.after(delay, this::begin);
        }
    }

    /** Begins no further turn. */
    public void stop() {
        isStarted = false;
        next.cancel();
    }

    /** Changes the pace. With the same interval, the loop keeps its place and its next turn. */
    public void setPace(Duration newInterval, Duration newTimeout) {
        boolean isOtherInterval = !newInterval.equals(interval);
        interval = newInterval;
        timeout = newTimeout;
        if (isOtherInterval && !isInTurn() && isStarted) {
            next.cancel();
            arm();
        }
    }

    /** True if a turn is in progress: its own, or one of the loop that it replaced. */
    public boolean isInTurn() {
        return !latest.isComplete();
    }

    /** True if a turn is a whole interval late to end or to begin, so that the loop must be stuck. */
    public boolean isOverdue() {
        return isStarted && time.nanos() - expectedBy > interval.toNanos();
    }

    private void begin() {
        Promise<Void> turnEnd = Promise.promise();
        latest = turnEnd.future();
        started = time.instant();
        expectedBy = time.nanos() + timeout.toNanos();
        Futures.attempt(turn).onFailure(this::logError).onComplete(ended -> end(turnEnd));
    }

    private void end(Promise<Void> turnEnd) {
        turnEnd.complete();
        if (isStarted) {
            arm();
        }
    }

    private void arm() {
        Duration pause = new PollSchedule(interval).untilNext(name, started, time.instant());
        expectedBy = time.nanos() + pause.toNanos();
        next = time.after(pause, this::begin);
    }

    /** Logs an unexpected error. Polls handle the expected ones themselves. */
    private void logError(Throwable error) {
        LOG.atError().setCause(error).addKeyValue("name", name).log("poll failed with an internal error");
    }
}
