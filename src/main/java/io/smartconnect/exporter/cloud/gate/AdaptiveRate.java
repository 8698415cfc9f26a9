package io.smartconnect.exporter.cloud.gate;

import java.time.Duration;

/**
 * A request rate that throttling halves and that recovers linearly to the configured rate over 10 poll intervals, so
 * that the same load does not cause throttling again at once.
 */
final class AdaptiveRate {

    /** Smallest share of the configured rate. */
    private static final double FLOOR = 1.0 / 64;

    private static final int INTERVALS_TO_RECOVER = 10;

    private final double configured;
    private final long recoveryNanos;
    private volatile Recovery recovery;
    private long nextSlot;

    /** The start of a recovery. It is replaced as a whole, since metrics read it on another thread. */
    private record Recovery(double rate, long since) {}

    /** Creates a rate of {@code perSecond} requests at {@code now}. */
    AdaptiveRate(double perSecond, Duration interval, long now) {
        configured = perSecond;
        recoveryNanos = interval.toNanos() * INTERVALS_TO_RECOVER;
        recovery = new Recovery(perSecond, now);
        nextSlot = now;
    }

    /** Continues {@code before}: the same share of the configured rate, and its recovery. */
    void continueFrom(AdaptiveRate before, long now) {
        double share = before.rate(now) / before.configured;
        long since = before.recovery.since;
        recovery = new Recovery(configured * share, since - now > 0 ? since : now);
        nextSlot = Math.max(nextSlot, before.nextSlot);
    }

    /** Requests per second allowed at {@code now}. Safe for any thread. */
    double rate(long now) {
        Recovery from = recovery;
        double recovered = Math.min(1, Math.max(0, (double) (now - from.since) / recoveryNanos));
        return from.rate + (configured - from.rate) * recovered;
    }

    /** Halves the rate and starts its recovery at {@code now}. */
    void halve(long now) {
        recovery = new Recovery(Math.max(rate(now) / 2, configured * FLOOR), now);
    }

    /** Starts the recovery at {@code resumes}, the end of a pause. */
    void recoverFrom(long resumes) {
        recovery = new Recovery(recovery.rate, resumes);
    }

    /** Nanoseconds to wait at {@code now} before the next request; zero for none. */
    long delay(long now) {
        return Math.max(0, nextSlot - now);
    }

    /** Takes the slot of a request sent at {@code now}. */
    void take(long now) {
        nextSlot = Math.max(nextSlot, now) + (long) Math.ceil(1e9 / rate(now));
    }
}
