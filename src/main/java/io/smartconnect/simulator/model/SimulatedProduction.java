package io.smartconnect.simulator.model;

import java.time.Duration;

/**
 * The number of messages produced to a partition as a function of time. It never falls and changes only at whole
 * milliseconds. Times are milliseconds since the scenario's start. A partition has one day of history before the start,
 * and 0 messages before that.
 */
@FunctionalInterface
public interface SimulatedProduction {

    /** The time from the first message to the scenario's start. */
    Duration HISTORY = Duration.ofDays(1);

    /** Messages produced up to and including this time. */
    long messages(long millis);

    /** No messages, old or new. */
    static SimulatedProduction idle() {
        return idle(0);
    }

    /** No new messages, and this number of old ones, produced one day before the start. */
    static SimulatedProduction idle(long messages) {
        return millis -> millis < -HISTORY.toMillis() ? 0 : messages;
    }

    /** A constant rate. */
    static SimulatedProduction steady(long perSecond) {
        return steady(perSecond, Duration.ofSeconds(1));
    }

    /** A constant rate below one message a second: evenly this number of messages in each such time. */
    static SimulatedProduction steady(long messages, Duration per) {
        return sinceHistory(millis -> Math.floorDiv(Math.multiplyExact(millis, messages), per.toMillis()));
    }

    /** A burst of this length and rate at each multiple of {@code every}, and nothing in between. */
    static SimulatedProduction bursts(Duration every, Duration length, long perSecond) {
        long burst = inMillis(length.toMillis(), perSecond);
        return sinceHistory(millis -> {
            long bursts = Math.floorDiv(millis, every.toMillis());
            long within = Math.min(Math.floorMod(millis, every.toMillis()), length.toMillis());
            return bursts * burst + inMillis(within, perSecond);
        });
    }

    /** The sum of both. */
    default SimulatedProduction plus(SimulatedProduction other) {
        return millis -> messages(millis) + other.messages(millis);
    }

    /** This production, which ends this long after the start. */
    default SimulatedProduction until(Duration end) {
        return millis -> messages(Math.min(millis, end.toMillis()));
    }

    /**
     * The millisecond at which a message was produced.
     *
     * @param message its number, from 0; must be produced by {@code now}
     */
    default long producedAt(long message, long now) {
        long low = -HISTORY.toMillis();
        long high = now;
        while (low < high) {
            long middle = Math.floorDiv(low + high, 2);
            if (messages(middle) > message) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static SimulatedProduction sinceHistory(SimulatedProduction count) {
        long first = -HISTORY.toMillis();
        return millis -> count.messages(Math.max(first, millis)) - count.messages(first);
    }

    private static long inMillis(long millis, long perSecond) {
        return Math.floorDiv(Math.multiplyExact(millis, perSecond), 1000L);
    }
}
