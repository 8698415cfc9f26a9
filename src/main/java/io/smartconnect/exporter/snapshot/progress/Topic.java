package io.smartconnect.exporter.snapshot.progress;

import java.util.List;
import java.util.Optional;

/**
 * A source topic of a task.
 *
 * @param name its name
 * @param partitions its partitions with their offsets and lag time
 * @param progress the judgements of the partitions, in their order; empty before the first judgement
 */
public record Topic(String name, Partitions partitions, JudgedPartitions progress) {

    /** A topic without judgements. */
    public Topic(String name, Partitions partitions) {
        this(name, partitions, JudgedPartitions.NONE);
    }

    /** A topic without judgements; see {@link Partitions#of}. */
    public Topic(String name, List<Partition> partitions) {
        this(name, Partitions.of(partitions));
    }

    /** The judgement of the partition at {@code index}; absent before the first one. */
    public Optional<JudgedPartition> progress(int index) {
        return progress.isEmpty() ? Optional.empty() : Optional.of(progress.get(index));
    }
}
