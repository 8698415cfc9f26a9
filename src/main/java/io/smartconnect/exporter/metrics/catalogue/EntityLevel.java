package io.smartconnect.exporter.metrics.catalogue;

import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One level of the catalogue: its entities with the labels that identify them, and what is told of each.
 *
 * @param groups all entities of a snapshot, each once, by their parents; a list for those that change together
 * @param labels appends an entity's own labels
 * @param families what is told of each
 */
public record EntityLevel<E>(
        Function<Snapshot, Stream<List<EntityGroup<E>>>> groups,
        BiConsumer<Utf8Writer, E> labels,
        List<Family<E>> families) {}
