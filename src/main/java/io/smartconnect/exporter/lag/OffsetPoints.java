package io.smartconnect.exporter.lag;

import io.smartconnect.exporter.encoding.Varint;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * An ascending list of points of (time, end offset) in bytes. It stores the differences from the point before, as {@link Varint}:
 * a minute takes three bytes, 16,383 messages two. Not safe for use by several threads.
 */
final class OffsetPoints {

    /** A resize leaves at least this part of the bytes spare, so that resizes are rare. */
    private static final int LEAST_SPARE = 16;

    /** A replacement leaves at most this part of the bytes spare. */
    private static final int MOST_SPARE = 4;

    private static final int HEAP_ALIGNMENT = 8;

    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int length;
    private int size;
    private long lastTime;
    private long lastEnd;

    int size() {
        return size;
    }

    /** The time of the first point. There must be one. */
    long firstTime() {
        return Varint.get(bytes, 0);
    }

    /** The end offset of the first point. There must be one. */
    long firstEnd() {
        return Varint.get(bytes, Varint.digits(firstTime()));
    }

    /** 0 without points. */
    long lastTime() {
        return lastTime;
    }

    /** 0 without points. */
    long lastEnd() {
        return lastEnd;
    }

    /** True if the last two points have the same end offset. */
    boolean endFlat() {
        return size > 1 && bytes[length - 1] == 0;
    }

    /** True if one more point fits without a resize. */
    boolean hasRoomFor(long time, long end) {
        return lengthWith(time, end) <= bytes.length;
    }

    /** The number of bytes that the points take, including the spare ones. */
    int capacity() {
        return bytes.length;
    }

    void append(long time, long end) {
        if (!hasRoomFor(time, end)) {
            resize(lengthWith(time, end));
        }
        length = Varint.put(bytes, length, time - lastTime);
        length = Varint.put(bytes, length, end - lastEnd);
        lastTime = time;
        lastEnd = end;
        size++;
    }

    /** Replaces all points by these, from {@code first} up to but without {@code limit}. */
    void replace(long[] times, long[] ends, int first, int limit) {
        length = 0;
        size = 0;
        lastTime = 0;
        lastEnd = 0;
        for (int index = first; index < limit; index++) {
            append(times[index], ends[index]);
        }
        int spare = bytes.length - length;
        if (spare < length / LEAST_SPARE || spare > length / MOST_SPARE) {
            resize(length);
        }
    }

    /** Removes the last point. There must be one. */
    void removeLast() {
        Cursor cursor = cursor();
        cursor.back();
        length = cursor.position;
        lastTime = cursor.time;
        lastEnd = cursor.end;
        size--;
    }

    /** A cursor at the last point. */
    Cursor cursor() {
        return new Cursor();
    }

    /** A copy without spare bytes. */
    OffsetPoints copy() {
        OffsetPoints copy = new OffsetPoints();
        copy.bytes = Arrays.copyOf(bytes, length);
        copy.length = length;
        copy.size = size;
        copy.lastTime = lastTime;
        copy.lastEnd = lastEnd;
        return copy;
    }

    /** Fills arrays of {@link #size()} with the times and ends of all points, oldest first. */
    void copyTo(long[] times, long[] ends) {
        Cursor cursor = cursor();
        for (int index = size - 1; index >= 0; index--) {
            times[index] = cursor.time;
            ends[index] = cursor.end;
            cursor.back();
        }
    }

    /** Writes the bytes of all points. The first point is the difference from 0. */
    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    private int lengthWith(long time, long end) {
        return length + Varint.digits(time - lastTime) + Varint.digits(end - lastEnd);
    }

    /** Resizes to {@code needed} bytes and some spare ones. */
    private void resize(int needed) {
        int aligned = (needed + needed / LEAST_SPARE + HEAP_ALIGNMENT - 1) / HEAP_ALIGNMENT * HEAP_ALIGNMENT;
        bytes = Arrays.copyOf(bytes, aligned);
    }

    /** Walks the points, newest first. Invalid once the points change. */
    final class Cursor {

        private int position = length;
        private long time = lastTime;
        private long end = lastEnd;
        private long millis;
        private long messages;

        /** Moves to the point before; false when there is none. */
        boolean back() {
            if (position == 0) {
                return false;
            }
            messages = previous();
            millis = previous();
            end -= messages;
            time -= millis;
            return position > 0;
        }

        long time() {
            return time;
        }

        long end() {
            return end;
        }

        /** From this point to the next one. */
        long millis() {
            return millis;
        }

        /** From this point to the next one. */
        long messages() {
            return messages;
        }

        /** The number that ends before the position, which moves to its start; from its last digit to its first. */
        private long previous() {
            int index = position - 1;
            long number = bytes[index];
            while (index > 0 && bytes[index - 1] < 0) {
                index--;
                number = number << Varint.BITS | (bytes[index] & Varint.DIGIT);
            }
            position = index;
            return number;
        }
    }
}
