package io.smartconnect.exporter.time;

import java.time.Duration;

/**
 * The latest end of a poll or a command.
 *
 * @param nanos a moment of {@link TimeSource#nanos()}
 */
public record Deadline(long nanos) {

    /** Creates a deadline {@code duration} from now. */
    public static Deadline in(Duration duration, TimeSource time) {
        return new Deadline(time.nanos() + duration.toNanos());
    }

    /** The time left; zero or negative when it has passed. */
    public Duration left(TimeSource time) {
        return Duration.ofNanos(nanos - time.nanos());
    }

    /** Returns true if the deadline is before {@code other}, a moment of {@link TimeSource#nanos()}. */
    public boolean before(long other) {
        return nanos - other < 0;
    }
}
