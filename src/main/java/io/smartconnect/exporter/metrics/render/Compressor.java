package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A maker of {@linkplain Part parts} that reuses its memory. Not safe for several threads. */
final class Compressor implements AutoCloseable {

    private static final int BLOCK = 64 << 10;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final byte[] block = new byte[BLOCK];
    private final Utf8Writer text = new Utf8Writer(BLOCK);

    /** The part of these lines; others follow it. */
    Part part(Consumer<Utf8Writer> lines) {
        return part(lines, false);
    }

    /** The part of these lines that ends a body. */
    Part lastPart(byte[] lines) {
        return part(out -> out.append(lines), true);
    }

    private Part part(Consumer<Utf8Writer> lines, boolean last) {
        text.truncate(0);
        lines.accept(text);
        CRC32 crc = new CRC32();
        crc.update(text.bytes(), 0, text.length());
        return new Part(lines, deflate(last), crc.getValue(), text.length());
    }

    private byte[] deflate(boolean last) {
        if (text.length() == 0 && !last) {
            return new byte[0];
        }
        deflater.reset();
        deflater.setInput(text.bytes(), 0, text.length());
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

    /** Frees the memory. */
    @Override
    public void close() {
        deflater.end();
    }
}
