package io.smartconnect.exporter.cloud.gate;

import java.time.Duration;

/**
 * The rate at which one target may be asked: the configured one, until the target throttles. Each throttling halves it; after
 * the pause it grows back linearly over ten poll intervals, so that the same load does not throttle again at once.
 */
final class AdaptiveRate {

    /** Lowest share of the configured rate that repeated throttling can lead to. */
    private static final double FLOOR = 1.0 / 64;

    private static final int INTERVALS_TO_RECOVER = 10;

    private final double configured;
    private final long recoveryNanos;
    private volatile Recovery recovery;
    private long nextSlot;

    /** From which rate, and since when, the pace grows; replaced whole, since metrics read it from another thread. */
    private record Recovery(double rate, long since) {}

    /** A pace of {@code perSecond} requests, in the time that begins at {@code now}. */
    AdaptiveRate(double perSecond, Duration interval, long now) {
        configured = perSecond;
        recoveryNanos = interval.toNanos() * INTERVALS_TO_RECOVER;
        recovery = new Recovery(perSecond, now);
        nextSlot = now;
    }

    /** Requests per second allowed at {@code now}. Safe for any thread. */
    double rate(long now) {
        Recovery from = recovery;
        double recovered = Math.min(1, Math.max(0, (double) (now - from.since) / recoveryNanos));
        return from.rate + (configured - from.rate) * recovered;
    }

    /** Halves the rate; it grows again from now on. */
    void halve(long now) {
        recovery = new Recovery(Math.max(rate(now) / 2, configured * FLOOR), now);
    }

    /** Lets the rate grow from {@code resumes} on, the end of a pause. */
    void recoverFrom(long resumes) {
        recovery = new Recovery(recovery.rate, resumes);
    }

    /** Nanoseconds to wait at {@code now} before the next request; zero when it may go. */
    long delay(long now) {
        return Math.max(0, nextSlot - now);
    }

    /** Takes the slot of a request that goes at {@code now}. */
    void take(long now) {
        nextSlot = Math.max(nextSlot, now) + (long) Math.ceil(1e9 / rate(now));
    }
}
