package io.smartconnect.exporter.time;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of the process: a wall clock, a monotonic clock and a timer. {@link #instant()} is the wall clock, which people and NTP
 * can set; neither {@link #nanos()} nor the timer follows such a step.
 */
public interface TimeSource extends InstantSource {

    /** Monotonic nanoseconds since an arbitrary moment, as {@link System#nanoTime()}; they may overflow. */
    long nanos();

    /** Runs {@code action} once, after {@code delay}, on the Vert.x context of the caller. */
    void after(Duration delay, Runnable action);

    /** The clocks of the machine, with the timers of {@code vertx}. */
    static TimeSource of(Vertx vertx) {
        return new TimeSource() {
            @Override
            public Instant instant() {
                return Instant.now();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void after(Duration delay, Runnable action) {
                vertx.setTimer(Math.max(1, delay.plusNanos(999_999).toMillis()), timer -> action.run());
            }
        };
    }
}
