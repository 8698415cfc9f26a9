package io.smartconnect.exporter.metrics.catalogue;

import static io.smartconnect.exporter.metrics.catalogue.Family.gauge;

import io.smartconnect.exporter.metrics.catalogue.EntityLevel.EntityGroup;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.progress.Partition;
import java.util.List;
import java.util.stream.Stream;

/** The families of a source partition. */
final class PartitionFamilies {

    static final List<Family<Partition>> ALL = List.of(
            gauge(
                    "smartconnect_partition_log_end_offset",
                    "End offset of the source partition.",
                    (partition, output) -> output.add(partition.logEndOffset())),
            gauge(
                    "smartconnect_partition_last_transfer_offset",
                    "Next offset of the source partition to transfer.",
                    (partition, output) -> output.add(partition.lastTransferOffset())),
            gauge(
                    "smartconnect_partition_lag_messages",
                    "Messages of the source partition not yet transferred. Absent while the API has not said.",
                    (partition, output) -> output.add(partition.lag())),
            gauge(
                    "smartconnect_partition_lag_seconds",
                    "Age of the oldest message of the source partition that was not transferred, as of the poll.",
                    (partition, output) -> partition.age().ifPresent(lagTime -> output.add(lagTime.seconds()))),
            gauge(
                    "smartconnect_partition_lag_seconds_lower_bound",
                    "Whether the oldest message that was not transferred is older than what was observed, so that its seconds are a lower bound.",
                    (partition, output) -> partition.age().ifPresent(lagTime -> output.add(lagTime.isLowerBound()))),
            gauge(
                    "smartconnect_partition_status",
                    "Always 1; the label says the status that the source partition has now.",
                    "status",
                    (partition, output) -> partition.status().ifPresent(status -> output.add(1, status))));

    static final EntityLevel<Partition> LEVEL = new EntityLevel<>(
            EntityLevel.eachInstance(PartitionFamilies::groups),
            (labels, partition) -> labels.appendLabel("partition", partition.id()),
            ALL);

    private PartitionFamilies() {}

    private static Stream<EntityGroup<Partition>> groups(Instance instance) {
        return instance.tasks().stream()
                .flatMap(task -> task.topics().orElse(List.of()).stream().map(topic -> {
                    Utf8Writer labels = new Utf8Writer(0);
                    InstanceFamilies.identify(labels, instance);
                    TaskFamilies.identify(labels, task);
                    TopicFamilies.identify(labels, topic);
                    return new EntityGroup<>(labels.toString(), topic.partitions());
                }));
    }
}
