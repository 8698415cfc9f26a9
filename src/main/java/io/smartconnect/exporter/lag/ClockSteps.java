package io.smartconnect.exporter.lag;

/** Notices when the wall clock is set: it then moves by another amount than time that only ever goes forward. */
public final class ClockSteps {

    /** Whether the wall clock was set since the last call; {@code nanos} as of {@link System#nanoTime()}. */
    public boolean happened(long millis, long nanos) {
        return millis > nanos;
    }
}
