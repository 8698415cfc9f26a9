package io.smartconnect.exporter.lease;

import io.smartconnect.exporter.time.TimeSource;

/**
 * The permission to send requests to the cloud: without limit, or only while this process holds a lease. It ends by itself, because
 * a process that was stopped and continued runs no timer in time. Safe for any thread.
 */
public final class PollPermit {

    private final TimeSource time;
    private volatile boolean needsLease;
    private volatile long until;

    /** Creates a permit without limit. */
    public PollPermit(TimeSource time) {
        this.time = time;
        this.until = time.nanos();
    }

    /** Makes the permit invalid until the lease is held. */
    public void requireLease() {
        needsLease = true;
        revoke();
    }

    /** Returns true if a request may be sent now. */
    public boolean isValid() {
        return !needsLease || until - time.nanos() > 0;
    }

    /** Makes the permit valid until a moment of {@link TimeSource#nanos()}. */
    void grantUntil(long nanos) {
        until = nanos;
    }

    /** Ends the permit at once. */
    void revoke() {
        until = time.nanos();
    }
}
