package io.smartconnect.exporter.snapshot.progress;

/**
 * Age of the oldest message that has not been transferred, as of the poll.
 *
 * @param seconds finite and not negative
 * @param isLowerBound whether the message is older than what was observed, so that it has at least this age
 */
public record LagTime(double seconds, boolean isLowerBound) {

    /** Nothing waits. */
    public static final LagTime NONE = new LagTime(0, false);

    public LagTime {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("an age must be finite and not negative; found " + seconds);
        }
    }
}
