package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time during which a target gets no requests, and the failure that caused it; moments are monotonic nanoseconds. */
final class Pause {

    private long until;
    private @Nullable CloudFailure cause;

    /** A pause that is over at {@code now}. */
    Pause(long now) {
        until = now;
    }

    boolean isOver(long now) {
        return until - now <= 0;
    }

    /** Its end; the past if it is over. */
    long until() {
        return until;
    }

    /** Why it began, unless it was over at {@code moment}. */
    Optional<CloudFailure> causeAfter(long moment) {
        return Optional.ofNullable(cause).filter(because -> !isOver(moment));
    }

    /** Lasts until {@code end} because of {@code failure}, unless it lasts at least as long already; whether it has changed. */
    boolean extend(CloudFailure failure, long end) {
        if (end - until <= 0) {
            return false;
        }
        until = end;
        cause = failure;
        return true;
    }
}
