package io.smartconnect.exporter.metrics.catalogue;

import io.smartconnect.exporter.snapshot.Instance;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kind of entity that metrics describe, such as the tasks, with its families.
 *
 * @param groups finds all entities that a plan exposes, each once; one list for all groups that change together
 * @param labels appends the labels that identify an entity among those of its group
 * @param families the families of each entity
 * @param <E> the type of the entities
 */
public record EntityMetricFamilies<E>(
        Function<SeriesPlan, Stream<List<EntityGroup<E>>>> groups,
        BiConsumer<Utf8Writer, E> labels,
        List<MetricFamily<E>> families) {

    /**
     * The entities of one parent.
     *
     * @param parent the labels that identify the parent, as in a sample, each followed by a comma
     * @param entities the entities, in the order of their samples
     */
    public record EntityGroup<E>(String parent, List<E> entities) {}

    /** Entities without a parent, which change together. */
    static <E> Stream<List<EntityGroup<E>>> ungrouped(List<E> entities) {
        return Stream.of(List.of(new EntityGroup<>("", entities)));
    }

    /** The groups of each instance: an instance is polled alone, so its groups change together. */
    static <E> Function<SeriesPlan, Stream<List<EntityGroup<E>>>> eachInstance(
            BiFunction<SeriesPlan, Instance, Stream<EntityGroup<E>>> groups) {
        return plan -> plan.allInstances().stream()
                .map(instance -> groups.apply(plan, instance).toList());
    }
}
