package io.smartconnect.exporter.metrics;

import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One level of the catalogue: its entities with the labels that identify them, and what is told of each.
 *
 * @param entities all entities of a snapshot, each once
 * @param families what is told of each
 */
record Level<E>(Function<Snapshot, Stream<Siblings<E>>> entities, List<Family<E>> families) {}
