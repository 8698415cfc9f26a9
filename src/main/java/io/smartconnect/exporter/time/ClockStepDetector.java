package io.smartconnect.exporter.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Notices when the wall clock is set: it then moves by another amount than time that only ever goes forward. It is compared from
 * call to call, so that a slow drift adds up to nothing. Not safe for use by several threads.
 */
public final class ClockStepDetector {

    private static final long SMALLEST_STEP = Duration.ofSeconds(2).toMillis();

    private boolean started;
    private long lastMillis;
    private long lastNanos;

    /**
     * Whether the wall clock was set by two seconds or more since the last call.
     *
     * @param millis the wall clock, since 1970
     * @param nanos the other clock, as of {@link System#nanoTime()}
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
