package io.smartconnect.exporter.health;

import io.smartconnect.exporter.lag.OffsetHistory;
import io.smartconnect.exporter.snapshot.progress.LagTime;

/** How far apart what waits was produced. It is looked at when an offset moves, because a history knows fresh messages best. */
public final class IdleTail {

    /** Nothing waits. */
    public static final double NONE = Double.NaN;

    /** Older than the history: so few may well have come together. */
    private static final long FEW = 1_000;

    /** A history knows an age to this part of it. */
    private static final double PRECISION = 0.1;

    private static final LagTime UNKNOWN = new LagTime(0, true);

    private IdleTail() {}

    /**
     * Seconds between the first and the last of the messages from {@code transferred} on, up to but without {@code end}, less what
     * the history may err by; infinite when the first may be much older than the history.
     */
    public static double seconds(OffsetHistory history, long transferred, long end, long now) {
        LagTime oldest = history.age(transferred, now).orElse(UNKNOWN);
        LagTime newest = history.age(end - 1, now).orElse(UNKNOWN);
        if (oldest.isLowerBound() && end - transferred > FEW) {
            return Double.POSITIVE_INFINITY;
        }
        double apart = oldest.seconds() - newest.seconds();
        return apart - (oldest.seconds() + newest.seconds()) * PRECISION;
    }
}
