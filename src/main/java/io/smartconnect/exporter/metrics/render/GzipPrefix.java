package io.smartconnect.exporter.metrics.render;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;

/**
 * A gzip member (RFC 1952) but for its last segment: the header and all parts of a page, joined without deflating anything
 * again. It stands outside the heap, so that a scrape is written without a copy. Safe for any thread.
 */
final class GzipPrefix {

    /** Deflate, no flags, no time, fastest method, unknown file system. */
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 4, (byte) 0xFF};

    private static final int TRAILER_LENGTH = 8;

    private final List<Part> parts;
    private final ByteBuf octets;
    private final int length;
    private final long plainLength;
    private final long crc;

    GzipPrefix(List<Part> parts) {
        this.parts = parts;
        long joined = HEADER.length;
        long plain = 0;
        long sum = 0;
        for (Part part : parts) {
            Segment segment = part.segment();
            joined += segment.deflated().length;
            plain += segment.plainLength();
            sum = Crc32.combine(sum, segment.crc(), segment.plainLength());
        }
        length = Math.toIntExact(joined);
        plainLength = plain;
        crc = sum;
        octets = fill(Unpooled.directBuffer(length, length));
    }

    /** The whole member. */
    Body endedBy(Segment last) {
        long sum = Crc32.combine(crc, last.crc(), last.plainLength());
        long total = plainLength + last.plainLength();
        Buffer end = Buffer.buffer(last.deflated().length + TRAILER_LENGTH)
                .appendBytes(last.deflated())
                .appendIntLE((int) sum)
                .appendIntLE((int) total);
        return new Body() {
            @Override
            public long length() {
                return (long) length + end.length();
            }

            @Override
            public Pieces pieces() {
                ByteBuf beginning = borrowed();
                return Pieces.of(List.of(BufferInternal.buffer(beginning), end), beginning::release);
            }
        };
    }

    /** Gives the memory back, as soon as no response uses it any more. */
    void release() {
        octets.release();
    }

    /** The octets, to be released; a copy when they are gone already. */
    private ByteBuf borrowed() {
        try {
            return octets.retainedDuplicate();
        } catch (IllegalReferenceCountException gone) {
            return fill(Unpooled.buffer(length, length));
        }
    }

    private ByteBuf fill(ByteBuf empty) {
        empty.writeBytes(HEADER);
        parts.forEach(part -> empty.writeBytes(part.segment().deflated()));
        return empty;
    }
}
