package io.smartconnect.exporter.snapshot.progress;

import java.util.List;
import java.util.Optional;

/**
 * One source topic of a dump task.
 *
 * @param name the topic
 * @param partitions its partitions, as metrics show them
 * @param progress what watching them tells beyond that, in their order; empty as the cloud answers it
 */
public record Topic(String name, Partitions partitions, ProgressTable progress) {

    /** A topic as the cloud answers it. */
    public Topic(String name, Partitions partitions) {
        this(name, partitions, ProgressTable.NONE);
    }

    /** A topic as the cloud answers it; see {@link Partitions#of}. */
    public Topic(String name, List<Partition> partitions) {
        this(name, Partitions.of(partitions));
    }

    /** What watching the partition at {@code index} tells; absent while nobody watches. */
    public Optional<PartitionProgress> progress(int index) {
        return progress.isEmpty() ? Optional.empty() : Optional.of(progress.get(index));
    }
}
