package io.smartconnect.exporter.health;

import io.smartconnect.exporter.lag.OffsetHistory;
import io.smartconnect.exporter.snapshot.progress.LagTime;

/**
 * The time over which the untransferred messages of a partition were produced. It is measured when an offset moves, because a
 * history is most exact for new messages.
 */
public final class ProductionSpan {

    /** The value without untransferred messages. */
    public static final double NONE = Double.NaN;

    /** As many messages from before the history count as produced together. */
    private static final long FEW = 1_000;

    /** The relative error of an age from a history. */
    private static final double PRECISION = 0.1;

    private static final LagTime UNKNOWN = new LagTime(0, true);

    private ProductionSpan() {}

    /**
     * Seconds between the first and the last message from {@code transferred} up to but without {@code end}, less the possible
     * error of the history; infinite if the first may be much older than the history.
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
