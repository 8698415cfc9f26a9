package io.smartconnect.simulator.model;

import java.util.List;

/**
 * A topic of a task.
 *
 * @param partitions in the order in which the API names them: not sorted
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
