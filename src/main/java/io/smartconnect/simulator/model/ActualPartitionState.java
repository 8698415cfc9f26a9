package io.smartconnect.simulator.model;

import java.time.Duration;
import java.util.Optional;

/**
 * The true state of one partition of a task at one time, regardless of the API.
 *
 * @param taskId the Smart Connect id, or the dump API's for a task that only the dump API lists
 * @param logStartOffset the oldest offset that still exists
 * @param transferredOffset next offset to transfer; smaller than {@code logStartOffset} until the task skips deleted messages
 * @param oldestAge age of the oldest untransferred message; zero without one
 * @param expired messages deleted so far that were never transferred
 * @param untilLoss time until the oldest untransferred message is deleted; zero once it is; absent without such a message
 */
public record ActualPartitionState(
        String instanceId,
        String taskId,
        String topic,
        int partition,
        long logStartOffset,
        long logEndOffset,
        long transferredOffset,
        Duration oldestAge,
        long expired,
        Optional<Duration> untilLoss) {

    /** Untransferred messages, deleted ones included. */
    public long lag() {
        return logEndOffset - transferredOffset;
    }
}
