package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.time.TimeSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that stands still until a test turns it, and then runs what has become due, each action at its own moment. */
public final class TurnedTicks implements TimeSource {

    private record Due(long nanos, long order, Runnable action) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order));
    private long now = 1_000;
    private long orders;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable action) {
        due.add(new Due(now + Math.max(0, delay.toNanos()), orders++, action));
    }

    public void turn(Duration by) {
        long until = now + by.toNanos();
        for (Due next = due.peek(); next != null && next.nanos <= until; next = due.peek()) {
            due.remove();
            now = Math.max(now, next.nanos);
            next.action.run();
        }
        now = until;
    }
}
