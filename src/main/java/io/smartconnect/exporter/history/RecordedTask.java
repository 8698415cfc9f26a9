package io.smartconnect.exporter.history;

import io.smartconnect.exporter.history.RecordedOffsets.OffsetKind;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.PartitionsBuilder;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** The recorded offsets of one task. */
public final class RecordedTask {

    /** The task may have been paused in a longer time without points. */
    private static final long LONGEST_HOLE = Duration.ofMinutes(15).toMillis();

    private static final long UNKNOWN = -1;

    private record PartitionKey(String topic, long partition) {}

    private final Map<PartitionKey, Map<OffsetKind, RecordedSeries>> byPartition = new HashMap<>();

    RecordedTask() {}

    void add(String topic, long partition, OffsetKind kind, long[] points) {
        byPartition
                .computeIfAbsent(new PartitionKey(topic, partition), first -> new EnumMap<>(OffsetKind.class))
                .merge(kind, RecordedSeries.of(points), RecordedSeries::precededBy);
    }

    int partitions() {
        return byPartition.size();
    }

    /**
     * Passes the recorded answers about the task to {@code observer}, oldest first, each with its time. A recorded offset counts if it
     * and all later ones are at most as large as the next one, up to that of {@code present}. In a recorded answer, a partition without
     * a transferred offset is paused, since it did not run; so are all partitions in the first answer after a long time without any.
     *
     * @param present the task in the cloud's present answer
     * @param now the time of that answer; recorded ones are earlier
     */
    public void replay(Task present, Instant now, BiConsumer<Task, Instant> observer) {
        List<RecordedTopic> topics = present.topics().orElse(List.of()).stream()
                .map(topic -> new RecordedTopic(topic.name(), partitions(topic, now.toEpochMilli())))
                .toList();
        long last = next(topics);
        for (long time = next(topics); time < Long.MAX_VALUE; time = next(topics)) {
            List<Topic> answered = new ArrayList<>(topics.size());
            for (RecordedTopic topic : topics) {
                answered.add(topic.take(time, time - last <= LONGEST_HOLE));
            }
            observer.accept(present.withTopics(answered), Instant.ofEpochMilli(time));
            last = time;
        }
    }

    private static long next(List<RecordedTopic> topics) {
        return topics.stream().mapToLong(RecordedTopic::next).min().orElse(Long.MAX_VALUE);
    }

    private List<RecordedPartition> partitions(Topic topic, long now) {
        List<RecordedPartition> all = new ArrayList<>();
        for (Partition partition : topic.partitions()) {
            Map<OffsetKind, RecordedSeries> recorded =
                    byPartition.getOrDefault(new PartitionKey(topic.name(), partition.id()), Map.of());
            all.add(new RecordedPartition(
                    partition.id(),
                    points(recorded, OffsetKind.END, partition.logEndOffset(), now),
                    points(recorded, OffsetKind.TRANSFERRED, partition.lastTransferOffset(), now)));
        }
        return all;
    }

    private static RecordedSeries.Points points(
            Map<OffsetKind, RecordedSeries> recorded, OffsetKind kind, OptionalLong present, long now) {
        return recorded.getOrDefault(kind, RecordedSeries.NONE).upTo(present.orElse(UNKNOWN), now);
    }

    /** The recorded end offsets and transferred offsets of a partition. */
    private record RecordedPartition(long id, RecordedSeries.Points ends, RecordedSeries.Points transferred) {

        void addTo(PartitionsBuilder rows, long time, boolean mayRun) {
            long end = ends.take(time);
            long next = transferred.take(time);
            boolean ran = mayRun && next >= 0;
            if (end >= 0) {
                rows.add(id, ran ? null : TaskStatus.PAUSED.name(), end, ran ? next : UNKNOWN, UNKNOWN);
            }
        }
    }

    private record RecordedTopic(String name, List<RecordedPartition> partitions) {

        long next() {
            return partitions.stream().mapToLong(each -> each.ends.time()).min().orElse(Long.MAX_VALUE);
        }

        Topic take(long time, boolean mayRun) {
            PartitionsBuilder rows = new PartitionsBuilder();
            partitions.forEach(each -> each.addTo(rows, time, mayRun));
            return new Topic(name, rows.build());
        }
    }
}
