package io.smartconnect.exporter.dms;

import java.time.Duration;

/**
 * The moment at which a poll must have ended.
 *
 * @param nanos in the time of {@link Ticks#nanos()}
 */
public record Deadline(long nanos) {

    /** The moment {@code duration} from now. */
    public static Deadline in(Duration duration, Ticks ticks) {
        return new Deadline(ticks.nanos() + duration.toNanos());
    }

    /** What is left; zero or negative when it has passed. */
    public Duration left(Ticks ticks) {
        return Duration.ofNanos(nanos - ticks.nanos());
    }

    /** Whether it comes before the moment {@code other} nanoseconds. */
    boolean before(long other) {
        return nanos - other < 0;
    }
}
