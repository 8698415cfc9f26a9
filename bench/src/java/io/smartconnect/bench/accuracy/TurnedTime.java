package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.simulator.TurnableClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * A wall clock and a monotonic clock, turned together. Between two turns the wall clock stands still, so that a whole poll happens
 * at one moment. The monotonic clock follows real time for {@link #SLACK} after a turn, then jumps from alarm to alarm: a poll on a
 * busy machine must not look as if somebody had set the clock. Called on one Vert.x context only.
 */
final class TurnedTime implements TimeSource {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private static final long SLACK = Duration.ofMillis(100).toNanos();

    /** Shorter waits are for the next request's turn. They end at once: only the monotonic clock moves. */
    private static final Duration LONGEST_PACE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final TurnableClock clock = new TurnableClock(START);
    private final Queue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(alarm -> alarm.at));
    private long turnedTo;
    private long turnedAt = System.nanoTime();
    private long rungAt;

    TurnedTime(Vertx vertx) {
        this.vertx = vertx;
    }

    private final class Alarm {

        private final long at;
        private final Runnable action;
        private final long timer;

        private Alarm(Duration delay, Runnable action) {
            this.at = nanos() + delay.toNanos();
            this.action = action;
            boolean isPace = delay.compareTo(LONGEST_PACE) <= 0;
            this.timer = vertx.setTimer(isPace ? 1 : delay.toMillis() + 1, now -> ring());
        }

        private void ring() {
            alarms.remove(this);
            rungAt = Math.max(rungAt, at);
            action.run();
        }
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    /** How far the wall clock was turned so far. */
    Duration sinceStart() {
        return Duration.between(START, clock.instant());
    }

    @Override
    public long nanos() {
        return Math.max(rungAt, turnedTo + Math.min(System.nanoTime() - turnedAt, SLACK));
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        Alarm alarm = new Alarm(delay, action);
        alarms.add(alarm);
        return () -> {
            vertx.cancelTimer(alarm.timer);
            alarms.remove(alarm);
        };
    }

    /** Turns both, and wakes whom that concerns. Ticks have then moved exactly as far as the wall clock. */
    void turn(Duration by) {
        clock.advance(by);
        turnedTo += by.toNanos();
        turnedAt = System.nanoTime();
        while (!alarms.isEmpty() && alarms.element().at <= nanos()) {
            Alarm due = alarms.element();
            vertx.cancelTimer(due.timer);
            due.ring();
        }
    }
}
