package io.smartconnect.exporter.snapshot;

import java.util.List;

/**
 * One source topic of a dump task.
 *
 * @param name the topic
 * @param partitions its partitions, each number once, ascending
 */
public record Topic(String name, List<Partition> partitions) {

    public Topic {
        partitions = List.copyOf(partitions);
    }
}
