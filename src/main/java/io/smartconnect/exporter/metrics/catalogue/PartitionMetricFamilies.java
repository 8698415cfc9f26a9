package io.smartconnect.exporter.metrics.catalogue;

import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.gauge;

import io.smartconnect.exporter.metrics.catalogue.EntityMetricFamilies.EntityGroup;
import io.smartconnect.exporter.metrics.catalogue.MetricFamily.SampleOutput;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The families of a source partition. */
final class PartitionMetricFamilies {

    static final List<MetricFamily<Partition>> ALL = List.of(
            gauge(
                    "smartconnect_partition_log_end_offset",
                    "End offset of the source partition: offset that the next produced message will get.",
                    (partition, output) -> output.add(partition.logEndOffset())),
            gauge(
                    "smartconnect_partition_last_transfer_offset",
                    "Transferred offset of the source partition: offset of the next message to transfer.",
                    (partition, output) -> output.add(partition.lastTransferOffset())),
            gauge(
                    "smartconnect_partition_lag_messages",
                    "Lag of the source partition: end offset minus transferred offset, in messages; absent if unknown.",
                    (partition, output) -> output.add(partition.lag())),
            gauge(
                    "smartconnect_partition_lag_seconds",
                    "Lag time of the source partition: age of its oldest untransferred message, as of the poll.",
                    PartitionMetricFamilies::addLagSeconds),
            gauge(
                    "smartconnect_partition_lag_seconds_lower_bound",
                    "1 if the lag time of the source partition is a lower bound, else 0.",
                    PartitionMetricFamilies::addLowerBound),
            gauge(
                    "smartconnect_partition_log_start_offset",
                    "Start offset of the source partition: oldest offset that still exists.",
                    (partition, output) -> output.add(partition.logStartOffset())),
            gauge(
                    "smartconnect_partition_retention_margin_seconds",
                    "Retention margin of the source partition: time until its oldest untransferred message is deleted; 0 once it is.",
                    (partition, output) -> output.add(partition.retentionMarginSeconds())),
            gauge(
                    "smartconnect_partition_status",
                    "Current status of the source partition as a label; always 1.",
                    "status",
                    PartitionMetricFamilies::addStatus));

    static final EntityMetricFamilies<Partition> LEVEL = new EntityMetricFamilies<>(
            EntityMetricFamilies.eachInstance(PartitionMetricFamilies::groups),
            (labels, partition) -> labels.appendLabel("partition", partition.id()),
            ALL);

    private PartitionMetricFamilies() {}

    private static void addLagSeconds(Partition partition, SampleOutput output) {
        Optional<LagTime> lagTime = partition.lagTime();
        if (lagTime.isPresent()) {
            output.add(lagTime.get().seconds());
        }
    }

    private static void addLowerBound(Partition partition, SampleOutput output) {
        Optional<LagTime> lagTime = partition.lagTime();
        if (lagTime.isPresent()) {
            output.add(lagTime.get().isLowerBound());
        }
    }

    private static void addStatus(Partition partition, SampleOutput output) {
        Optional<String> status = partition.status();
        if (status.isPresent()) {
            output.add(1, status.get());
        }
    }

    private static Stream<EntityGroup<Partition>> groups(SeriesPlan plan, Instance instance) {
        return plan.tasks(instance, Granularity.PARTITION).stream()
                .flatMap(task -> task.topics().orElse(List.of()).stream().map(topic -> {
                    Utf8Writer labels = new Utf8Writer(0);
                    InstanceMetricFamilies.identify(labels, instance);
                    TaskMetricFamilies.identify(labels, task);
                    TopicMetricFamilies.identify(labels, topic);
                    return new EntityGroup<>(labels.toString(), topic.partitions());
                }));
    }
}
