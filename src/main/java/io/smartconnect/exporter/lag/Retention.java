package io.smartconnect.exporter.lag;

import io.netty.util.collection.LongCollections;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The retention of the source topics of one instance: their retention times, and the history of the start offset of each partition.
 * One thread uses it. Times are milliseconds since 1970.
 */
public final class Retention {

    private final OffsetHistories starts = new OffsetHistories();
    /** Of each topic, by partition; without an object for each entry, since there are many. */
    private final Map<String, LongObjectMap<StartOffsets>> byTopic = new HashMap<>();

    private final Map<TaskInfo, SortedMap<String, Duration>> timesByTask = new HashMap<>();
    private long staleMillis;
    private Map<String, Duration> retentionTimes = Map.of();
    private long timesLearnedAt;
    private boolean peerNeedsTimes;

    /** Creates the retention of an instance without a reading. Readings expire after {@code staleAfter}. */
    public Retention(Duration staleAfter) {
        staleMillis = staleAfter.toMillis();
    }

    /** Changes the time after which readings expire. */
    void expireAfter(Duration staleAfter) {
        staleMillis = staleAfter.toMillis();
    }

    /** Replaces the retention times of all topics. Start offsets from before a change show nothing about the time after it. */
    public void learnTimes(Map<String, Duration> times, long now) {
        times.forEach((topic, time) -> {
            Duration before = retentionTimes.get(topic);
            if (before != null && !before.equals(time)) {
                Optional.ofNullable(byTopic.remove(topic))
                        .ifPresent(known -> known.values().forEach(StartOffsets::restart));
            }
        });
        retentionTimes = new HashMap<>(times);
        timesLearnedAt = now;
        peerNeedsTimes = false;
        timesByTask.clear();
    }

    /** Number of topics whose retention times are known. */
    public int topics() {
        return retentionTimes.size();
    }

    /** Notes, until the next reading of retention times, that a task of another instance reads topics of this one. */
    void needTimes() {
        peerNeedsTimes = true;
    }

    /** True if a task of another instance has needed retention times since they were read. */
    public boolean peerNeedsTimes() {
        return peerNeedsTimes;
    }

    /** Records the start offsets of the partitions of a topic at {@code now}. Partitions without one are forgotten. */
    public void learnStarts(String topic, Map<Long, Long> startOffsets, long now) {
        LongObjectMap<StartOffsets> before = byTopic.getOrDefault(topic, LongCollections.emptyMap());
        LongObjectMap<StartOffsets> present = new LongObjectHashMap<>();
        startOffsets.forEach((partition, start) -> {
            StartOffsets known = before.get(partition.longValue());
            OptionalLong last = known == null ? OptionalLong.empty() : OptionalLong.of(known.last());
            OffsetHistory history = starts.observe(topic, partition, now, start, last);
            if (!history.isEmpty()) {
                present.put(
                        partition,
                        known == null ? StartOffsets.first(history, start, now) : known.next(history, start, now));
            }
        });
        byTopic.put(topic, present);
    }

    /** Forgets the start offset of a partition until the next reading, as of one whose topic was recreated. */
    public void forgetStart(String topic, long partition) {
        Optional.ofNullable(byTopic.get(topic)).ifPresent(known -> known.remove(partition));
    }

    /** Forgets the start offsets of topics that no task reads any more. */
    public void retainStarts(Predicate<String> topics) {
        byTopic.keySet().removeIf(topic -> !topics.test(topic));
    }

    /** Discards the histories of start offsets, as after a step of the clock. The retention times are stale until the next reading. */
    public void restart() {
        starts.restart();
        byTopic.clear();
        timesLearnedAt = 0;
    }

    /** The retention times of the topics that a task with these facts reads, by name. They are matched once after each reading. */
    public SortedMap<String, Duration> times(TaskInfo task, long now) {
        if (!hasTimes(now)) {
            timesByTask.clear();
            return Collections.emptySortedMap();
        }
        return timesByTask.computeIfAbsent(task, this::match);
    }

    /** True if the last retention times are not stale. */
    public boolean hasTimes(long now) {
        return now - timesLearnedAt <= staleMillis;
    }

    private SortedMap<String, Duration> match(TaskInfo task) {
        SortedMap<String, Duration> found = new TreeMap<>();
        for (String topic : TaskTopics.of(task).among(retentionTimes.keySet())) {
            found.put(topic, retentionTimes.get(topic));
        }
        return Collections.unmodifiableSortedMap(found);
    }

    /** The last start offset of a partition. */
    public OptionalLong start(String topic, long partition, long now) {
        StartOffsets starts = fresh(topic, partition, now);
        return starts == null ? OptionalLong.empty() : OptionalLong.of(starts.last());
    }

    /**
     * The oldest untransferred message of a partition.
     *
     * @param offset the transferred offset
     * @param age its age, if it is known
     * @param ends the end offsets of the partition, if they are known
     */
    public record OldestMessage(long offset, Optional<LagTime> age, Optional<OffsetHistory> ends) {}

