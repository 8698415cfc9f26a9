package io.smartconnect.simulator.model;

import java.util.List;

/**
 * A topic of a task.
 *
 * @param partitions in the order of the API, which does not sort them
 */
public record TopicSpec(String name, List<PartitionSpec> partitions) {

    TopicSpec recreatedAt(long moment) {
        return new TopicSpec(
                name,
                partitions.stream()
                        .map(partition -> partition.recreatedAt(moment))
                        .toList());
    }
}
