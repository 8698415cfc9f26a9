package io.smartconnect.exporter.lag;

import java.time.Duration;

/** Chooses which points of a history stay. */
final class Selection {

    private static final long EXACT = Duration.ofMinutes(10).toMillis();

    /** So many newest points stay, however old, so that bursts that are transferred slowly are exact to the poll for longer. */
    private static final int EXACT_POINTS = 60;

    /** The age of a message is this many times its error, at least. */
    private static final int PRECISION = 10;

    private static final long FINEST_GAP = Duration.ofSeconds(1).toMillis();

    /** So few that making room pays, lest it be made again and again. */
    private static final int ENOUGH = OffsetHistory.MOST_POINTS - OffsetHistory.MOST_POINTS / 8;

    private final Points points;
    private final long[] times;
    private final long[] ends;
    private int first;
    private int limit;

    /** Of these, of which there must be one. */
    Selection(Points points) {
        this.points = points;
        limit = points.size();
        times = new long[limit];
        ends = new long[limit];
        points.copyTo(times, ends);
    }

    /**
     * Drops what is older than a week, before a point is appended. The segment that began before that and reaches into the week
     * stays, since it tells of messages of that week. If it is flat, it may as well begin a week ago; if not, it stays as it is,
     * unless it is too long.
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
     * Drops points that old messages can do without. If that is not enough, points that are close to each other are dropped at
     * any age: that is for partitions which so many tasks read that they are observed several times a poll.
     */
    void thin(long now) {
        thin(now, 0);
        for (long gap = FINEST_GAP; limit - first > ENOUGH; gap *= 2) {
            thin(now, gap);
        }
    }

    /** Leaves only those that were chosen. */
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

    /** How long a segment may be that goes across that point. */
    private long tolerance(int index, long now) {
        long age = now - times[index + 1];
        return age < EXACT || index >= limit - EXACT_POINTS ? 0 : age / PRECISION;
    }

    private void move(int from, int to) {
        times[to] = times[from];
        ends[to] = ends[from];
    }
}
