package io.smartconnect.exporter.metrics.catalogue;

import java.util.List;

/**
 * All families that describe a snapshot. To add one, add its row (name, help, labels, reader) to the class of its entity, and
 * its line to {@code docs/metrics.md}:
 *
 * <ul>
 *   <li>{@link TargetMetricFamilies}
 *   <li>{@link InstanceMetricFamilies}
 *   <li>{@link TaskMetricFamilies}
 *   <li>{@link TopicMetricFamilies}, with granularity {@code topic}
 *   <li>{@link PartitionMetricFamilies}, with granularity {@code partition}
 * </ul>
 *
 * <p>{@code ExporterMetrics} has the metrics of the exporter itself.
 */
public final class MetricCatalogue {

    private MetricCatalogue() {}

    /** The levels that {@code granularity} selects, from the widest to the finest. */
    public static List<EntityMetricFamilies<?>> levels(Granularity granularity) {
        return switch (granularity) {
            case TASK -> List.of(TargetMetricFamilies.LEVEL, InstanceMetricFamilies.LEVEL, TaskMetricFamilies.LEVEL);
            case TOPIC ->
                List.of(
                        TargetMetricFamilies.LEVEL,
                        InstanceMetricFamilies.LEVEL,
                        TaskMetricFamilies.LEVEL,
                        TopicMetricFamilies.LEVEL);
            case PARTITION ->
                List.of(
                        TargetMetricFamilies.LEVEL,
                        InstanceMetricFamilies.LEVEL,
                        TaskMetricFamilies.LEVEL,
                        PartitionMetricFamilies.LEVEL);
        };
    }

    /** As {@link #levels}, with the levels that tasks can collapse to. */
    public static List<EntityMetricFamilies<?>> collapsibleLevels(Granularity granularity) {
        return granularity == Granularity.PARTITION
                ? List.of(
                        TargetMetricFamilies.LEVEL,
                        InstanceMetricFamilies.LEVEL,
                        TaskMetricFamilies.LEVEL,
                        TopicMetricFamilies.LEVEL,
                        PartitionMetricFamilies.LEVEL)
                : levels(granularity);
    }
}
