package io.smartconnect.exporter.metrics.render;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;

/**
 * A gzip member (RFC 1952) without its last part and its trailer. Its bytes lie outside the heap, so that a scrape sends them
 * without a copy. Safe for any thread.
 */
final class GzipPrefix {

    /** Deflate, no flags, no time, fastest method, unknown file system. */
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 4, (byte) 0xFF};

    private static final int TRAILER_LENGTH = 8;

    private final List<Part> parts;
    private final ByteBuf bytes;
    private final int length;
    private final long plainLength;
    private final long crc;

    GzipPrefix(List<Part> parts) {
        this.parts = parts;
        long deflated = HEADER.length;
        long plain = 0;
        long sum = 0;
        for (Part part : parts) {
            deflated += part.deflated().length;
            plain += part.plainLength();
            sum = Crc32.combine(sum, part.crc(), part.plainLength());
        }
        length = Math.toIntExact(deflated);
        plainLength = plain;
        crc = sum;
        bytes = fill(Unpooled.directBuffer(length, length));
    }

    /** The whole member. */
    Body endedBy(Part last) {
        long sum = Crc32.combine(crc, last.crc(), last.plainLength());
        long total = plainLength + last.plainLength();
        Buffer end = Buffer.buffer(last.deflated().length + TRAILER_LENGTH)
                .appendBytes(last.deflated())
                .appendIntLE((int) sum)
                .appendIntLE((int) total);
        return new Body((long) length + end.length(), () -> {
            ByteBuf beginning = borrow();
            return Body.Pieces.of(List.of(BufferInternal.buffer(beginning), end), beginning::release);
        });
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
}
