package io.smartconnect.exporter.encoding;

import java.util.Arrays;

/**
 * A delta-of-delta encoding of rows of numbers. It predicts each number from the two rows before, linearly, and stores the
 * difference in {@link #zigZag ZigZag} and {@link Varint} encoding. So a column that moves steadily takes one byte per row.
 */
public final class DeltaEncoding {

    /** Enough digits for most differences, on average. */
    private static final int USUAL_DIGITS = 2;

    private DeltaEncoding() {}

    /** Encodes rows of {@code width} numbers, one row after the other. */
    public static byte[] pack(long[] numbers, int width) {
        byte[] packed = new byte[numbers.length * USUAL_DIGITS + Varint.MOST_DIGITS];
        int length = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (packed.length - length < Varint.MOST_DIGITS) {
                packed = Arrays.copyOf(packed, packed.length * 2);
            }
            long distance = numbers[i] - expected(numbers, i, width);
            length = Varint.put(packed, length, zigZag(distance));
        }
        return Arrays.copyOf(packed, length);
    }

    /** Decodes the result of {@link #pack}. */
    public static long[] unpack(byte[] packed, int width) {
        long[] numbers = new long[count(packed)];
        int at = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = expected(numbers, i, width) + fromZigZag(Varint.get(packed, at));
            at = Varint.end(packed, at);
        }
        return numbers;
    }

    /** Counts the last digits: those that no other digit follows. */
    private static int count(byte[] packed) {
        int numbers = 0;
        for (byte digit : packed) {
            numbers += digit >= 0 ? 1 : 0;
        }
        return numbers;
    }

    /** The ZigZag encoding: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4. */
    private static long zigZag(long signed) {
        return (signed << 1) ^ (signed >> 63);
    }

    private static long fromZigZag(long unsigned) {
        return (unsigned >>> 1) ^ -(unsigned & 1);
    }

    private static long expected(long[] numbers, int index, int width) {
        if (index < width) {
            return 0;
        }
        long last = numbers[index - width];
        return index < 2 * width ? last : last + (last - numbers[index - 2 * width]);
    }
}
