package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.EntityMetricFamilies;
import io.smartconnect.exporter.metrics.catalogue.EntityMetricFamilies.EntityGroup;
import io.smartconnect.exporter.metrics.catalogue.MetricFamily;
import io.smartconnect.exporter.metrics.catalogue.SeriesPlan;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import io.smartconnect.exporter.metrics.render.JoinedGzipParts.Compressor;
import io.smartconnect.exporter.metrics.render.JoinedGzipParts.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts of one level: the descriptions of its families, and their samples in chunks. Immutable. */
final class RenderedFamilies<E> {

    /** Enough entities that deflating them together pays, and few enough that one change renders little else again. */
    private static final int CHUNK_SIZE = 1000;

    /**
     * Entities whose samples are rendered together, and kept until one of the entities changes.
     *
     * @param groups the entities
     * @param parts a part for each family, empty if it has no samples
     */
    private record Chunk<E>(List<EntityGroup<E>> groups, List<Part> parts) {

        String firstParent() {
            return groups.get(0).parent();
        }
    }

    private final EntityMetricFamilies<E> level;
    private final Map<ExpositionFormat, List<Part>> descriptions;
    private final List<Chunk<E>> chunks;

    /** The level of an empty snapshot. */
    RenderedFamilies(EntityMetricFamilies<E> level) {
        this.level = level;
        this.descriptions = new EnumMap<>(ExpositionFormat.class);
        this.chunks = List.of();
        try (Compressor compressor = new Compressor()) {
            for (ExpositionFormat format : ExpositionFormat.values()) {
                descriptions.put(
                        format,
                        level.families().stream()
                                .map(family -> compressor.part(List.of(out -> format.writeDescription(family, out))))
                                .toList());
            }
        }
    }

    private RenderedFamilies(
            EntityMetricFamilies<E> level, Map<ExpositionFormat, List<Part>> descriptions, List<Chunk<E>> chunks) {
        this.level = level;
        this.descriptions = descriptions;
        this.chunks = chunks;
    }

    /** The level of {@code plan}; unchanged chunks are taken from this one. */
    RenderedFamilies<E> next(SeriesPlan plan, Compressor compressor) {
        Map<String, Chunk<E>> known = chunks.stream()
                .collect(Collectors.toMap(Chunk::firstParent, Function.identity(), (first, second) -> first));
        List<Chunk<E>> next = level.groups()
                .apply(plan)
                .flatMap(groups -> cut(groups).stream())
                .map(groups -> chunk(groups, known, compressor))
                .toList();
        return new RenderedFamilies<>(level, descriptions, next);
    }

    /** Passes the parts of {@code names} on, family by family, each after its description. Families without samples are left out. */
    void forEachPart(ExpositionFormat format, FamilyNames names, Consumer<Part> consumer) {
        List<Part> descriptionsInFormat = descriptions.getOrDefault(format, List.of());
        for (int i = 0; i < descriptionsInFormat.size(); i++) {
            List<Part> samples = names.includes(
                            ExpositionFormat.withoutSuffix(level.families().get(i)))
                    ? samples(i)
                    : List.of();
            if (!samples.isEmpty()) {
                consumer.accept(descriptionsInFormat.get(i));
                samples.forEach(consumer);
            }
        }
    }

