package io.smartconnect.simulator.model;

import java.time.Duration;
import java.util.List;

/**
 * A topic of a task.
 *
 * @param direction 0, or 1 for a topic that a two-way replication transfers from the peer to this instance
 * @param partitions in the order of the API, which does not sort them
 */
public record TopicSpec(String name, int direction, List<PartitionSpec> partitions) {

    /** The retention time, which all partitions share. */
    public Duration retention() {
        return partitions.isEmpty()
                ? PartitionSpec.DEFAULT_RETENTION
                : partitions.get(0).retention();
    }

    TopicSpec recreatedAt(long moment) {
        return new TopicSpec(
                name,
                direction,
                partitions.stream()
                        .map(partition -> partition.recreatedAt(moment))
                        .toList());
    }
}
