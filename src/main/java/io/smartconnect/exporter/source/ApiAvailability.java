package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.TimeSource;
import java.time.Duration;
import java.util.Optional;

/** The availability of an API. After a denial, or if the cloud has no such API, it is not requested for ten minutes. */
final class ApiAvailability {

    /** Time for which an answer that something is denied or does not exist is believed. */
    static final Duration PAUSE = Duration.ofMinutes(10);

    private final TimeSource time;
    private boolean closed;
    private Optional<CloudFailure> denial = Optional.empty();
    private long closedUntil;

    ApiAvailability(TimeSource time) {
        this.time = time;
    }

    /** True if requests make sense now. */
    boolean isOpen() {
        return !closed || time.nanos() - closedUntil >= 0;
    }

    /** Takes in a failure. Returns true if the API is closed because of it. */
    boolean closedBy(CloudFailure failure) {
        if (failure.reason() == FailureReason.DENIED || failure.isMissingApi()) {
            close();
            denial = Optional.of(failure).filter(known -> known.reason() == FailureReason.DENIED);
            return true;
        }
        return false;
    }

    /** Closes the API for the pause. */
    void close() {
        closed = true;
        closedUntil = time.nanos() + PAUSE.toNanos();
    }

    /** Takes in a success. */
    void opened() {
        closed = false;
        denial = Optional.empty();
    }

    /** The last denial; empty after a success. */
    Optional<CloudFailure> denial() {
        return denial;
    }
}
