package io.smartconnect.exporter.lag;

import java.time.Duration;

/** Thins out the points of a history. */
final class HistoryThinning {

    private static final long EXACT = Duration.ofMinutes(10).toMillis();

    /** Number of newest points that stay at any age, so that slowly transferred bursts keep exact times for longer. */
    private static final int EXACT_POINTS = 60;

    /** The least ratio of the age of a message to its error. */
    private static final int PRECISION = 10;

    private static final long FINEST_GAP = Duration.ofSeconds(1).toMillis();

    /** The target size when thinning: small enough that thinning is rare. */
    private static final int ENOUGH = OffsetHistory.MOST_POINTS - OffsetHistory.MOST_POINTS / 8;

    private final OffsetPoints points;
    private final long[] times;
    private final long[] ends;
    private int first;
    private int limit;

    /** A selection of all these points. There must be at least one. */
    HistoryThinning(OffsetPoints points) {
        this.points = points;
        limit = points.size();
        times = new long[limit];
        ends = new long[limit];
        points.copyTo(times, ends);
    }

    /**
     * Drops points that are older than a week, before a newer point is appended. The segment that reaches into the week stays, since
     * it covers messages of the week. If it is flat, it is shortened to the week; if it is too long, it is dropped.
     */
    void trim(long time, long end) {
        long weekAgo = time - OffsetHistory.LONGEST;
        while (first + 1 < limit && times[first + 1] <= weekAgo) {
            first++;
        }
        long next = first + 1 < limit ? ends[first + 1] : end;
        if (times[first] < weekAgo && ends[first] == next) {
            times[first] = weekAgo;
        } else if (time - times[first] > OffsetHistory.LONGEST_SPAN) {
            first++;
        }
    }

    /**
     * Drops points that old messages do not need. If that is not enough, drops points that are close together at any age: many tasks
     * that read one partition observe it several times a poll.
     */
    void thin(long now) {
        thin(now, 0);
        for (long gap = FINEST_GAP; limit - first > ENOUGH; gap *= 2) {
            thin(now, gap);
        }
    }

    /** Replaces the points of the history by the selected ones. */
    void apply() {
        points.replace(times, ends, first, limit);
    }

    private void thin(long now, long gap) {
        int kept = first;
        for (int index = first; index < limit; index++) {
            boolean isInner = index > first && index < limit - 1;
            if (!isInner || times[index + 1] - times[kept - 1] > Math.max(gap, tolerance(index, now))) {
                move(index, kept++);
            }
        }
        limit = kept;
    }

    /** The longest segment that may replace the point at {@code index}. */
    private long tolerance(int index, long now) {
        long age = now - times[index + 1];
        return age < EXACT || index >= limit - EXACT_POINTS ? 0 : age / PRECISION;
    }

    private void move(int from, int to) {
        times[to] = times[from];
        ends[to] = ends[from];
    }
}
