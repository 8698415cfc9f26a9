package io.smartconnect.exporter.snapshot.task;

import java.util.OptionalDouble;

/**
 * The speeds at which a task transfers and its source topics grow, over the window of its judgement; finite and not negative.
 *
 * @param transferredPerSecond messages transferred per second
 * @param producedPerSecond messages produced per second
 * @param catchUpSeconds time until the lag is 0 at these rates; absent unless the task catches up
 * @param breachSeconds time until the lag time passes its objective at these rates; 0 once it has; absent unless the lag time grows
 */
public record TransferRates(
        OptionalDouble transferredPerSecond,
        OptionalDouble producedPerSecond,
        OptionalDouble catchUpSeconds,
        OptionalDouble breachSeconds) {

    /** No rate is known. */
    public static final TransferRates UNKNOWN =
            new TransferRates(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /** Rates without a breach. */
    public TransferRates(
            OptionalDouble transferredPerSecond, OptionalDouble producedPerSecond, OptionalDouble catchUpSeconds) {
        this(transferredPerSecond, producedPerSecond, catchUpSeconds, OptionalDouble.empty());
    }
}
