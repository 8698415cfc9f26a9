package io.smartconnect.exporter.time;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Time that only ever goes forward, and a way to be woken; a step of the wall clock does not touch it. */
public interface TimeSource {

    /** Nanoseconds since an arbitrary moment, as {@link System#nanoTime()}. */
    long nanos();

    /** Runs {@code action} once, after {@code delay}, on the caller's context. */
    void after(Duration delay, Runnable action);

    /** The ticks of the machine; actions run on the Vert.x context that asked for them. */
    static TimeSource of(Vertx vertx) {
        return new TimeSource() {
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
