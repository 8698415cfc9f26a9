package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.time.BackOff;
import java.time.Duration;

/**
 * A circuit breaker for refused credentials, since repeated refusals lock an access key. It allows 4 requests at once
 * before the first response, one after a refusal, and none during a renewal. Its back-off starts at one poll interval
 * and doubles up to 15 minutes.
 */
final class CredentialBreaker {

    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);

    /** Low enough to keep wrong credentials from being locked. */
    private static final int PLACES_WHILE_UNTRIED = 4;

    /** The state of the credentials, as the responses prove it. */
    private enum Trust {
        UNTRIED,
        DOUBTED,
        PROVEN
    }

    private final BackOff backOff;
    private Trust trust = Trust.UNTRIED;
    private int renewals;

    CredentialBreaker(Duration interval) {
        Duration first = interval.compareTo(LONGEST_BACK_OFF) < 0 ? interval : LONGEST_BACK_OFF;
        backOff = new BackOff(first, LONGEST_BACK_OFF);
    }

    /** The limit on requests in flight, at most {@code concurrency}. */
    int places(int concurrency) {
        return switch (trust) {
            case UNTRIED -> Math.min(PLACES_WHILE_UNTRIED, concurrency);
            case DOUBTED -> 1;
            case PROVEN -> concurrency;
        };
    }

    /** Returns true while requests must wait for fresh credentials. */
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
        backOff.restart();
    }

    /** Starts again with the first back-off, for other credentials. */
    void replaced() {
        backOff.restart();
    }

    /** Starts the next back-off, which is longer unless it is the first, and returns it. */
    Duration nextBackOff() {
        return backOff.next();
    }
}
