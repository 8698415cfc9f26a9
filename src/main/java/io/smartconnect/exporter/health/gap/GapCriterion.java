package io.smartconnect.exporter.health.gap;

/**
 * The condition under which a gap between two transfers is unusual.
 *
 * @param deliverSeconds the deliver interval; no shorter gap is unusual
 * @param certainty the share of usual gaps that are shorter, by the earlier gaps; with 1, no gap is unusual
 */
public record GapCriterion(double deliverSeconds, double certainty) {

    private static final double MILLIS = 1_000;

    /** The largest chance of an unusual gap. The certainty has at most nine digits. */
    double doubt() {
        return Math.round((1 - certainty) * 1e9) / 1e9;
    }

    double deliverMillis() {
        return deliverSeconds * MILLIS;
    }
}
