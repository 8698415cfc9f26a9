package io.smartconnect.exporter.history;

import io.smartconnect.exporter.encoding.DeltaEncoding;
import java.util.Arrays;

/** Points of (time, offset) in ascending order of their times; immutable. Times are milliseconds since 1970. */
final class RecordedSeries {

    static final RecordedSeries NONE = new RecordedSeries(new byte[0]);

    private static final int WIDTH = 2;

    private final byte[] packed;

    private RecordedSeries(byte[] packed) {
        this.packed = packed;
    }

    /** The series of times and offsets in turn. */
    static RecordedSeries of(long[] points) {
        return new RecordedSeries(DeltaEncoding.pack(points, WIDTH));
    }

    /** This series after {@code older}, or this one alone if that is not older. */
    RecordedSeries precededBy(RecordedSeries older) {
        long[] before = DeltaEncoding.unpack(older.packed, WIDTH);
        long[] points = DeltaEncoding.unpack(packed, WIDTH);
        if (before.length == 0 || (points.length > 0 && before[before.length - WIDTH] >= points[0])) {
            return this;
        }
        long[] all = Arrays.copyOf(before, before.length + points.length);
        System.arraycopy(points, 0, all, before.length, points.length);
        return of(all);
    }

    /** The newest points before {@code now} of which none exceeds the next one, and the last one does not exceed {@code present}. */
    Points upTo(long present, long now) {
        long[] points = DeltaEncoding.unpack(packed, WIDTH);
        int end = points.length;
        while (end > 0 && points[end - WIDTH] >= now) {
            end -= WIDTH;
        }
        int first = end;
        long next = present;
        while (first > 0 && points[first - 1] <= next) {
            next = points[first - 1];
            first -= WIDTH;
        }
        return new Points(Arrays.copyOfRange(points, first, end));
    }

    /** A walk over the points, oldest first. */
    static final class Points {

        private final long[] points;
        private int next;

        private Points(long[] points) {
            this.points = points;
        }

        /** The time of the next point; the largest long at the end. */
        long time() {
            return next < points.length ? points[next] : Long.MAX_VALUE;
        }

        /** Moves past {@code time}. Returns the offset of the point at exactly this time; -1 if there is none. */
        long take(long time) {
            while (time() < time) {
                next += WIDTH;
            }
            if (time() > time) {
                return -1;
            }
            next += WIDTH;
            return points[next - 1];
        }
    }
}
