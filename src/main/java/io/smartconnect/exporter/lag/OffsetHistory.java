package io.smartconnect.exporter.lag;

import io.smartconnect.exporter.snapshot.Age;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a source partition had which end: points of (time, end offset), for a look-up of when an offset was produced. Times are
 * milliseconds since 1970, ends 0 or more.
 *
 * <p>The last ten minutes and the newest sixty points, an hour of polls, are kept as they were observed. Of what is older,
 * points are dropped as long as those that stay are no further apart than a tenth of their age: then the age of an old message
 * is wrong by at most a tenth of itself. What is older than a week goes. So a week takes at most {@value #MOST_POINTS} points,
 * 4 KB, and an idle partition takes two.
 *
 * <p>Safe for use by several threads: one observes while another one saves.
 */
public final class OffsetHistory {

    static final int MOST_POINTS = 330;

    static final long LONGEST = Duration.ofDays(7).toMillis();

    private static final long EXACT = Duration.ofMinutes(10).toMillis();

    /** So many newest points stay, however old, so that bursts that are transferred slowly are exact to the poll for longer. */
    private static final int EXACT_POINTS = 60;

    /** The age of a message is this many times its error, at least. */
    private static final int PRECISION = 10;

    private static final long FINEST_GAP = Duration.ofSeconds(1).toMillis();

    /** Time from which {@code millis} count; not after the first point. */
    private long origin;

    private int[] millis = new int[2];
    private long[] ends = new long[2];
    private int size;

    /** What became of an observation. */
    enum Outcome {
        /** It is part of the history now. */
        TAKEN,
        /** It is not newer than the last one, and ignored. */
        LATE,
        /** Its end lies before the last one; the history is as it was. */
        MOVED_BACK
    }

    /** Takes in that the partition ended there then. */
    synchronized Outcome observe(long time, long endOffset) {
        if (size > 0 && time <= time(size - 1)) {
            return Outcome.LATE;
        }
        if (size > 0 && endOffset < ends[size - 1]) {
            return Outcome.MOVED_BACK;
        }
        if (size > 1 && endOffset == ends[size - 1] && endOffset == ends[size - 2]) {
            size--;
        }
        makeRoom(time, endOffset);
        append(time, endOffset);
        return Outcome.TAKEN;
    }

    /** Forgets everything. */
    synchronized void restart() {
        size = 0;
    }

    /**
     * How long ago the message at {@code offset} was produced, seen from {@code now}: {@link Age#NONE} when the offset
     * is not below the last end that was observed; a lower bound when it is below the first one; absent without any observation.
     */
    public synchronized Optional<Age> age(long offset, long now) {
        if (size == 0) {
            return Optional.empty();
        }
        if (offset >= ends[size - 1]) {
            return Optional.of(Age.NONE);
        }
        return Optional.of(
                offset < ends[0]
                        ? new Age(seconds((double) (now - time(0))), true)
                        : new Age(seconds((double) (now - origin) - produced(offset)), false));
    }

    /** A history that no other thread knows. */
    synchronized OffsetHistory copy() {
        OffsetHistory copy = new OffsetHistory();
        copy.origin = origin;
        copy.millis = Arrays.copyOf(millis, size);
        copy.ends = Arrays.copyOf(ends, size);
        copy.size = size;
        return copy;
    }

    /** Appends a point as it was saved, or says that it can't follow the last one. */
    synchronized boolean restore(long time, long endOffset) {
        if (size > 0 && (time <= time(size - 1) || endOffset < ends[size - 1] || !fits(time))) {
            return false;
        }
        if (size == millis.length) {
            grow();
        }
        append(time, endOffset);
        return true;
    }

    /** Whether nothing was observed since then. */
    synchronized boolean isOlderThan(long time) {
        return size == 0 || time(size - 1) < time;
    }

    /** The last end that was observed until then, if it is still known. */
    synchronized OptionalLong endAt(long time) {
        int index = size - 1;
        while (index >= 0 && time(index) > time) {
            index--;
        }
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(ends[index]);
    }

    /** Forgets what is older than a week by now. */
    synchronized void trim(long now) {
        if (isOlderThan(now - LONGEST)) {
            restart();
        } else {
            trim(now, ends[size - 1]);
        }
    }

    synchronized int size() {
        return size;
    }

    synchronized long time(int index) {
        return origin + millis[index];
    }

    synchronized long end(int index) {
        return ends[index];
    }

    /** Milliseconds from the origin to when the offset was produced: its place in the segment that contains it. */
    private double produced(long offset) {
        int start = segment(offset);
        double share = ((double) (offset - ends[start]) + 0.5) / (double) (ends[start + 1] - ends[start]);
        return millis[start] + share * ((double) millis[start + 1] - millis[start]);
    }

    /** The last point that does not end after the offset; the first point ends so, the last one does not. */
    private int segment(long offset) {
        int low = 0;
        int high = size - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= offset) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** To the millisecond, as points are. */
    private static double seconds(double millis) {
        return Math.max(0, Math.rint(millis)) / 1_000;
    }

    private void append(long time, long end) {
        if (size == 0) {
            origin = time;
        }
        millis[size] = Math.toIntExact(time - origin);
        ends[size] = end;
        size++;
    }

    private void makeRoom(long time, long end) {
        if (size == millis.length || !fits(time)) {
            trim(time, end);
        }
        if (size == millis.length) {
            thin(time, 0);
            if (isCrowded() && millis.length < MOST_POINTS) {
                grow();
            }
            for (long gap = FINEST_GAP; isCrowded(); gap *= 2) {
                thin(time, gap);
            }
        }
    }

    private boolean fits(long time) {
        return size == 0 || Long.compareUnsigned(time - origin, Integer.MAX_VALUE) <= 0;
    }

    /** Whether there is so little room that making more pays, lest it be made again and again. */
    private boolean isCrowded() {
        return size > millis.length - Math.max(1, millis.length / 8);
    }

    private void grow() {
        int capacity = Math.min(MOST_POINTS, millis.length + millis.length / 2 + 1);
        millis = Arrays.copyOf(millis, capacity);
        ends = Arrays.copyOf(ends, capacity);
    }

    /**
     * Drops points that old messages can do without. Points that are closer than {@code gap} are dropped at any age: that is for
     * partitions which so many tasks read that they are observed several times a poll.
     */
    private void thin(long now, long gap) {
        int kept = 1;
        for (int index = 1; index < size - 1; index++) {
            long tolerance = index < size - EXACT_POINTS ? tolerance(now - time(index + 1)) : 0;
            if ((long) millis[index + 1] - millis[kept - 1] > Math.max(gap, tolerance)) {
                move(index, kept++);
            }
        }
        move(size - 1, kept);
        size = kept + 1;
    }

    /** How long the segment that ended so long ago may be. */
    private static long tolerance(long age) {
        return age < EXACT ? 0 : age / PRECISION;
    }

    private void move(int from, int to) {
        millis[to] = millis[from];
        ends[to] = ends[from];
    }

    /**
     * Drops what is older than a week, before a point is appended. The segment that began before that and reaches into the week
     * stays, since it tells of messages of that week. If it is flat, it may as well begin a week ago; if not, it stays as it is,
     * unless it is too long for {@code millis}.
     */
    private void trim(long time, long end) {
        long weekAgo = time - LONGEST;
        int first = 0;
        while (first + 1 < size && time(first + 1) <= weekAgo) {
            first++;
        }
        long start = time(first);
        if (start < weekAgo && ends[first] == (first + 1 < size ? ends[first + 1] : end)) {
            start = weekAgo;
        } else if (time - start > Integer.MAX_VALUE) {
            first++;
            start = first < size ? time(first) : time;
        }
        dropBefore(first, start);
    }

    /** Lets the history begin with that point, at that time. */
    private void dropBefore(int first, long start) {
        long passed = start - origin;
        for (int index = first; index < size; index++) {
            millis[index - first] = (int) Math.max(0, millis[index] - passed);
            ends[index - first] = ends[index];
        }
        origin = start;
        size -= first;
    }
}
