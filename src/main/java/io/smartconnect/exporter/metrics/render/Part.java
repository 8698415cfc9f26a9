package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import java.util.function.Consumer;

/**
 * Some lines of a body: one family's description, or its samples of one chunk.
 *
 * @param lines appends them; the same octets each time
 * @param segment the same, deflated
 */
record Part(Consumer<Utf8Writer> lines, Segment segment) {

    boolean isEmpty() {
        return segment.plainLength() == 0;
    }
}
