package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Both times of the poller, which pass only when a test says so; what is due then runs on the test's thread. */
public final class TurnedTime implements TimeSource, InstantSource {

    private record Alarm(long at, long number, Runnable action) {}

    private final Queue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparingLong(Alarm::at).thenComparingLong(Alarm::number));
    private Instant instant = Instant.parse("2026-03-01T12:00:00Z");
    private long nanos = Long.MAX_VALUE - 1_000_000_000;
    private long numbers;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void after(Duration delay, Runnable action) {
        alarms.add(new Alarm(passed() + Math.max(0, delay.toNanos()), numbers++, action));
    }

    @Override
    public Instant instant() {
        return instant;
    }

    /** Lets time go by, and runs what is due in it when it is due. */
    public void pass(Duration duration) {
        long end = passed() + duration.toNanos();
        while (!alarms.isEmpty() && alarms.peek().at <= end) {
            Alarm due = alarms.remove();
            go(due.at - passed());
            due.action.run();
        }
        go(end - passed());
    }

    /** Sets the wall clock, as an operator or NTP does; ticks don't notice. */
    public void stepWallClock(Duration by) {
        instant = instant.plus(by);
    }

    /** Time until the next alarm. */
    public Duration untilNextAlarm() {
        return Duration.ofNanos(alarms.element().at - passed());
    }

    public int alarms() {
        return alarms.size();
    }

    /** Starts at zero, while {@link #nanos()} starts where it soon overflows, as it may. */
    private long passed() {
        return nanos - (Long.MAX_VALUE - 1_000_000_000);
    }

    private void go(long by) {
        nanos += by;
        instant = instant.plusNanos(by);
    }
}
