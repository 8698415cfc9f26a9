package io.smartconnect.exporter.lag;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The end offsets of a source partition over the last week, as points of (time, end offset). It answers when an offset was
 * produced. Times are milliseconds since 1970, end offsets 0 or more.
 *
 * <p>The points of the last ten minutes and the newest sixty points, an hour of polls, stay as observed. Of older points, some are
 * dropped: those that remain are no further apart than a tenth of their age, so the age of a message is wrong by at most a tenth.
 * Points older than a week are dropped. So a week takes at most {@value #MOST_POINTS} points; at one poll a minute, it takes about
 * 140 points of six bytes, and an idle partition takes two points.
 *
 * <p>Safe for use by several threads: one observes while another saves.
 */
public final class OffsetHistory {

    static final int MOST_POINTS = 330;

    static final long LONGEST = Duration.ofDays(7).toMillis();

    private static final long SPEED_WINDOW = Duration.ofHours(1).toMillis();

    /** The longest time from the first point to the last: the week, and an outage that reaches into it. */
    static final long LONGEST_SPAN = Duration.ofDays(25).toMillis();

    private OffsetPoints points = new OffsetPoints();

    /** The result of an observation. */
    enum Observation {
        /** It is now part of the history. */
        TAKEN,
        /** It is ignored, since it is not newer than the last one. */
        LATE,
        /** It is ignored, since its end offset is below the last one. */
        MOVED_BACK
    }

    /** Records an end offset. */
    synchronized Observation observe(long time, long endOffset) {
        if (isEmpty()) {
            points.append(time, endOffset);
            return Observation.TAKEN;
        }
        if (time <= points.lastTime()) {
            return Observation.LATE;
        }
        if (endOffset < points.lastEnd()) {
            return Observation.MOVED_BACK;
        }
        if (endOffset == points.lastEnd() && points.endFlat()) {
            points.removeLast();
        }
        makeRoom(time, endOffset);
        points.append(time, endOffset);
        return Observation.TAKEN;
    }

    /** Discards all points. */
    synchronized void restart() {
        points = new OffsetPoints();
    }

    /**
     * The age of the message at {@code offset} at {@code now}. It is {@link LagTime#NONE} for an offset at or above the last end
     * offset, a lower bound for one below the first end offset, and absent without any point.
     */
    public synchronized Optional<LagTime> age(long offset, long now) {
        if (isEmpty()) {
            return Optional.empty();
        }
        if (offset >= points.lastEnd()) {
            return Optional.of(LagTime.NONE);
        }
        OffsetPoints.Cursor start = points.cursor();
        while (start.back()) {
            if (start.end() <= offset) {
                return Optional.of(
                        new LagTime(seconds((double) (now - start.time()) - produced(offset, start)), false));
            }
        }
        return Optional.of(new LagTime(seconds((double) (now - points.firstTime())), true));
    }

    /** The last offset; absent without any point. */
    synchronized OptionalLong last() {
        return isEmpty() ? OptionalLong.empty() : OptionalLong.of(points.lastEnd());
    }

    /** Seconds from the first point to {@code now}. There must be a point. */
    synchronized double secondsSinceFirst(long now) {
        return seconds((double) (now - points.firstTime()));
    }

    /** The first end offset. There must be a point. */
    synchronized long firstEnd() {
        return points.firstEnd();
    }

    /**
     * Seconds from {@code now} until the end offset reaches {@code offset} at its present speed; at least 0. An offset that moved for
     * most of the last hour has the speed of that hour. One that stands still and then jumps, as a start offset does when Kafka deletes
     * whole segments, has the speed from its first jump to its last one. Absent with fewer than two moves.
     */
    synchronized OptionalDouble secondsUntil(long offset, long now) {
        if (isEmpty()) {
            return OptionalDouble.empty();
        }
        OffsetSpeed hour = OffsetSpeed.since(points, points.lastTime() - SPEED_WINDOW);
        OffsetSpeed speed = hour.isSteady() ? hour : OffsetSpeed.betweenMoves(points);
        return speed.secondsUntil(offset, now);
    }

    /** The number of bytes that the points take, including the spare ones. */
    synchronized int capacity() {
        return points.capacity();
    }

    /** A copy of the points. */
    synchronized OffsetPoints points() {
        return points.copy();
    }

    /** Appends a saved point. Returns false if it can't follow the last one. */
    synchronized boolean restore(long time, long endOffset) {
        if (!isEmpty() && (time <= points.lastTime() || endOffset < points.lastEnd() || isTooLong(time))) {
            return false;
        }
        points.append(time, endOffset);
        return true;
    }

    /** True if nothing was observed since {@code time}. */
    synchronized boolean isOlderThan(long time) {
        return isEmpty() || points.lastTime() < time;
    }

    /** The last end offset until {@code time}, if the history reaches back that far. */
    synchronized OptionalLong endAt(long time) {
        OffsetPoints.Cursor cursor = points.cursor();
        boolean isKnown = !isEmpty();
        while (isKnown && cursor.time() > time) {
            isKnown = cursor.back();
        }
        return isKnown ? OptionalLong.of(cursor.end()) : OptionalLong.empty();
    }

    /** Discards points that are older than a week at {@code now}. */
    synchronized void trim(long now) {
        if (isOlderThan(now - LONGEST)) {
            restart();
        } else {
            HistoryThinning selection = new HistoryThinning(points);
            selection.trim(now, points.lastEnd());
            selection.apply();
        }
    }

    synchronized boolean isEmpty() {
        return points.size() == 0;
    }

    /** Milliseconds from the start of the segment that contains the offset to when it was produced: its place in there. */
    private static double produced(long offset, OffsetPoints.Cursor start) {
        double share = ((double) (offset - start.end()) + 0.5) / (double) start.messages();
        return share * (double) start.millis();
    }

    /** To the millisecond, as points are. */
    private static double seconds(double millis) {
        return Math.max(0, Math.rint(millis)) / 1_000;
    }

    private void makeRoom(long time, long end) {
        if (points.size() == MOST_POINTS || !points.hasRoomFor(time, end) || isTooLong(time)) {
            HistoryThinning selection = new HistoryThinning(points);
            selection.trim(time, end);
            selection.thin(time);
            selection.apply();
        }
    }

    private boolean isTooLong(long time) {
        return time - points.firstTime() > LONGEST_SPAN;
    }
}