    private List<Part> samples(int family) {
        return chunks.stream()
                .map(chunk -> chunk.parts().get(family))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private Chunk<E> chunk(List<EntityGroup<E>> groups, Map<String, Chunk<E>> known, Compressor compressor) {
        Chunk<E> before = known.get(groups.get(0).parent());
        return before != null && before.groups().equals(groups) ? before : render(groups, compressor);
    }

    private Chunk<E> render(List<EntityGroup<E>> groups, Compressor compressor) {
        List<LabeledGroup<E>> labeled =
                groups.stream().map(group -> new LabeledGroup<>(group, level)).toList();
        List<Part> parts = level.families().stream()
                .map(family -> compressor.part(() -> new SampleSlices<>(labeled, family)))
                .toList();
        return new Chunk<>(groups, parts);
    }

    /** Cuts a list into those of chunks, each of at least {@link #CHUNK_SIZE} entities but the last; groups stay whole. */
    private static <E> List<List<EntityGroup<E>>> cut(List<EntityGroup<E>> groups) {
        List<List<EntityGroup<E>>> cut = new ArrayList<>();
        int begin = 0;
        int size = 0;
        for (int end = 1; end <= groups.size(); end++) {
            size += groups.get(end - 1).entities().size();
            if (size >= CHUNK_SIZE || end == groups.size()) {
                cut.add(groups.subList(begin, end));
                begin = end;
                size = 0;
            }
        }
        return cut;
    }

    /** The samples of one family of some groups in slices: a slow reader holds the memory of one slice alone. */
    private static final class SampleSlices<E> implements Iterator<Consumer<Utf8Writer>> {

        private static final int SLICE = 64;

        private final List<LabeledGroup<E>> groups;
        private final MetricFamily<E> family;
        private int group;
        private int start;

        SampleSlices(List<LabeledGroup<E>> groups, MetricFamily<E> family) {
            this.groups = groups;
            this.family = family;
        }

        @Override
        public boolean hasNext() {
            return group < groups.size();
        }

        @Override
        public Consumer<Utf8Writer> next() {
            LabeledGroup<E> current = groups.get(group);
            int from = start;
            int to = Math.min(from + SLICE, current.entities.size());
            boolean isLast = to == current.entities.size();
            group += isLast ? 1 : 0;
            start = isLast ? 0 : to;
            return out -> current.writeSamples(family, from, to, out);
        }
    }

    /** The entities of a group with their identifying labels, which are escaped once for all samples. */
    private static final class LabeledGroup<E> {

        /** Enough bytes for the labels of most partitions, which most entities are. */
        private static final int LABEL_BYTES = 16;

        private final byte[] parentLabels;
        private final List<E> entities;
        private final byte[] labels;
        private final int[] ends;

        LabeledGroup(EntityGroup<E> group, EntityMetricFamilies<E> level) {
            parentLabels = group.parent().getBytes(StandardCharsets.UTF_8);
            entities = group.entities();
            ends = new int[entities.size()];
            Utf8Writer text = new Utf8Writer(ends.length * LABEL_BYTES);
            for (int i = 0; i < ends.length; i++) {
                level.labels().accept(text, entities.get(i));
                ends[i] = text.length();
            }
            labels = text.toBytes();
        }

        /** Writes the samples of one family and of the entities {@code from} to {@code to}, one line each: name, labels, value. */
        void writeSamples(MetricFamily<E> family, int from, int to, Utf8Writer out) {
            SampleWriter writer = new SampleWriter(family, parentLabels, labels, out);
            int begin = from == 0 ? 0 : ends[from - 1];
            for (int i = from; i < to; i++) {
                writer.begin = begin;
                writer.end = ends[i];
                family.reader().read(entities.get(i), writer);
                begin = ends[i];
            }
        }
    }

    /** The lines of one family, each with the labels of the current entity. */
    private static final class SampleWriter implements MetricFamily.SampleOutput {

        private final MetricFamily<?> family;
        private final byte[] start;
        private final byte[] labels;
        private final Utf8Writer out;
        private String[] extraValues = {};
        private byte[] extraLabels = {};

        /** The place in {@link #labels} at which those of the current entity begin. */
        private int begin;

        /** The place at which they end. */
        private int end;

        SampleWriter(MetricFamily<?> family, byte[] parentLabels, byte[] labels, Utf8Writer out) {
            this.family = family;
            this.start = new Utf8Writer(family.name().length() + 1 + parentLabels.length)
                    .append(family.name())
                    .append('{')
                    .append(parentLabels)
                    .toBytes();
            this.labels = labels;
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
