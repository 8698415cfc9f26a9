package io.smartconnect.simulator.model;

import java.time.Duration;

/**
 * What is really so for one partition of a task at one moment, whatever the API says.
 *
 * @param taskId the Smart Connect id, or the dump API's for a task that only that knows
 * @param transferredOffset next offset to transfer
 * @param oldestAge age of the oldest message not yet transferred; zero when there is none
 */
public record Truth(
        String instanceId,
        String taskId,
        String topic,
        int partition,
        long logEndOffset,
        long transferredOffset,
        Duration oldestAge) {

    public long lag() {
        return logEndOffset - transferredOffset;
    }
}
