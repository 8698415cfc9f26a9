package io.smartconnect.exporter.cloud.gate;

import java.time.Duration;

/**
 * A circuit breaker for refused credentials, since repeated refusals lock a key. It allows a few requests before the first
 * response, one at a time after a refusal, and none while a refused one gets fresh credentials. Its back-off begins at one poll
 * interval and doubles up to 15 minutes.
 */
final class CredentialBreaker {

    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);

    /** Few enough that wrong credentials do not get locked. */
    private static final int PLACES_WHILE_UNTRIED = 4;

    /** What the responses show about the credentials. */
    private enum Trust {
        UNTRIED,
        DOUBTED,
        PROVEN
    }

    private final Duration firstBackOff;
    private Trust trust = Trust.UNTRIED;
    private int renewals;
    private Duration backOff;

    CredentialBreaker(Duration interval) {
        firstBackOff = capped(interval);
        backOff = firstBackOff;
    }

    /** Requests that may be in flight, of {@code concurrency} at most. */
    int places(int concurrency) {
        return switch (trust) {
            case UNTRIED -> Math.min(PLACES_WHILE_UNTRIED, concurrency);
            case DOUBTED -> 1;
            case PROVEN -> concurrency;
        };
    }

    /** Whether requests with credentials that may have been refused must wait for fresh ones. */
    boolean isRenewing() {
        return trust == Trust.DOUBTED && renewals > 0;
    }

    void refused() {
        trust = Trust.DOUBTED;
        renewals++;
    }

    void renewalEnded() {
        renewals--;
    }

    void proven() {
        trust = Trust.PROVEN;
        backOff = firstBackOff;
    }

    /** The back-off that begins now; the next one is twice as long. */
    Duration nextBackOff() {
        Duration next = backOff;
        backOff = capped(backOff.multipliedBy(2));
        return next;
    }

    private static Duration capped(Duration backOff) {
        return backOff.compareTo(LONGEST_BACK_OFF) < 0 ? backOff : LONGEST_BACK_OFF;
    }
}
