package io.smartconnect.exporter.time;

import java.time.Duration;

/**
 * The moment at which a poll or a question must have ended.
 *
 * @param nanos a moment of {@link TimeSource#nanos()}
 */
public record Deadline(long nanos) {

    /** The moment {@code duration} from now. */
    public static Deadline in(Duration duration, TimeSource time) {
        return new Deadline(time.nanos() + duration.toNanos());
    }

    /** The time left; zero or negative when it has passed. */
    public Duration left(TimeSource time) {
        return Duration.ofNanos(nanos - time.nanos());
    }

    /** Whether it is before the moment {@code other} of {@link TimeSource#nanos()}. */
    public boolean before(long other) {
        return nanos - other < 0;
    }
}
