package io.smartconnect.exporter.metrics;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A part of a body, plain and deflated. Deflated segments end at a byte boundary, so that they can be joined into one
 * gzip member: some clients silently drop all but the first of several members.
 *
 * @param plain the octets themselves
 * @param deflated raw deflate blocks of {@code plain}; the last of them is final only in a last segment
 * @param crc CRC-32 of {@code plain}
 */
record Segment(Buffer plain, Buffer deflated, long crc) {

    /** A segment that others follow. */
    static Segment inner(Text plain) {
        return of(plain.bytes(), plain.length(), Deflater.SYNC_FLUSH, false);
    }

    /** The segment that ends a body. */
    static Segment last(byte[] plain) {
        return of(plain, plain.length, Deflater.NO_FLUSH, true);
    }

    private static Segment of(byte[] bytes, int length, int flush, boolean last) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        Buffer plain = Buffer.buffer(length).appendBytes(bytes, 0, length);
        return new Segment(plain, Buffer.buffer(deflate(bytes, length, flush, last)), crc.getValue());
    }

    private static byte[] deflate(byte[] plain, int length, int flush, boolean last) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain, 0, length);
            if (last) {
                deflater.finish();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(length / 16 + 64);
            byte[] block = new byte[64 << 10];
            int size;
            do {
                size = deflater.deflate(block, 0, block.length, flush);
                out.write(block, 0, size);
            } while (size == block.length || !(last ? deflater.finished() : deflater.needsInput()));
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
