package io.smartconnect.exporter.snapshot.task;

import java.util.OptionalDouble;

/**
 * How fast a task moves, over the samples by which it is judged; finite and not negative.
 *
 * @param transferredPerSecond messages transferred
 * @param producedPerSecond messages produced
 * @param catchUpSeconds when, at these rates, nothing will be left to transfer; absent unless it is catching up
 */
public record Rates(
        OptionalDouble transferredPerSecond, OptionalDouble producedPerSecond, OptionalDouble catchUpSeconds) {

    /** Nothing is known. */
    public static final Rates UNKNOWN =
            new Rates(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
}
