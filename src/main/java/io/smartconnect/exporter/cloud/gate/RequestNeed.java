package io.smartconnect.exporter.cloud.gate;

import java.time.Duration;

/**
 * The requests that the polls of an instance need, whether or not the limits allow them.
 *
 * @param perPoll of one poll, without retention
 * @param perRetention of one reading of retention
 */
public record RequestNeed(int perPoll, int perRetention) {

    /** The need before the first poll. */
    public static final RequestNeed NONE = new RequestNeed(0, 0);

    private static final double NANOS = 1e9;

    /** Returns the requests per second at these intervals. {@code retention} is zero if retention is not read. */
    public double perSecond(Duration poll, Duration retention) {
        return perPoll * NANOS / poll.toNanos() + (retention.isZero() ? 0 : perRetention * NANOS / retention.toNanos());
    }
}
