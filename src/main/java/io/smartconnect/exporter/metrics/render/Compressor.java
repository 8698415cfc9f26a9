package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes segments, one after another, in memory that it uses again. To be closed. */
final class Compressor implements AutoCloseable {

    private static final int BLOCK = 64 << 10;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final byte[] block = new byte[BLOCK];
    private final Utf8Writer text = new Utf8Writer(BLOCK);

    /** A part of these lines. */
    Part part(Consumer<Utf8Writer> lines) {
        text.truncate(0);
        lines.accept(text);
        byte[] plain = text.bytes();
        int length = text.length();
        return new Part(lines, new Segment(deflate(plain, length, false), crc(plain, length), length));
    }

    /** The segment that ends a body. */
    Segment last(byte[] plain) {
        return new Segment(deflate(plain, plain.length, true), crc(plain, plain.length), plain.length);
    }

    private static long crc(byte[] plain, int length) {
        CRC32 crc = new CRC32();
        crc.update(plain, 0, length);
        return crc.getValue();
    }

    private byte[] deflate(byte[] plain, int length, boolean last) {
        if (length == 0 && !last) {
            return new byte[0];
        }
        deflater.reset();
        deflater.setInput(plain, 0, length);
        if (last) {
            deflater.finish();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int size;
        do {
            size = deflater.deflate(block, 0, BLOCK, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
            out.write(block, 0, size);
        } while (size == BLOCK || !(last ? deflater.finished() : deflater.needsInput()));
        return out.toByteArray();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
