package io.smartconnect.exporter.snapshot;

import java.time.Duration;
import java.util.Optional;

/**
 * The load of the polls of a target, compared with its allowed request rate.
 *
 * @param ratio requests per second to DMS for Kafka that the polls need, divided by those that the configuration allows
 * @param pollInterval time between two polls of an instance
 * @param detailInterval time between two readings of the offsets of a task that is not in trouble; absent if the rate leaves
 *     nothing for them
 */
public record BudgetUse(double ratio, Duration pollInterval, Optional<Duration> detailInterval) {

    /** True if the polls can't read all offsets. */
    public boolean isTooSmall() {
        return !detailInterval.equals(Optional.of(pollInterval));
    }
}
