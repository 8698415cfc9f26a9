package io.smartconnect.exporter.poll.schedule;

import java.time.Duration;
import java.time.Instant;

/** Spreads polls over the interval: each name has a stable place in it. */
final class PollSchedule {

    private final long interval;

    PollSchedule(Duration interval) {
        this.interval = interval.toMillis();
    }

    /**
     * Time from {@code now} until the next turn of {@code name}. The turn is at the place of the name in the interval, and at least
     * half an interval after {@code started}, when the last one began. If the wall clock was set back since, the last turn counts
     * as begun at {@code now}.
     */
    Duration untilNext(String name, Instant started, Instant now) {
        long present = now.toEpochMilli();
        long earliest = Math.max(Math.min(started.toEpochMilli(), present) + interval / 2, present);
        long wait = Math.floorMod(place(name) - earliest, interval);
        return Duration.ofMillis(earliest + wait - present);
    }

    /** The place of {@code name} in the interval, in milliseconds. */
    private long place(String name) {
        long spread = name.hashCode() * 0x9E3779B97F4A7C15L;
        return Math.floorMod(spread >>> 16, interval);
    }
}
