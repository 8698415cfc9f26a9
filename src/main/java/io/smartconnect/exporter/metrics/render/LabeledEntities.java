package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.EntityLevel;
import io.smartconnect.exporter.metrics.catalogue.EntityLevel.EntityGroup;
import io.smartconnect.exporter.metrics.catalogue.Family;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The entities of a group with their identifying labels, which are escaped once for all samples. */
final class LabeledEntities<E> {

    private final byte[] parentLabels;
    private final List<E> entities;
    private final byte[] labels;
    private final int[] ends;

    LabeledEntities(EntityGroup<E> group, EntityLevel<E> level) {
        parentLabels = group.parent().getBytes(StandardCharsets.UTF_8);
        entities = group.entities();
        ends = new int[entities.size()];
        Utf8Writer text = new Utf8Writer(0);
        for (int i = 0; i < ends.length; i++) {
            level.labels().accept(text, entities.get(i));
            ends[i] = text.length();
        }
        labels = text.toBytes();
    }

    /** Writes the samples of one family, one line each: name, labels, value. */
    void writeSamples(Family<E> family, Utf8Writer out) {
        SampleWriter writer = new SampleWriter(family, out);
        int begin = 0;
        for (int i = 0; i < ends.length; i++) {
            writer.begin = begin;
            writer.end = ends[i];
            family.reader().read(entities.get(i), writer);
            begin = ends[i];
        }
    }

    private final class SampleWriter implements Family.SampleOutput {

        private final Family<?> family;
        private final byte[] start;
        private final Utf8Writer out;
        private String[] extraValues = {};
        private byte[] extraLabels = {};

        /** The labels of the current entity are those from here ... */
        private int begin;

        /** ... to here. */
        private int end;

        SampleWriter(Family<?> family, Utf8Writer out) {
            this.family = family;
            this.start = new Utf8Writer(0)
                    .append(family.name())
                    .append('{')
                    .append(parentLabels)
                    .toBytes();
            this.out = out;
        }

        @Override
        public void add(long value) {
            appendIdentity();
            out.endSample(value);
        }

        @Override
        public void add(double value) {
            appendIdentity();
            out.endSample(value);
        }

        @Override
        public void add(long value, String... extraLabelValues) {
            appendIdentity();
            if (!Arrays.equals(extraLabelValues, extraValues)) {
                escape(extraLabelValues);
            }
            out.append(extraLabels).endSample(value);
        }

        /** Keeps the result, since most entities have the extra labels of the entity before. */
        private void escape(String... extraLabelValues) {
            Utf8Writer escaped = new Utf8Writer(0);
            for (int i = 0; i < extraLabelValues.length; i++) {
                escaped.appendLabel(family.extraLabels().get(i), extraLabelValues[i]);
            }
            extraLabels = escaped.toBytes();
            extraValues = extraLabelValues;
        }

        private void appendIdentity() {
            out.append(start).append(labels, begin, end);
        }
    }
}
