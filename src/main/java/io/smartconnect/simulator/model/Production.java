package io.smartconnect.simulator.model;

import java.time.Duration;

/**
 * How many messages a partition has received by a moment: whole messages that appear on whole milliseconds, a count that
 * never falls. Moments are milliseconds since the scenario's start; they may be negative, since a partition has one
 * day of history (0 messages before that).
 */
@FunctionalInterface
public interface Production {

    /** How far before the scenario's start the first message was produced. */
    Duration HISTORY = Duration.ofDays(1);

    /** Messages produced up to and including this moment. */
    long messages(long millis);

    /** Nothing new, and nothing old. */
    static Production idle() {
        return idle(0);
    }

    /** Nothing new; the given number of messages were produced one day before the start. */
    static Production idle(long messages) {
        return millis -> millis < -HISTORY.toMillis() ? 0 : messages;
    }

    static Production steady(long perSecond) {
        return steady(perSecond, Duration.ofSeconds(1));
    }

    /** For slow topics: so many messages per so long, evenly. */
    static Production steady(long messages, Duration per) {
        return sinceHistory(millis -> Math.floorDiv(Math.multiplyExact(millis, messages), per.toMillis()));
    }

    /** At each multiple of {@code every} since the start a burst of this length and rate, silence between. */
    static Production bursts(Duration every, Duration length, long perSecond) {
        long burst = inMillis(length.toMillis(), perSecond);
        return sinceHistory(millis -> {
            long bursts = Math.floorDiv(millis, every.toMillis());
            long within = Math.min(Math.floorMod(millis, every.toMillis()), length.toMillis());
            return bursts * burst + inMillis(within, perSecond);
        });
    }

    /** Both together. */
    default Production plus(Production other) {
        return millis -> messages(millis) + other.messages(millis);
    }

    /** The same until that long after the start, then silence. */
    default Production until(Duration end) {
        return millis -> messages(Math.min(millis, end.toMillis()));
    }

    /**
     * The millisecond at which a message was produced: the first by which more than {@code message} messages were there.
     *
     * @param message its number, from 0; must have been produced by {@code now}
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

    private static Production sinceHistory(Production count) {
        long first = -HISTORY.toMillis();
        return millis -> count.messages(Math.max(first, millis)) - count.messages(first);
    }

    private static long inMillis(long millis, long perSecond) {
        return Math.floorDiv(Math.multiplyExact(millis, perSecond), 1000L);
    }
}
