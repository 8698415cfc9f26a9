package io.smartconnect.simulator.model;

import java.time.Duration;

/**
 * The true state of one partition of a task at one time, regardless of the API.
 *
 * @param taskId the Smart Connect id, or the dump API's for a task that only the dump API lists
 * @param transferredOffset next offset to transfer
 * @param oldestAge age of the oldest untransferred message; zero without one
 */
public record Truth(
        String instanceId,
        String taskId,
        String topic,
        int partition,
        long logEndOffset,
        long transferredOffset,
        Duration oldestAge) {

    /** Untransferred messages. */
    public long lag() {
        return logEndOffset - transferredOffset;
    }
}
