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
 * Wall clock and monotonic clock, turned together. Between two turns the wall clock stands, so that a whole poll is of one moment,
 * while ticks go on in real time, so that whoever waits a moment is not kept for ever. Called on one Vert.x context only.
 */
final class TurnedTime implements TimeSource {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final Vertx vertx;
    private final TurnableClock clock = new TurnableClock(START);
    private final Queue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(alarm -> alarm.at));
    private long turnedTo;
    private long turnedAt = System.nanoTime();

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
            this.timer = vertx.setTimer(Math.max(1, delay.plusNanos(999_999).toMillis()), now -> ring());
        }

        private void ring() {
            alarms.remove(this);
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
        return turnedTo + (System.nanoTime() - turnedAt);
    }

    @Override
    public void after(Duration delay, Runnable action) {
        alarms.add(new Alarm(delay, action));
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
