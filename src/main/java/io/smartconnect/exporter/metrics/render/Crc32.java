package io.smartconnect.exporter.metrics.render;

/**
 * The arithmetic of CRC-32 that {@code java.util.zip} lacks: the checksum of two joined byte strings, from those of the two. A
 * CRC is a remainder of polynomials over GF(2). Appending n bytes to the first string multiplies its remainder by x to the
 * power 8n, and adds the remainder of the second.
 */
final class Crc32 {

    /** The polynomial of gzip, bits reversed, without its highest term. */
    private static final int POLYNOMIAL = 0xEDB88320;

    /** The polynomial 1, bits reversed. */
    private static final int ONE = 1 << 31;

    /** x to the power 8: one byte. */
    private static final int BYTE = 1 << 23;

    private Crc32() {}

    /** The CRC of a string with CRC {@code first} followed by one with CRC {@code second} and {@code secondLength} bytes. */
    static long combine(long first, long second, long secondLength) {
        return Integer.toUnsignedLong(multiply(power(secondLength), (int) first) ^ (int) second);
    }

    /** x to the power 8n, by squaring. */
    private static int power(long bytes) {
        int result = ONE;
        int square = BYTE;
        for (long left = bytes; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = multiply(square, result);
            }
            square = multiply(square, square);
        }
        return result;
    }

    /** The product of two polynomials, modulo the polynomial of gzip. */
    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int left = a; left != 0; left <<= 1) {
            if (left < 0) {
                product ^= shifted;
            }
            shifted = (shifted >>> 1) ^ ((shifted & 1) == 1 ? POLYNOMIAL : 0);
        }
        return product;
    }
}
