package io.smartconnect.kit;

import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The wall clock and the monotonic clock of an exporter and its cloud. They advance when a test advances them, and at once where
 * a request waits for its turn. Thread-safe.
 */
final class VirtualTime implements TimeSource {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** Longer waits are time-outs, which never pass while the virtual time stands still. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(45);

    private record Alarm(long at, Context context, Runnable action) {}

    private final List<Alarm> later = new ArrayList<>();
    private long passed;

    @Override
    public synchronized long nanos() {
        return passed;
    }

    @Override
    public synchronized Instant instant() {
        return START.plusNanos(passed);
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable action) {
        Alarm alarm = new Alarm(passed + delay.toNanos(), Vertx.currentContext(), action);
        if (isSoon(alarm)) {
            ring(alarm);
        } else {
            later.add(alarm);
        }
        return () -> cancel(alarm);
    }

    private synchronized void cancel(Alarm alarm) {
        later.remove(alarm);
    }

    /** Lets this time pass. */
    synchronized void pass(Duration time) {
        passUntil(Duration.ofNanos(passed).plus(time));
    }

    /** Lets time pass until so long after the start, if it is not that late yet. */
    synchronized void passUntil(Duration moment) {
        passed = Math.max(passed, moment.toNanos());
        later.stream().filter(this::isSoon).forEach(this::ring);
        later.removeIf(this::isSoon);
    }

    private boolean isSoon(Alarm alarm) {
        return alarm.at - passed <= LONGEST_WAIT.toNanos();
    }

    private void ring(Alarm alarm) {
        alarm.context.runOnContext(now -> {
            jumpTo(alarm.at);
            alarm.action.run();
        });
    }

    private synchronized void jumpTo(long nanos) {
        passed = Math.max(passed, nanos);
    }
}
