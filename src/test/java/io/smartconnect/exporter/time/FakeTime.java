package io.smartconnect.exporter.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test advances it. Timers that become due run on the test's thread, each at its own moment.
 * Any thread may read the clocks and set timers.
 */
public final class FakeTime implements TimeSource {

    /** One second before the monotonic clock overflows, as that of a machine may. */
    private static final long START = Long.MAX_VALUE - 1_000_000_000;

    private record Alarm(long at, long number, Runnable action) {}

    private final Queue<Alarm> timers =
            new PriorityQueue<>(Comparator.comparingLong(Alarm::at).thenComparingLong(Alarm::number));
    private Instant instant;
    private long passed;
    private long numbers;

    public FakeTime() {
        this(Instant.parse("2026-03-01T12:00:00Z"));
    }

    public FakeTime(Instant now) {
        this.instant = now;
    }

    @Override
    public synchronized Instant instant() {
        return instant;
    }

    @Override
    public synchronized long nanos() {
        return START + passed;
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable action) {
        Alarm alarm = new Alarm(passed + Math.max(0, delay.toNanos()), numbers++, action);
        timers.add(alarm);
        return () -> cancel(alarm);
    }

    private synchronized void cancel(Alarm alarm) {
        timers.remove(alarm);
    }

    /** Advances both clocks, and runs the timers that become due. */
    public void advance(Duration duration) {
        long end = passed() + duration.toNanos();
        for (@Nullable Alarm due = due(end); due != null; due = due(end)) {
            due.action.run();
        }
        moveTo(end);
    }

    /** Sets the wall clock forward or back, as an operator or NTP does; the monotonic clock stays. */
    public synchronized void stepWallClock(Duration by) {
        instant = instant.plus(by);
    }

    /** Time until the next timer is due. */
    public synchronized Duration untilNextTimer() {
        return Duration.ofNanos(timers.element().at - passed);
    }

    /** The number of timers that have not run yet. */
    public synchronized int timers() {
        return timers.size();
    }

    private synchronized long passed() {
        return passed;
    }

    /** Removes the next timer that is due by {@code end}, and moves on to its moment; null if there is none. */
    private synchronized @Nullable Alarm due(long end) {
        if (timers.isEmpty() || timers.element().at > end) {
            return null;
        }
        Alarm due = timers.remove();
        moveTo(due.at);
        return due;
    }

    private synchronized void moveTo(long moment) {
        instant = instant.plusNanos(moment - passed);
        passed = moment;
    }
}
