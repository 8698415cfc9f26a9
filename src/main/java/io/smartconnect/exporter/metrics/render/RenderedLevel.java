package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.EntityGroup;
import io.smartconnect.exporter.metrics.catalogue.EntityLevel;
import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The samples of one level, and the descriptions of its families.
 *
 * @param descriptions of each family one
 * @param chunks in the order of the snapshot
 */
record RenderedLevel<E>(EntityLevel<E> level, Map<ExpositionFormat, List<Part>> descriptions, List<Chunk<E>> chunks) {

    static <E> RenderedLevel<E> empty(EntityLevel<E> level) {
        Map<ExpositionFormat, List<Part>> descriptions = new EnumMap<>(ExpositionFormat.class);
        try (Compressor compressor = new Compressor()) {
            for (ExpositionFormat format : ExpositionFormat.values()) {
                descriptions.put(
                        format,
                        level.families().stream()
                                .map(family -> compressor.part(out -> FamilyHeader.of(family, format, out)))
                                .toList());
            }
        }
        return new RenderedLevel<>(level, descriptions, List.of());
    }

    /** What {@code snapshot} leads to, with this table's chunks where they would be the same. */
    RenderedLevel<E> next(Snapshot snapshot, Compressor compressor) {
        Map<String, Chunk<E>> known =
                chunks.stream().collect(Collectors.toMap(Chunk::parent, Function.identity(), (first, second) -> first));
        List<Chunk<E>> next = level.groups()
                .apply(snapshot)
                .flatMap(groups -> Chunk.cut(groups).stream())
                .map(groups -> chunk(groups, known, compressor))
                .toList();
        return new RenderedLevel<>(level, descriptions, next);
    }

    private Chunk<E> chunk(List<EntityGroup<E>> groups, Map<String, Chunk<E>> known, Compressor compressor) {
        Chunk<E> before = known.get(groups.get(0).parent());
        return before != null && before.groups().equals(groups) ? before : Chunk.of(groups, level, compressor);
    }

    /** Tells all parts, family by family, each behind its description. Families without a sample are left out. */
    void tellParts(ExpositionFormat format, Consumer<Part> consumer) {
        List<Part> described = descriptions.getOrDefault(format, List.of());
        for (int i = 0; i < described.size(); i++) {
            int index = i;
            List<Part> samples = chunks.stream()
                    .map(chunk -> chunk.parts().get(index))
                    .filter(part -> !part.isEmpty())
                    .toList();
            if (!samples.isEmpty()) {
                consumer.accept(described.get(index));
                samples.forEach(consumer);
            }
        }
    }
}
