package io.smartconnect.exporter.time;

import java.time.Duration;

/**
 * The moment at which a poll must have ended.
 *
 * @param nanos in the time of {@link TimeSource#nanos()}
 */
public record Deadline(long nanos) {

    /** The moment {@code duration} from now. */
    public static Deadline in(Duration duration, TimeSource ticks) {
        return new Deadline(ticks.nanos() + duration.toNanos());
    }

    /** What is left; zero or negative when it has passed. */
    public Duration left(TimeSource ticks) {
        return Duration.ofNanos(nanos - ticks.nanos());
    }

    /** Whether it comes before the moment {@code other} nanoseconds. */
    public boolean before(long other) {
        return nanos - other < 0;
    }
}
