package io.smartconnect.exporter.metrics;

import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The samples of one level.
 *
 * @param chunks in the order of the snapshot
 */
record Table<E>(Level<E> level, List<Chunk<E>> chunks) {

    static <E> Table<E> empty(Level<E> level) {
        return new Table<>(level, List.of());
    }

    /** What {@code snapshot} leads to, with this table's chunks where they would be the same. */
    Table<E> next(Snapshot snapshot, Compressor compressor) {
        Map<String, Chunk<E>> known =
                chunks.stream().collect(Collectors.toMap(Chunk::parent, Function.identity(), (first, second) -> first));
        List<Chunk<E>> next = level.groups()
                .apply(snapshot)
                .flatMap(groups -> Chunk.cut(groups).stream())
                .map(groups -> chunk(groups, known, compressor))
                .toList();
        return new Table<>(level, next);
    }

    private Chunk<E> chunk(List<Group<E>> groups, Map<String, Chunk<E>> known, Compressor compressor) {
        Chunk<E> before = known.get(groups.get(0).parent());
        return before != null && before.groups().equals(groups) ? before : Chunk.of(groups, level, compressor);
    }

    /** Tells all parts, family by family, each behind its description. Families without a sample are left out. */
    void tellParts(ExpositionFormat format, Compressor compressor, Consumer<Part> consumer) {
        for (int i = 0; i < level.families().size(); i++) {
            int index = i;
            List<Part> samples = chunks.stream()
                    .map(chunk -> chunk.parts().get(index))
                    .filter(part -> !part.isEmpty())
                    .toList();
            if (!samples.isEmpty()) {
                Family<E> family = level.families().get(index);
                consumer.accept(compressor.part(out -> Description.of(family, format, out)));
                samples.forEach(consumer);
            }
        }
    }
}
