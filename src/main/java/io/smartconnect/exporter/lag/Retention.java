package io.smartconnect.exporter.lag;

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

    private final Histories starts = new Histories();
    private final Map<Histories.SourcePartition, OffsetHistory> byPartition = new HashMap<>();
    private final Map<TaskInfo, SortedMap<String, Duration>> timesByTask = new HashMap<>();
    private final long staleMillis;
    private SortedMap<String, Duration> retentionTimes = new TreeMap<>();
    private long timesLearnedAt;
    private boolean peerNeedsTimes;

    /** Creates the retention of an instance without a reading. Readings expire after {@code staleAfter}. */
    public Retention(Duration staleAfter) {
        staleMillis = staleAfter.toMillis();
    }

    /** Replaces the retention times of all topics. */
    public void learnTimes(Map<String, Duration> times, long now) {
        retentionTimes = new TreeMap<>(times);
        timesLearnedAt = now;
        timesByTask.clear();
    }

    /** Notes that a task of another instance reads topics of this one. */
    void needTimes() {
        peerNeedsTimes = true;
    }

    /** True if a task of another instance reads topics of this one, and so needs their retention times. */
    public boolean peerNeedsTimes() {
        return peerNeedsTimes;
    }

    /** Records the start offsets of the partitions of a topic at {@code now}. Partitions without one are forgotten. */
    public void learnStarts(String topic, Map<Long, Long> startOffsets, long now) {
        byPartition
                .keySet()
                .removeIf(each -> each.topic().equals(topic) && !startOffsets.containsKey(each.partition()));
        startOffsets.forEach((partition, start) -> {
            Histories.SourcePartition key = new Histories.SourcePartition(topic, partition);
            OptionalLong before = Optional.ofNullable(byPartition.get(key))
                    .map(OffsetHistory::last)
                    .orElseGet(OptionalLong::empty);
            OffsetHistory history = starts.observe(topic, partition, now, start, before);
            if (!history.isEmpty()) {
                byPartition.put(key, history);
            }
        });
    }

    /** Forgets the start offset of a partition until the next reading, as of one whose topic was recreated. */
    public void forgetStart(String topic, long partition) {
        byPartition.remove(new Histories.SourcePartition(topic, partition));
    }

    /** Forgets the start offsets of topics that no task reads any more. */
    public void retainStarts(Predicate<String> topics) {
        byPartition.keySet().removeIf(each -> !topics.test(each.topic()));
    }

    /** Discards the histories of start offsets, as after a step of the clock. */
    public void restart() {
        starts.restart();
        byPartition.clear();
    }

    /** The retention times of the topics that a task with these facts reads, by name. They are matched once after each reading. */
    public SortedMap<String, Duration> times(TaskInfo task, long now) {
        if (now - timesLearnedAt > staleMillis) {
            timesByTask.clear();
            return Collections.emptySortedMap();
        }
        return timesByTask.computeIfAbsent(task, this::match);
    }

    private SortedMap<String, Duration> match(TaskInfo task) {
        SortedMap<String, Duration> found = new TreeMap<>(retentionTimes);
        found.keySet().retainAll(TaskTopics.of(task).among(retentionTimes.keySet()));
        return Collections.unmodifiableSortedMap(found);
    }

    /** The last start offset of a partition. */
    public OptionalLong start(String topic, long partition, long now) {
        OffsetHistory history = fresh(topic, partition, now);
        return history == null ? OptionalLong.empty() : history.last();
    }

    /**
     * Seconds from {@code now} until the message at {@code transferred}, the oldest untransferred one, is deleted; 0 once it is. The
     * speed of the start offset decides, where it moves: retention by size and a full disk delete earlier than the retention time.
     * Otherwise it is the retention time less the age of the message. Absent if neither is known.
     */
    public OptionalDouble marginSeconds(
            String topic, long partition, long transferred, Optional<LagTime> lagTime, long now) {
        OffsetHistory history = fresh(topic, partition, now);
        if (history != null && transferred < history.last().orElse(0)) {
            return OptionalDouble.of(0);
        }
        OptionalDouble untilReached = history == null ? OptionalDouble.empty() : history.secondsUntil(transferred, now);
        return untilReached.isPresent() ? untilReached : byAge(topic, lagTime, now);
    }

    private OptionalDouble byAge(String topic, Optional<LagTime> lagTime, long now) {
        Duration time = now - timesLearnedAt <= staleMillis ? retentionTimes.get(topic) : null;
        return time == null || lagTime.isEmpty() || lagTime.get().isLowerBound()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, time.toSeconds() - lagTime.get().seconds()));
    }

    private @Nullable OffsetHistory fresh(String topic, long partition, long now) {
        OffsetHistory history = byPartition.get(new Histories.SourcePartition(topic, partition));
        return history == null || history.isOlderThan(now - staleMillis) ? null : history;
    }
}
