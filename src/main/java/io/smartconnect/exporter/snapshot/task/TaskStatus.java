package io.smartconnect.exporter.snapshot.task;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A documented status of a task or partition. The cloud may report others, so a task keeps its status as text.
 *
 * <p>The first four are those of {@code SmartConnectTaskEntity} in the official SDK; the Terraform provider waits for the end of
 * {@code CREATING}. No document names a bad status.
 */
public enum TaskStatus {
    /** Messages are transferred. */
    RUNNING,
    /** A user has paused the task. */
    PAUSED,
    /** The task was never started. */
    WAITING,
    /** The task is being restarted. */
    RESTARTING,
    /** The task is being created. */
    CREATING;

    private static final Map<String, TaskStatus> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TaskStatus::name, status -> status));

    /** The status that the cloud calls {@code word}; empty for an undocumented one. */
    public static Optional<TaskStatus> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
