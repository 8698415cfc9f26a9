package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.EntityGroup;
import io.smartconnect.exporter.metrics.catalogue.Family;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/** The entities of a group, with the labels that identify each, escaped once for all samples. */
final class LabeledEntities<E> {

    private final byte[] parent;
    private final List<E> entities;
    private final byte[] labels;
    private final int[] ends;

    /**
     * Escapes the labels.
     *
     * @param own appends an entity's own labels
     */
    LabeledEntities(EntityGroup<E> group, BiConsumer<Utf8Writer, E> own) {
        this.parent = group.parent().getBytes(StandardCharsets.UTF_8);
        this.entities = group.entities();
        this.ends = new int[entities.size()];
        Utf8Writer text = new Utf8Writer(0);
        for (int i = 0; i < ends.length; i++) {
            own.accept(text, entities.get(i));
            ends[i] = text.length();
        }
        this.labels = text.toBytes();
    }

    /** Writes the samples of one family. */
    void render(Family<E> family, Utf8Writer out) {
        SampleWriter writer = new SampleWriter(family, parent, labels, out);
        int begin = 0;
        for (int i = 0; i < ends.length; i++) {
            writer.setOwnLabels(begin, ends[i]);
            family.reader().read(entities.get(i), writer);
            begin = ends[i];
        }
    }
}
