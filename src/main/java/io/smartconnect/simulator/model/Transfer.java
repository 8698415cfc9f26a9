package io.smartconnect.simulator.model;

import java.time.Duration;

/**
 * How a task that runs undisturbed moves on in a partition: messages transferred by a moment, never falling, never more
 * than produced. Moments are milliseconds since the scenario's start. Pauses and restarts come on top.
 */
@FunctionalInterface
public interface Transfer {

    long messages(Production production, long millis);

    /** Keeps up, this long behind. */
    static Transfer behind(Duration delay) {
        return (production, millis) -> production.messages(millis - delay.toMillis());
    }

    /** Moves only at each multiple of the interval since the start, then takes all that is there: a saw-tooth of lag. */
    static Transfer flushing(Duration interval) {
        return (production, millis) ->
                production.messages(Math.floorDiv(millis, interval.toMillis()) * interval.toMillis());
    }

    /** Takes all at once until that long after the start (negative: before it), then never moves again. */
    static Transfer stalledAfter(Duration moment) {
        return behind(Duration.ZERO).stoppingAfter(moment);
    }

    /** So many messages behind at the start (at most all there are), then moves at this rate until it has caught up. */
    static Transfer draining(long backlog, long perSecond) {
        return (production, millis) -> {
            long first = Math.max(0, production.messages(0) - backlog);
            long moved = Math.floorDiv(Math.multiplyExact(Math.max(0, millis), perSecond), 1000L);
            return Math.min(production.messages(millis), first + moved);
        };
    }

    /** Has never transferred anything. */
    static Transfer nothing() {
        return (production, millis) -> 0;
    }

    /** The same, but standing still from that long after the start. */
    default Transfer stoppingAfter(Duration moment) {
        return (production, millis) -> messages(production, Math.min(millis, moment.toMillis()));
    }
}
