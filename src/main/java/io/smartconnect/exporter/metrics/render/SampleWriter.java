package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.Family;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import java.util.Arrays;

/** Writes the samples of one family about entities of one parent, a line each: name, labels, value. */
final class SampleWriter implements Family.Samples {

    private final Family<?> family;
    private final byte[] start;
    private final byte[] own;
    private final Utf8Writer out;
    private String[] extraValues = {};
    private byte[] extra = {};
    private int begin;
    private int end;

    SampleWriter(Family<?> family, byte[] parent, byte[] own, Utf8Writer out) {
        this.family = family;
        this.start = new Utf8Writer(0)
                .append(family.name())
                .append('{')
                .append(parent)
                .toBytes();
        this.own = own;
        this.out = out;
    }

    /** What is added from now on is about the entity that has this piece of the own labels. */
    void setOwnLabels(int from, int to) {
        begin = from;
        end = to;
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
        out.append(extra).endSample(value);
    }

    /** Entities mostly follow one with the same extra labels. */
    private void escape(String... extraLabelValues) {
        Utf8Writer escaped = new Utf8Writer(0);
        for (int i = 0; i < extraLabelValues.length; i++) {
            escaped.appendLabel(family.extraLabels().get(i), extraLabelValues[i]);
        }
        extra = escaped.toBytes();
        extraValues = extraLabelValues;
    }

    private void appendIdentity() {
        out.append(start).append(own, begin, end);
    }
}
