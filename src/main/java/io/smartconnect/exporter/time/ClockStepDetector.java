package io.smartconnect.exporter.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Detects that the wall clock was set: that it moved by another amount than the monotonic clock. It compares consecutive calls, so
 * that a slow drift never adds up to a step. Not thread-safe.
 */
public final class ClockStepDetector {

    private static final long SMALLEST_STEP = Duration.ofSeconds(2).toMillis();

    private boolean started;
    private long lastMillis;
    private long lastNanos;

    /**
     * Whether the wall clock was set by two seconds or more since the last call.
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
