package io.smartconnect.exporter.history.prometheus;

import java.time.Duration;
import java.util.Locale;

/**
 * Equidistant times of a range query, in milliseconds since 1970.
 *
 * @param start the first time
 * @param step between two times
 * @param points number of times, at least 1
 */
record TimeRange(long start, long step, int points) {

    /** The times up to {@code end}. */
    static TimeRange until(long end, Duration step, int points) {
        long millis = step.toMillis();
        return new TimeRange(end - (points - 1) * millis, millis, points);
    }

    /** The times before this range, {@code otherStep} apart; the last is one {@code otherStep} before its start. */
    TimeRange before(Duration otherStep, int otherPoints) {
        return until(start - otherStep.toMillis(), otherStep, otherPoints);
    }

    String startSeconds() {
        return seconds(start);
    }

    String endSeconds() {
        return seconds(start + (points - 1) * step);
    }

    String stepSeconds() {
        return seconds(step);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1_000, millis % 1_000);
    }
}
