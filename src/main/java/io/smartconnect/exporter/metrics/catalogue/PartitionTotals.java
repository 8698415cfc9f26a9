package io.smartconnect.exporter.metrics.catalogue;

import io.smartconnect.exporter.snapshot.progress.LagTotal;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The totals of the source partitions of a task. */
final class PartitionTotals {

    private final Map<String, Integer> statuses = new TreeMap<>();
    private final LagTotal lag;

    PartitionTotals(List<Topic> topics) {
        topics.forEach(topic -> topic.partitions().forEach(this::add));
        lag = LagTotal.of(topics);
    }

    /** Partitions by status. */
    Map<String, Integer> statuses() {
        return statuses;
    }

    LagTotal lag() {
        return lag;
    }

    private void add(Partition partition) {
        statuses.merge(partition.status().orElse(Catalogue.UNKNOWN_STATUS), 1, Integer::sum);
    }
}
