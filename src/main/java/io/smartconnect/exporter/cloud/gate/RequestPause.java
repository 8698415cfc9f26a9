package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A period without requests to a target, and the failure that caused it. Times are monotonic nanoseconds. */
final class RequestPause {

    private long until;
    private @Nullable CloudFailure cause;

    /** Creates a pause that is over at {@code now}. */
    RequestPause(long now) {
        until = now;
    }

    boolean isOver(long now) {
        return until - now <= 0;
    }

    /** The end of the pause, possibly in the past. */
    long until() {
        return until;
    }

    /** The failure that caused the pause; empty if it was over at {@code moment}. */
    Optional<CloudFailure> causeAfter(long moment) {
        return Optional.ofNullable(cause).filter(because -> !isOver(moment));
    }

    /** Ends the pause at {@code now}. */
    void end(long now) {
        until = now;
    }

    /** Extends the pause to {@code end} because of {@code failure}. Returns false if it already lasted as long. */
    boolean extend(CloudFailure failure, long end) {
        if (end - until <= 0) {
            return false;
        }
        until = end;
        cause = failure;
        return true;
    }
}
