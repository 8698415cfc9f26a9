package io.smartconnect.exporter.metrics;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * Entities of one parent, with the labels that identify them as they stand in a sample, escaped once for all samples:
 * those of the parent once, and each one's own. A comma is behind each label.
 */
final class Siblings<E> {

    /** What a label takes, about. */
    private static final int LABEL_SIZE = 32;

    private final Text shared;
    private final List<E> entities;
    private final Text own;
    private final int[] ends;

    /**
     * Escapes the labels.
     *
     * @param shared the labels of the parent; not to be changed any more
     * @param labels appends the own labels of an entity
     */
    Siblings(Text shared, List<E> entities, BiConsumer<Text, E> labels) {
        this.shared = shared;
        this.entities = entities;
        this.own = new Text(entities.size() * LABEL_SIZE);
        this.ends = new int[entities.size()];
        for (int i = 0; i < ends.length; i++) {
            labels.accept(own, entities.get(i));
            ends[i] = own.length();
        }
    }

    /** Writes the samples of one family. */
    void render(Family<E> family, Text out) {
        SampleWriter writer = new SampleWriter(family, shared, own, out);
        int begin = 0;
        for (int i = 0; i < ends.length; i++) {
            writer.setOwnLabels(begin, ends[i]);
            family.reader().read(entities.get(i), writer);
            begin = ends[i];
        }
    }
}
