package io.smartconnect.exporter.encoding;

/**
 * Numbers in base 128, least digits first, the highest bit of a byte set where another byte follows. A number has no more
 * digits than it needs, so it can be found from its end, too; those below 0 have the most.
 */
public final class Varint {

    /** Of any number. */
    public static final int MOST_DIGITS = 10;

    /** In each digit. */
    public static final int BITS = 7;

    /** All bits of a digit. */
    public static final int DIGIT = (1 << BITS) - 1;

    private Varint() {}

    /** How many digits the number has. */
    public static int digits(long number) {
        return (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + BITS - 1) / BITS;
    }

    /** Writes a number; the result is the index behind it. */
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

    /** The number that starts there. */
    public static long get(byte[] source, int start) {
        int index = start;
        long number = source[index] & DIGIT;
        for (int shift = BITS; source[index] < 0; shift += BITS) {
            index++;
            number |= (long) (source[index] & DIGIT) << shift;
        }
        return number;
    }

    /** The index behind the number that starts there. */
    static int end(byte[] source, int start) {
        int index = start;
        while (source[index] < 0) {
            index++;
        }
        return index + 1;
    }
}
