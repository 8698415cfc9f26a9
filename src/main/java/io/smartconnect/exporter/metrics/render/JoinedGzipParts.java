package io.smartconnect.exporter.metrics.render;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * All parts of a body but the last, which each scrape adds. Deflated once, they are joined to one gzip member (RFC 1952), since
 * some clients silently drop all members but the first. Its bytes lie outside the heap, so that a scrape sends them without a
 * copy. Safe for any thread.
 */
final class JoinedGzipParts {

    /** Deflate, no flags, no time, fastest method, unknown file system. */
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 4, (byte) 0xFF};

    private static final int TRAILER_LENGTH = 8;

    private static final int PIECE = 256 << 10;

    /**
     * Some lines of a body, also deflated on their own, up to a byte boundary.
     *
     * @param lines append the lines, some after the other; the same bytes on each iteration
     * @param deflated the lines as raw deflate blocks, of which only the last part's end the stream
     * @param plainLength the number of bytes of the lines
     * @param crc the CRC-32 of the lines
     * @param crcFactor the factor of the CRC-32 of the bytes before, by {@link Crc32#factor}; joining is too frequent to compute it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(Iterable<Consumer<Utf8Writer>> lines, byte[] deflated, long plainLength, int crc, int crcFactor) {

        boolean isEmpty() {
            return plainLength == 0;
        }

        /** The CRC-32 of bytes with CRC-32 {@code before} and these lines. */
        int crcAfter(int before) {
            return Crc32.combine(before, crc, crcFactor);
        }
    }

    private final List<Part> parts;
    private final ByteBuf bytes;
    private final int length;
    private final long plainLength;
    private final int crc;

    JoinedGzipParts(List<Part> parts) {
        this.parts = List.copyOf(parts);
        long deflated = HEADER.length;
        long plain = 0;
        int sum = 0;
        for (Part part : parts) {
            deflated += part.deflated().length;
            plain += part.plainLength();
            sum = part.crcAfter(sum);
        }
        length = Math.toIntExact(deflated);
        plainLength = plain;
        crc = sum;
        bytes = fill(Unpooled.directBuffer(length, length));
    }

    List<Part> parts() {
        return parts;
    }

    /** The body that ends with {@code last}, its lines written again for each response. */
    ExpositionBody plain(Part last) {
        return ExpositionBody.rendered(
                plainLength + last.plainLength(), () -> lines(Stream.concat(parts.stream(), Stream.of(last))));
    }

    /** The lines of these parts, in order. */
    static Iterator<Consumer<Utf8Writer>> lines(Stream<Part> parts) {
        return parts.flatMap(part -> StreamSupport.stream(part.lines().spliterator(), false))
                .iterator();
    }

    /** The body that ends with {@code last}, as one gzip member. */
    ExpositionBody gzip(Part last) {
        long total = plainLength + last.plainLength();
        Buffer end = Buffer.buffer(last.deflated().length + TRAILER_LENGTH)
                .appendBytes(last.deflated())
                .appendIntLE(last.crcAfter(crc))
                .appendIntLE((int) total);
        return new ExpositionBody((long) length + end.length(), () -> {
            ByteBuf beginning = borrow();
            return ExpositionBody.Pieces.of(pieces(beginning, end), beginning::release);
        });
    }

    /** Pieces that are small enough for TLS, which encrypts a whole one for a slow reader. */
    private static List<Buffer> pieces(ByteBuf beginning, Buffer end) {
        List<Buffer> pieces = new ArrayList<>();
        for (int start = 0; start < beginning.readableBytes(); start += PIECE) {
            int size = Math.min(PIECE, beginning.readableBytes() - start);
            pieces.add(BufferInternal.buffer(beginning.slice(start, size)));
        }
        pieces.add(end);
        return pieces;
    }

    /** Frees the memory as soon as no response uses it. */
    void release() {
        bytes.release();
    }

    /** The bytes, which the caller releases; a copy if {@link #release} has freed them. */
    private ByteBuf borrow() {
        try {
            return bytes.retainedDuplicate();
        } catch (IllegalReferenceCountException released) {
            return fill(Unpooled.buffer(length, length));
        }
    }

    private ByteBuf fill(ByteBuf empty) {
        empty.writeBytes(HEADER);
        parts.forEach(part -> empty.writeBytes(part.deflated()));
        return empty;
    }

    /** A maker of parts that reuses its memory. Not safe for several threads. */
    static final class Compressor implements AutoCloseable {

        private static final int BLOCK = 16 << 10;

        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        private final byte[] block = new byte[BLOCK];
        private final Utf8Writer text = new Utf8Writer(BLOCK);
        private final ByteArrayOutputStream deflated = new ByteArrayOutputStream(BLOCK);

        /** The part of these lines; others follow it. */
        Part part(Iterable<Consumer<Utf8Writer>> lines) {
            return part(lines, false);
        }

        /** The part of these lines that ends a body. */
        Part lastPart(byte[] lines) {
            return part(List.of(out -> out.append(lines)), true);
        }

        private Part part(Iterable<Consumer<Utf8Writer>> lines, boolean last) {
            deflater.reset();
            deflated.reset();
            CRC32 crc = new CRC32();
            for (Consumer<Utf8Writer> some : lines) {
                text.truncate(0);
                some.accept(text);
                crc.update(text.bytes(), 0, text.length());
                deflater.setInput(text.bytes(), 0, text.length());
                deflate(Deflater.NO_FLUSH);
            }
            long length = deflater.getBytesRead();
            if (last) {
                deflater.finish();
                deflate(Deflater.NO_FLUSH);
            } else if (length > 0) {
                deflate(Deflater.SYNC_FLUSH);
            }
            return new Part(lines, deflated.toByteArray(), length, (int) crc.getValue(), Crc32.factor(length));
        }

        /** Deflates the input, and all that the deflater has if it flushes or finishes. */
        private void deflate(int flush) {
            int size;
            do {
                size = deflater.deflate(block, 0, BLOCK, flush);
                deflated.write(block, 0, size);
            } while (size == BLOCK);
        }

        /** Frees the memory. */
        @Override
        public void close() {
            deflater.end();
        }
    }

    /**
     * The arithmetic of CRC-32 that {@code java.util.zip} lacks: the checksum of two joined byte strings, from those of the two.
     * A CRC is a remainder of polynomials over GF(2). Appending n bytes to the first string multiplies its remainder by x to the
     * power 8n, and adds the remainder of the second.
     */
    static final class Crc32 {

        /** The polynomial of gzip, bits reversed, without its highest term. */
        private static final int POLYNOMIAL = 0xEDB88320;

        /** The polynomial 1, bits reversed. */
        private static final int ONE = 1 << 31;

        /** x to the power 8: one byte. */
        private static final int BYTE = 1 << 23;

        private Crc32() {}

        /**
         * The CRC of a string with CRC {@code first} followed by one with CRC {@code second}, whose length has the factor
         * {@code secondFactor}.
         */
        static int combine(int first, int second, int secondFactor) {
            return multiply(secondFactor, first) ^ second;
        }

        /** The factor of a string of {@code bytes}: x to the power 8n, by squaring. */
        static int factor(long bytes) {
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

        /** The product of two polynomials, modulo the polynomial of gzip. Without branches, which nobody could predict. */
        private static int multiply(int a, int b) {
            int product = 0;
            int shifted = b;
            for (int left = a; left != 0; left <<= 1) {
                product ^= shifted & (left >> 31);
                shifted = (shifted >>> 1) ^ (POLYNOMIAL & -(shifted & 1));
            }
            return product;
        }
    }
}
