package io.smartconnect.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock for tests that stands still until it is set; thread-safe. */
public final class TurnableClock implements InstantSource {

    private Instant now;

    /** A clock that stands at this time. */
    public TurnableClock(Instant now) {
        this.now = now;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Moves the time forward. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** Sets the time, forward or back. */
    public synchronized void set(Instant to) {
        now = to;
    }
}
