package io.smartconnect.exporter.metrics;

import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One level of the catalogue: its entities, the labels that identify them, and what is told of each.
 *
 * @param labels names of the identifying labels
 * @param values their values for an entity, in the same order
 * @param entities all entities of a snapshot, each once
 * @param families what is told of each
 */
record Level<E>(
        List<String> labels,
        Function<E, List<String>> values,
        Function<Snapshot, Stream<E>> entities,
        List<Family<E>> families) {}
