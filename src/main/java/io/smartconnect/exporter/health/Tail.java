package io.smartconnect.exporter.health;

import io.smartconnect.exporter.lag.OffsetHistory;
import io.smartconnect.exporter.snapshot.Age;

/**
 * What waited when an offset last moved. It is looked at then, not later, because a history knows fresh messages best.
 *
 * @param oldest age of the oldest message that waited
 * @param newest age of the newest
 * @param messages how many waited
 */
record Tail(Age oldest, Age newest, long messages) {

    /** Older than the history: so few may well have come together. */
    private static final long FEW = 1_000;

    /** A history knows an age to this part of it. */
    private static final double PRECISION = 0.1;

    private static final Age UNKNOWN = new Age(0, true);

    /** The messages from {@code transferred} on, up to but without {@code end}. */
    static Tail of(OffsetHistory history, long transferred, long end, long now) {
        return new Tail(
                history.age(transferred, now).orElse(UNKNOWN),
                history.age(end - 1, now).orElse(UNKNOWN),
                end - transferred);
    }

    /** Whether all were produced within so many seconds of each other, as far as the history knows. */
    boolean cameWithin(double seconds) {
        double apart = oldest.seconds() - newest.seconds();
        double imprecision = (oldest.seconds() + newest.seconds()) * PRECISION;
        return apart <= seconds + imprecision && (!oldest.isLowerBound() || messages <= FEW);
    }
}
