package io.smartconnect.exporter.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A wall clock for histories. It spreads a step of the system's clock that is shorter than {@link #SHORTEST_SET} over ten times its
 * length, so it does not move back, and ages are wrong by at most a tenth meanwhile. It follows a longer step at once, also back, and
 * reports it, because times from before are not comparable with later ones. Not thread-safe.
 */
public final class SteadyClock {

    /** The shortest step that counts as a set clock. */
    public static final Duration SHORTEST_SET = Duration.ofMinutes(1);

    /** The longest difference between the system's two clocks that counts as jitter, which this clock follows at once. */
    private static final Duration JITTER = Duration.ofMillis(100);

    private static final int SLOWNESS = 10;

    private final TimeSource time;
    private Instant last;
    private long lastNanos;
    private boolean wasSet;

    /** Creates a clock that starts with the system's. */
    public SteadyClock(TimeSource time) {
        this.time = time;
        this.last = time.instant();
        this.lastNanos = time.nanos();
    }

    /** The present time. */
    public Instant instant() {
        long nanos = time.nanos();
        Duration passed = Duration.ofNanos(nanos - lastNanos);
        Instant now = time.instant();
        Instant expected = last.plus(passed);
        Duration step = Duration.between(expected, now);
        if (step.abs().compareTo(SHORTEST_SET) >= 0) {
            wasSet = true;
            last = now;
        } else if (step.abs().compareTo(JITTER) <= 0) {
            last = now.isAfter(last) ? now : last;
        } else {
            last = expected.plus(limited(step, passed.dividedBy(SLOWNESS)));
        }
        lastNanos = nanos;
        return last;
    }

    /** Returns true once after the system's clock was set. */
    public boolean takeSet() {
        instant();
        boolean taken = wasSet;
        wasSet = false;
        return taken;
    }

    private static Duration limited(Duration step, Duration most) {
        if (step.abs().compareTo(most) <= 0) {
            return step;
        }
        return step.isNegative() ? most.negated() : most;
    }
}
