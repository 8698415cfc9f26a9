package io.smartconnect.exporter.metrics.catalogue;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What the source partitions of a task come to, found in one pass over them. */
final class PartitionTotals {

    private final Map<String, Integer> statuses = new TreeMap<>();
    private long knownLags;
    private long unknownLags;
    private double lag;
    private double oldest = -1;

    PartitionTotals(List<Topic> topics) {
        topics.forEach(topic -> topic.partitions().forEach(this::add));
    }

    /** Partitions by status. */
    Map<String, Integer> statuses() {
        return statuses;
    }

    boolean knowsLag() {
        return knownLags > 0;
    }

    /** Partitions whose lag is not known. */
    long unknownLags() {
        return unknownLags;
    }

    /** Messages not transferred, over the partitions that know it; as a double, which can't overflow. */
    OptionalDouble lag() {
        return knowsLag() ? OptionalDouble.of(lag) : OptionalDouble.empty();
    }

    /** The greatest age in seconds; absent if no partition knows its own. */
    OptionalDouble oldest() {
        return oldest < 0 ? OptionalDouble.empty() : OptionalDouble.of(oldest);
    }

    private void add(Partition partition) {
        statuses.merge(partition.status().orElse(Catalogue.UNKNOWN_STATUS), 1, Integer::sum);
        OptionalLong waiting = partition.lag();
        if (waiting.isPresent()) {
            knownLags++;
            lag += (double) waiting.getAsLong();
        } else {
            unknownLags++;
        }
        Optional<LagTime> age = partition.age();
        if (age.isPresent()) {
            oldest = Math.max(oldest, age.get().seconds());
        }
    }
}
