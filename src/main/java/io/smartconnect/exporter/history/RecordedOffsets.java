package io.smartconnect.exporter.history;

import java.util.HashMap;
import java.util.Map;

/** The recorded offsets of all tasks. Not safe for use by several threads. */
public final class RecordedOffsets {

    /** An offset of a partition. */
    public enum OffsetKind {
        /** The end offset. */
        END,
        /** The transferred offset, while the partition was running. */
        TRANSFERRED
    }

    /** The labels that identify a partition of a task. */
    public record PartitionLabels(String instanceId, String taskId, String topic, long partition) {}

    private final Map<String, Map<String, RecordedTask>> byInstanceId = new HashMap<>();

    /**
     * Adds points of one offset, if they are older than those that it has.
     *
     * @param points time in milliseconds since 1970 and offset in turn, oldest first
     */
    public void add(PartitionLabels labels, OffsetKind kind, long[] points) {
        byInstanceId
                .computeIfAbsent(labels.instanceId, id -> new HashMap<>())
                .computeIfAbsent(labels.taskId, id -> new RecordedTask())
                .add(labels.topic, labels.partition, kind, points);
    }

    /** The tasks by instance and task id. */
    public Map<String, Map<String, RecordedTask>> byInstanceId() {
        return byInstanceId;
    }

    /** Number of partitions of all tasks. */
    public int partitions() {
        return byInstanceId.values().stream()
                .flatMap(tasks -> tasks.values().stream())
                .mapToInt(RecordedTask::partitions)
                .sum();
    }
}
