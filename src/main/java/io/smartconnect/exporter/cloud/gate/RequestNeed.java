package io.smartconnect.exporter.cloud.gate;

import java.time.Duration;

/**
 * The requests that the polls of an instance need, whether or not the limits allow them.
 *
 * @param urgent of one poll: listings, and the offsets of tasks in trouble
 * @param offsets of one poll: the offsets of the other tasks
 * @param retention of one reading of retention
 */
public record RequestNeed(int urgent, int offsets, int retention) {

    /** The need before the first poll. */
    public static final RequestNeed NONE = new RequestNeed(0, 0, 0);

    private static final double NANOS = 1e9;

    /**
     * Requests per second.
     *
     * @param fixed those that have their own intervals
     * @param offsets those that are sent less often if the rate is too low
     */
    public record PerSecond(double fixed, double offsets) {

        /** The sum of both. */
        public PerSecond plus(PerSecond other) {
            return new PerSecond(fixed + other.fixed, offsets + other.offsets);
        }

        /** All requests per second. */
        public double total() {
            return fixed + offsets;
        }
    }

    /** Returns the requests per second at these intervals. {@code retentionInterval} is zero if retention is not read. */
    public PerSecond perSecond(Duration poll, Duration retentionInterval) {
        return new PerSecond(rate(urgent, poll) + rate(retention, retentionInterval), rate(offsets, poll));
    }

    private static double rate(int requests, Duration interval) {
        return interval.isZero() ? 0 : requests * NANOS / interval.toNanos();
    }
}
