package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.EntityGroup;
import io.smartconnect.exporter.metrics.catalogue.EntityLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * Entities whose samples are rendered and deflated together, and are used again as long as nothing about them has changed.
 *
 * @param groups the entities
 * @param parts their samples, for each family of the level one part, perhaps an empty one
 */
record Chunk<E>(List<EntityGroup<E>> groups, List<Part> parts) {

    /** Few enough to be rendered at one go, and so many that deflating them together pays. */
    private static final int ENOUGH = 1000;

    static <E> Chunk<E> of(List<EntityGroup<E>> groups, EntityLevel<E> level, Compressor compressor) {
        List<LabeledEntities<E>> siblings = groups.stream()
                .map(group -> new LabeledEntities<>(group, level.labels()))
                .toList();
        List<Part> parts = level.families().stream()
                .map(family -> compressor.part(out -> siblings.forEach(each -> each.render(family, out))))
                .toList();
        return new Chunk<>(groups, parts);
    }

    /** The labels before those of its first entity. */
    String parent() {
        return groups.get(0).parent();
    }

    /** Cuts a list into those of chunks, each with enough entities but the last; a group stays whole. */
    static <E> List<List<EntityGroup<E>>> cut(List<EntityGroup<E>> groups) {
        List<List<EntityGroup<E>>> cut = new ArrayList<>();
        int begin = 0;
        int size = 0;
        for (int end = 1; end <= groups.size(); end++) {
            size += groups.get(end - 1).entities().size();
            if (size >= ENOUGH || end == groups.size()) {
                cut.add(groups.subList(begin, end));
                begin = end;
                size = 0;
            }
        }
        return cut;
    }
}
