package io.smartconnect.exporter.poll;

import java.time.Duration;
import java.time.Instant;

/** Gives each name its own stable place in the interval, so that polls are spread evenly over it. */
final class Schedule {

    private final long interval;

    Schedule(Duration interval) {
        this.interval = interval.toMillis();
    }

    /**
     * Time from {@code now} until the next turn of {@code name}, whose last turn began at {@code started}: at its place in
     * the interval, half an interval after that turn at the earliest. If the wall clock was set back
     * in between, that turn counts as begun at {@code now}.
     */
    Duration untilNext(String name, Instant started, Instant now) {
        long present = now.toEpochMilli();
        long earliest = Math.max(Math.min(started.toEpochMilli(), present) + interval / 2, present);
        long wait = Math.floorMod(place(name) - earliest, interval);
        return Duration.ofMillis(earliest + wait - present);
    }

    /** Where in the interval {@code name} has its place, in milliseconds. */
    private long place(String name) {
        long spread = name.hashCode() * 0x9E3779B97F4A7C15L;
        return Math.floorMod(spread >>> 16, interval);
    }
}
