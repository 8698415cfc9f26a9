package io.smartconnect.exporter.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A detector of steps of the wall clock: moves that differ from those of the monotonic clock. It compares consecutive
 * calls, so a slow drift never adds up to a step. Not thread-safe.
 */
public final class ClockStepDetector {

    private static final long SMALLEST_STEP = Duration.ofSeconds(2).toMillis();

    private boolean started;
    private long lastMillis;
    private long lastNanos;

    /**
     * Returns true if the wall clock was set by 2 seconds or more since the last call.
     *
     * @param millis the wall clock, in milliseconds since 1970
     * @param nanos the monotonic clock, as {@link TimeSource#nanos()}
     */
    public boolean happened(long millis, long nanos) {
        long passed = TimeUnit.NANOSECONDS.toMillis(nanos - lastNanos);
        long step = millis - lastMillis - passed;
        boolean happened = started && (step >= SMALLEST_STEP || step <= -SMALLEST_STEP);
        started = true;
        lastMillis = millis;
        lastNanos = nanos;
        return happened;
    }
}
