package io.smartconnect.simulator.scenario;

import java.time.Duration;

/**
 * The properties of a scenario's Cloud Eye.
 *
 * @param v1 true if the cloud has version 1
 * @param v2 true if the cloud has version 2 of the batch query
 * @param delay time from a point to the response that first has it
 * @param batchLimit the largest number of metrics in a batch query of version 1
 */
public record CloudEyeSettings(boolean v1, boolean v2, Duration delay, int batchLimit) {

    static final CloudEyeSettings DEFAULT = new CloudEyeSettings(true, true, Duration.ofMinutes(1), 500);

    CloudEyeSettings withVersions(boolean one, boolean two) {
        return new CloudEyeSettings(one, two, delay, batchLimit);
    }

    CloudEyeSettings withDelay(Duration time) {
        return new CloudEyeSettings(v1, v2, time, batchLimit);
    }

    CloudEyeSettings withBatchLimit(int metrics) {
        return new CloudEyeSettings(v1, v2, delay, metrics);
    }
}
