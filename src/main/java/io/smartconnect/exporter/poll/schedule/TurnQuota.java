package io.smartconnect.exporter.poll.schedule;

/**
 * Whole numbers of tasks, one for each poll, whose average is a share of all tasks. Instances begin at different fractions, so that
 * they do not all read one task more at the same poll.
 */
public final class TurnQuota {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private double rest;

    /** The quota of the polls with this name. */
    public TurnQuota(String name) {
        rest = ((name.hashCode() * GOLDEN) >>> 1) / (double) Long.MAX_VALUE;
    }

    /** The number of {@code tasks} for the next poll. */
    public int next(int tasks, double share) {
        if (share >= 1) {
            return tasks;
        }
        double quota = tasks * share + rest;
        int whole = (int) Math.min(tasks, quota);
        rest = quota - Math.floor(quota);
        return whole;
    }
}
