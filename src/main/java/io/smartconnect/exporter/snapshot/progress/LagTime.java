package io.smartconnect.exporter.snapshot.progress;

/**
 * The age of the oldest untransferred message at the time of the poll.
 *
 * @param seconds finite and not negative
 * @param isLowerBound true if the message is older than the history, so that its age is at least {@code seconds}
 */
public record LagTime(double seconds, boolean isLowerBound) {

    /** The lag time without lag. */
    public static final LagTime NONE = new LagTime(0, false);

    public LagTime {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("an age must be finite and not negative; found " + seconds);
        }
    }
}
