package io.smartconnect.exporter.metrics.catalogue;

import java.util.List;

/**
 * All families that describe a snapshot. To add one, add its row (name, help, labels, reader) to the class of its entity, and
 * its line to {@code docs/metrics.md}:
 *
 * <ul>
 *   <li>{@link TargetFamilies}
 *   <li>{@link InstanceFamilies}
 *   <li>{@link TaskFamilies}
 *   <li>{@link TopicFamilies}, with granularity {@code topic}
 *   <li>{@link PartitionFamilies}, with granularity {@code partition}
 * </ul>
 *
 * <p>{@code ExporterMetrics} has the metrics of the exporter itself.
 */
public final class Catalogue {

    private Catalogue() {}

    /** The levels that {@code granularity} selects, from the widest to the finest. */
    public static List<EntityLevel<?>> levels(Granularity granularity) {
        return switch (granularity) {
            case TASK -> List.of(TargetFamilies.LEVEL, InstanceFamilies.LEVEL, TaskFamilies.LEVEL);
            case TOPIC ->
                List.of(TargetFamilies.LEVEL, InstanceFamilies.LEVEL, TaskFamilies.LEVEL, TopicFamilies.LEVEL);
            case PARTITION ->
                List.of(TargetFamilies.LEVEL, InstanceFamilies.LEVEL, TaskFamilies.LEVEL, PartitionFamilies.LEVEL);
        };
    }

    /** As {@link #levels}, with the levels that tasks can collapse to. */
    public static List<EntityLevel<?>> collapsibleLevels(Granularity granularity) {
        return granularity == Granularity.PARTITION
                ? List.of(
                        TargetFamilies.LEVEL,
                        InstanceFamilies.LEVEL,
                        TaskFamilies.LEVEL,
                        TopicFamilies.LEVEL,
                        PartitionFamilies.LEVEL)
                : levels(granularity);
    }
}
