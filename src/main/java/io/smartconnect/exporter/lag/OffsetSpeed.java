package io.smartconnect.exporter.lag;

import java.util.OptionalDouble;

/**
 * The mean speed of an offset over a part of its history.
 *
 * @param time of the last point of that part, in milliseconds since 1970
 * @param offset at that point
 * @param perMilli offsets per millisecond; NaN if unknown
 * @param moves number of times that the offset moved
 * @param movingShare share of the time in which it moved
 */
record OffsetSpeed(long time, long offset, double perMilli, int moves, double movingShare) {

    private static final int LEAST_MOVES = 2;
    private static final double STEADY_SHARE = 0.5;

    /** The speed from the first point at or after {@code since} to the last point. */
    static OffsetSpeed since(OffsetPoints points, long since) {
        OffsetPoints.Cursor cursor = points.cursor();
        long lastTime = cursor.time();
        long lastOffset = cursor.end();
        long time = lastTime;
        long offset = lastOffset;
        int moves = 0;
        long movingMillis = 0;
        while (cursor.back() && cursor.time() >= since) {
            if (cursor.end() < offset) {
                moves++;
                movingMillis += time - cursor.time();
            }
            time = cursor.time();
            offset = cursor.end();
        }
        double millis = (double) (lastTime - time);
        return new OffsetSpeed(
                lastTime, lastOffset, (double) (lastOffset - offset) / millis, moves, movingMillis / millis);
    }

    /** The speed from the end of the first move to the end of the last one. */
    static OffsetSpeed betweenMoves(OffsetPoints points) {
        OffsetPoints.Cursor cursor = points.cursor();
        long time = cursor.time();
        long offset = cursor.end();
        long lastTime = time;
        long lastOffset = offset;
        long firstTime = time;
        long firstOffset = offset;
        int moves = 0;
        while (cursor.back()) {
            if (cursor.end() < offset) {
                lastTime = moves == 0 ? time : lastTime;
                lastOffset = moves == 0 ? offset : lastOffset;
                firstTime = time;
                firstOffset = offset;
                moves++;
            }
            time = cursor.time();
            offset = cursor.end();
        }
        double perMilli = (double) (lastOffset - firstOffset) / (double) (lastTime - firstTime);
        return new OffsetSpeed(lastTime, lastOffset, perMilli, moves, 0);
    }

    /** True if the offset moved at least twice, and most of the time. */
    boolean isSteady() {
        return moves >= LEAST_MOVES && movingShare >= STEADY_SHARE;
    }

    /** Seconds from {@code now} until the offset is {@code target} at this speed, at least 0; absent with fewer than two moves. */
    OptionalDouble secondsUntil(long target, long now) {
        if (moves < LEAST_MOVES || !(perMilli > 0)) {
            return OptionalDouble.empty();
        }
        double millis = (double) (target - offset) / perMilli - (double) (now - time);
        return OptionalDouble.of(Math.max(0, millis / 1_000));
    }
}