    /**
     * Seconds from {@code now} until the oldest untransferred message is deleted; 0 once it is. The history of the start offset decides,
     * where it moves: retention by size and a full disk delete earlier than the retention time. Otherwise it is the retention time less
     * the age of the message. Absent if neither is known.
     */
    public OptionalDouble marginSeconds(String topic, long partition, OldestMessage oldest, long now) {
        StartOffsets starts = fresh(topic, partition, now);
        if (starts != null && oldest.offset < starts.last()) {
            return OptionalDouble.of(0);
        }
        Duration time = hasTimes(now) ? retentionTimes.get(topic) : null;
        OptionalDouble retention = time == null ? OptionalDouble.empty() : OptionalDouble.of((double) time.toSeconds());
        OptionalDouble byStarts =
                starts == null ? OptionalDouble.empty() : starts.marginSeconds(oldest, retention, now);
        return byStarts.isPresent() ? byStarts : byAge(retention, oldest.age);
    }

    private static OptionalDouble byAge(OptionalDouble retention, Optional<LagTime> age) {
        return retention.isEmpty() || age.isEmpty() || age.get().isLowerBound()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Math.max(0, retention.getAsDouble() - age.get().seconds()));
    }

    private @Nullable StartOffsets fresh(String topic, long partition, long now) {
        LongObjectMap<StartOffsets> known = byTopic.get(topic);
        StartOffsets starts = known == null ? null : known.get(partition);
        return starts == null || starts.isOlderThan(now - staleMillis) ? null : starts;
    }

    /**
     * The readings of the start offset of one partition, which show how long its messages are kept. Times are milliseconds since 1970.
     *
     * @param history of the start offset
     * @param last the start offset
     * @param reachedAt the first reading of {@code last}
     * @param readBefore the reading before that; equal to it if the start offset never moved
     * @param readAt the last reading
     */
    private record StartOffsets(OffsetHistory history, long last, long reachedAt, long readBefore, long readAt) {

        /** The first reading. */
        static StartOffsets first(OffsetHistory history, long start, long now) {
            return new StartOffsets(history, start, now, now, now);
        }

        /** These readings and a further one. A start offset that moves back is that of a recreated topic. */
        StartOffsets next(OffsetHistory moved, long start, long now) {
            if (start < last) {
                return first(moved, start, now);
            }
            return start == last
                    ? new StartOffsets(moved, last, reachedAt, readBefore, now)
                    : new StartOffsets(moved, start, now, readAt, now);
        }

        boolean isOlderThan(long time) {
            return readAt < time;
        }

        void restart() {
            history.restart();
        }

        /**
         * Seconds from {@code now} until a message is deleted, which is not below the start offset; at least 0. Absent if the start offset
         * never moved.
         *
         * @param retention the retention time in seconds, if it is known
         */
        OptionalDouble marginSeconds(OldestMessage oldest, OptionalDouble retention, long now) {
            if (readBefore == reachedAt) {
                return OptionalDouble.empty();
            }
            Optional<LagTime> deleted =
                    oldest.ends.isPresent() ? oldest.ends.get().age(last - 1, now) : Optional.empty();
            if (oldest.age.isEmpty() || deleted.isEmpty()) {
                return history.secondsUntil(oldest.offset, now);
            }
            OffsetHistory ends = oldest.ends.orElseThrow();
            LagTime age = oldest.age.get();
            if (deleted.get().isLowerBound()) {
                return bySpeed(oldest.offset, ends, age, retention, now);
            }
            double kept = kept(deleted.get(), ends, retention, now);
            return OptionalDouble.of(Math.max(0, kept - age.seconds()));
        }

        /**
         * Seconds for which messages are kept: the age at which the message before the start offset was deleted. It was deleted between two
         * readings; and the message at the start offset is younger, and still existed at the last reading. The retention time counts if it
         * lies between these limits.
         */
        private double kept(LagTime deleted, OffsetHistory ends, OptionalDouble retention, long now) {
            double most = deleted.seconds() - seconds(now - reachedAt);
            double oldest = ends.age(last, now).orElse(LagTime.NONE).seconds() - seconds(now - readAt);
            double least = Math.max(deleted.seconds() - seconds(now - readBefore), oldest);
            return Math.min(most, Math.max(least, retention.orElse(least)));
        }

        /**
         * The margin while the end offsets do not reach back to the messages that are deleted now: the start offset moves to their first
         * point at its mean speed, and from there on as the end offset did. No message outlives the retention time.
         */
        private OptionalDouble bySpeed(
                long transferred, OffsetHistory ends, LagTime age, OptionalDouble retention, long now) {
            OptionalDouble untilFirst = history.secondsUntil(Math.min(transferred, ends.firstEnd()), now);
            if (untilFirst.isEmpty()) {
                return untilFirst;
            }
            double afterFirst = age.isLowerBound() ? 0 : ends.secondsSinceFirst(now) - age.seconds();
            double most = retention.orElse(Double.MAX_VALUE) - age.seconds();
            return OptionalDouble.of(Math.max(afterFirst, Math.min(untilFirst.getAsDouble() + afterFirst, most)));
        }

        private static double seconds(long millis) {
            return millis / 1_000d;
        }
    }
}
