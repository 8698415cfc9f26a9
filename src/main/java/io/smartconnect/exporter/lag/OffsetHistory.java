package io.smartconnect.exporter.lag;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a source partition had which end: points of (time, end offset), for a look-up of when an offset was produced. Times are
 * milliseconds since 1970, ends 0 or more.
 *
 * <p>The last ten minutes and the newest sixty points, an hour of polls, are kept as they were observed. Of what is older,
 * points are dropped as long as those that stay are no further apart than a tenth of their age: then the age of an old message
 * is wrong by at most a tenth of itself. What is older than a week goes. So a week takes at most {@value #MOST_POINTS} points,
 * of polls a minute apart some 140 of about six bytes, and an idle partition takes two.
 *
 * <p>Safe for use by several threads: one observes while another one saves.
 */
public final class OffsetHistory {

    static final int MOST_POINTS = 330;

    static final long LONGEST = Duration.ofDays(7).toMillis();

    /** From the first point to the last: the week, and an absence that reaches into it. */
    static final long LONGEST_SPAN = Duration.ofDays(25).toMillis();

    private Points points = new Points();

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
        if (isEmpty()) {
            points.append(time, endOffset);
            return Outcome.TAKEN;
        }
        if (time <= points.lastTime()) {
            return Outcome.LATE;
        }
        if (endOffset < points.lastEnd()) {
            return Outcome.MOVED_BACK;
        }
        if (endOffset == points.lastEnd() && points.endFlat()) {
            points.removeLast();
        }
        makeRoom(time, endOffset);
        points.append(time, endOffset);
        return Outcome.TAKEN;
    }

    /** Forgets everything. */
    synchronized void restart() {
        points = new Points();
    }

    /**
     * How long ago the message at {@code offset} was produced, seen from {@code now}: {@link LagTime#NONE} when the offset
     * is not below the last end that was observed; a lower bound when it is below the first one; absent without any observation.
     */
    public synchronized Optional<LagTime> age(long offset, long now) {
        if (isEmpty()) {
            return Optional.empty();
        }
        if (offset >= points.lastEnd()) {
            return Optional.of(LagTime.NONE);
        }
        Points.Cursor start = points.cursor();
        while (start.back()) {
            if (start.end() <= offset) {
                return Optional.of(
                        new LagTime(seconds((double) (now - start.time()) - produced(offset, start)), false));
            }
        }
        return Optional.of(new LagTime(seconds((double) (now - points.firstTime())), true));
    }

    /** The number of bytes that the points take, including the spare ones. */
    synchronized int capacity() {
        return points.capacity();
    }

    /** The points as they are now. */
    synchronized Points points() {
        return points.copy();
    }

    /** Appends a point as it was saved, or says that it can't follow the last one. */
    synchronized boolean restore(long time, long endOffset) {
        if (!isEmpty() && (time <= points.lastTime() || endOffset < points.lastEnd() || isTooLong(time))) {
            return false;
        }
        points.append(time, endOffset);
        return true;
    }

    /** Whether nothing was observed since then. */
    synchronized boolean isOlderThan(long time) {
        return isEmpty() || points.lastTime() < time;
    }

    /** The last end that was observed until then, if it is still known. */
    synchronized OptionalLong endAt(long time) {
        Points.Cursor cursor = points.cursor();
        boolean isKnown = !isEmpty();
        while (isKnown && cursor.time() > time) {
            isKnown = cursor.back();
        }
        return isKnown ? OptionalLong.of(cursor.end()) : OptionalLong.empty();
    }

    /** Forgets what is older than a week by now. */
    synchronized void trim(long now) {
        if (isOlderThan(now - LONGEST)) {
            restart();
        } else {
            Selection selection = new Selection(points);
            selection.trim(now, points.lastEnd());
            selection.apply();
        }
    }

    synchronized boolean isEmpty() {
        return points.size() == 0;
    }

    /** Milliseconds from the start of the segment that contains the offset to when it was produced: its place in there. */
    private static double produced(long offset, Points.Cursor start) {
        double share = ((double) (offset - start.end()) + 0.5) / (double) start.messages();
        return share * (double) start.millis();
    }

    /** To the millisecond, as points are. */
    private static double seconds(double millis) {
        return Math.max(0, Math.rint(millis)) / 1_000;
    }

    private void makeRoom(long time, long end) {
        if (points.size() == MOST_POINTS || !points.hasRoomFor(time, end) || isTooLong(time)) {
            Selection selection = new Selection(points);
            selection.trim(time, end);
            selection.thin(time);
            selection.apply();
        }
    }

    private boolean isTooLong(long time) {
        return time - points.firstTime() > LONGEST_SPAN;
    }
}
