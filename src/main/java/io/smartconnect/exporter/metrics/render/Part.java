package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import java.util.function.Consumer;

/**
 * Some lines of a body, also deflated on their own. Deflated parts end at a byte boundary, so that they can be joined into one
 * gzip member: some clients silently drop all members but the first.
 *
 * @param lines appends the lines; the same bytes on each call
 * @param deflated the lines as raw deflate blocks, of which only the last part's end the stream
 * @param crc the CRC-32 of the lines
 * @param plainLength the number of bytes of the lines
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Part(Consumer<Utf8Writer> lines, byte[] deflated, long crc, long plainLength) {

    boolean isEmpty() {
        return plainLength == 0;
    }
}
