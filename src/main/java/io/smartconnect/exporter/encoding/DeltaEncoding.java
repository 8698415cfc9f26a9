package io.smartconnect.exporter.encoding;

import java.util.Arrays;

/**
 * Rows of numbers in few bytes: of each number its distance from where the two rows before lead to, near zero for what moves
 * steadily, in {@link Varint}.
 */
public final class DeltaEncoding {

    private DeltaEncoding() {}

    /** The rows of {@code width} numbers each, one row after the other. */
    public static byte[] pack(long[] numbers, int width) {
        byte[] packed = new byte[numbers.length * Varint.MOST_DIGITS];
        int length = 0;
        for (int i = 0; i < numbers.length; i++) {
            long distance = numbers[i] - expected(numbers, i, width);
            length = Varint.put(packed, length, unsigned(distance));
        }
        return Arrays.copyOf(packed, length);
    }

    /** The numbers that {@link #pack} packed. */
    public static long[] unpack(byte[] packed, int width) {
        long[] numbers = new long[count(packed)];
        int at = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = expected(numbers, i, width) + signed(Varint.get(packed, at));
            at = Varint.end(packed, at);
        }
        return numbers;
    }

    /** The last digit of each number is the one that no more follow. */
    private static int count(byte[] packed) {
        int numbers = 0;
        for (byte digit : packed) {
            numbers += digit >= 0 ? 1 : 0;
        }
        return numbers;
    }

    /** Small for what is near zero on either side: the sign becomes the lowest bit. */
    private static long unsigned(long signed) {
        return (signed << 1) ^ (signed >> 63);
    }

    private static long signed(long unsigned) {
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
