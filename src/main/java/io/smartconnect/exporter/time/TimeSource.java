package io.smartconnect.exporter.time;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clocks and the timer of the process. People and NTP can set the wall clock, {@link #instant()}; {@link
 * #nanos()} and the timer do not follow such a step.
 */
public interface TimeSource extends InstantSource {

    /** Monotonic nanoseconds since an arbitrary moment, as {@link System#nanoTime()}; they can overflow. */
    long nanos();

    /** Runs {@code action} once, after {@code delay}, on the Vert.x context of the caller. */
    Timer after(Duration delay, Runnable action);

    /** Completes after {@code delay}. */
    default Future<Void> pause(Duration delay) {
        Promise<Void> over = Promise.promise();
        after(delay, over::complete);
        return over.future();
    }

    /** A started timer. */
    @FunctionalInterface
    interface Timer {

        /** A timer that runs nothing. */
        Timer NONE = () -> {};

        /** Prevents the action, unless it has run. */
        void cancel();
    }

    /** Creates a source with the clocks of the machine and the timers of {@code vertx}. */
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
            public Timer after(Duration delay, Runnable action) {
                long id = vertx.setTimer(Math.max(1, delay.plusNanos(999_999).toMillis()), timer -> action.run());
                return () -> vertx.cancelTimer(id);
            }
        };
    }
}
