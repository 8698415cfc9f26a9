package io.smartconnect.simulator.model;

import java.time.Duration;

/**
 * The number of messages that a task without pauses and restarts has transferred, as a function of time. It never falls
 * and never exceeds the production. Times are milliseconds since the scenario's start.
 */
@FunctionalInterface
public interface SimulatedTransfer {

    /** Messages transferred up to and including this time. */
    long messages(SimulatedProduction production, long millis);

    /** A transfer with a constant delay. */
    static SimulatedTransfer behind(Duration delay) {
        return (production, millis) -> production.messages(millis - delay.toMillis());
    }

    /** A transfer of all messages at each multiple of the interval: a saw-tooth of lag. */
    static SimulatedTransfer flushing(Duration interval) {
        return (production, millis) ->
                production.messages(Math.floorDiv(millis, interval.toMillis()) * interval.toMillis());
    }

    /** A transfer without delay that stops this long after the start (negative: before it). */
    static SimulatedTransfer stalledAfter(Duration moment) {
        return behind(Duration.ZERO).stoppingAfter(moment);
    }

    /**
     * A transfer with a backlog at the start (at most all messages), which moves at this rate until it has caught up.
     */
    static SimulatedTransfer draining(long backlog, long perSecond) {
        return (production, millis) -> {
            long first = Math.max(0, production.messages(0) - backlog);
            long moved = Math.floorDiv(Math.multiplyExact(Math.max(0, millis), perSecond), 1000L);
            return Math.min(production.messages(millis), first + moved);
        };
    }

    /** A transfer that never starts. */
    static SimulatedTransfer nothing() {
        return (production, millis) -> 0;
    }

    /** This transfer, which stops this long after the start. */
    default SimulatedTransfer stoppingAfter(Duration moment) {
        return (production, millis) -> messages(production, Math.min(millis, moment.toMillis()));
    }
}
