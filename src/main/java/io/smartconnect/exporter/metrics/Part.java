package io.smartconnect.exporter.metrics;

import java.util.function.Consumer;

/**
 * Some lines of a body: one family's description, or its samples of one chunk.
 *
 * @param lines appends them; the same octets each time
 * @param segment the same, deflated
 */
record Part(Consumer<Text> lines, Segment segment) {

    boolean isEmpty() {
        return segment.plainLength() == 0;
    }
}
