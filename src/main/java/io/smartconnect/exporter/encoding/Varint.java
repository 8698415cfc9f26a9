package io.smartconnect.exporter.encoding;

/**
 * The LEB128 encoding of numbers: digits of seven bits, lowest first. The highest bit of a byte is set if another byte follows. A
 * number has no leading zero digits, so it can also be read from its end. Negative numbers have the most digits.
 */
public final class Varint {

    /** The most digits of a number. */
    public static final int MOST_DIGITS = 10;

    /** The bits of a digit. */
    public static final int BITS = 7;

    /** The mask of a digit in a byte. */
    public static final int DIGIT = (1 << BITS) - 1;

    private Varint() {}

    /** The number of digits of {@code number}. */
    public static int digits(long number) {
        int digits = 1;
        for (long rest = number >>> BITS; rest != 0; rest >>>= BITS) {
            digits++;
        }
        return digits;
    }

    /** Writes a number, and returns the index after it. */
    public static int put(byte[] target, int start, long number) {
        int index = start;
        long rest = number;
        while ((rest & ~DIGIT) != 0) {
            target[index++] = (byte) (rest | ~DIGIT);
            rest >>>= BITS;
        }
        target[index++] = (byte) rest;
        return index;
    }

    /** The index after the number that starts at {@code start}. */
    static int end(byte[] source, int start) {
        int last = start;
        while (source[last] < 0) {
            last++;
        }
        return last + 1;
    }

    /** The number that starts at {@code start}. */
    public static long get(byte[] source, int start) {
        int index = start;
        long number = source[index] & DIGIT;
        for (int shift = BITS; source[index] < 0; shift += BITS) {
            index++;
            number |= (long) (source[index] & DIGIT) << shift;
        }
        return number;
    }
}
