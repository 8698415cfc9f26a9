package io.smartconnect.exporter.snapshot;

import java.util.Arrays;

/**
 * Rows of numbers in few bytes: of each number its distance from where the two rows before lead to, near zero for what moves
 * steadily, in as many groups of seven bits as it needs.
 */
final class Packing {

    private static final int LONGEST_NUMBER = 10;
    private static final int MORE = 0x80;

    private Packing() {}

    /** The rows of {@code width} numbers each, one row after the other. */
    static byte[] pack(long[] numbers, int width) {
        byte[] packed = new byte[numbers.length * LONGEST_NUMBER];
        int length = 0;
        for (int i = 0; i < numbers.length; i++) {
            long distance = numbers[i] - expected(numbers, i, width);
            long unsigned = distance << 1 ^ distance >> 63;
            while ((unsigned & -MORE) != 0) {
                packed[length++] = (byte) (unsigned | MORE);
                unsigned >>>= 7;
            }
            packed[length++] = (byte) unsigned;
        }
        return Arrays.copyOf(packed, length);
    }

    /** The numbers that {@link #pack} packed. */
    static long[] unpack(byte[] packed, int width) {
        long[] numbers = new long[count(packed)];
        int at = 0;
        for (int i = 0; i < numbers.length; i++) {
            long unsigned = 0;
            for (int shift = 0; ; shift += 7) {
                byte group = packed[at++];
                unsigned |= (long) (group & MORE - 1) << shift;
                if (group >= 0) {
                    break;
                }
            }
            numbers[i] = expected(numbers, i, width) + (unsigned >>> 1 ^ -(unsigned & 1));
        }
        return numbers;
    }

    /** The last group of each number is the one that no more follow. */
    private static int count(byte[] packed) {
        int numbers = 0;
        for (byte group : packed) {
            numbers += group >= 0 ? 1 : 0;
        }
        return numbers;
    }

    private static long expected(long[] numbers, int index, int width) {
        if (index < width) {
            return 0;
        }
        long last = numbers[index - width];
        return index < 2 * width ? last : last + (last - numbers[index - 2 * width]);
    }
}
