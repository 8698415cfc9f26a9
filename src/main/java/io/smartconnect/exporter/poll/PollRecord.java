package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureCounts;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.PollError;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The outcomes so far of the polls of one instance, or of the discoveries of one target.
 *
 * @param up whether the last one succeeded; absent before the first has ended
 * @param lastSuccess when the last successful one ended
 * @param lastDuration duration of the last one
 * @param ended number that have ended
 * @param failures number that failed, by reason
 * @param problem the failure of the last one
 */
record PollRecord(
        Optional<Boolean> up,
        Optional<Instant> lastSuccess,
        Optional<Duration> lastDuration,
        long ended,
        FailureCounts failures,
        Optional<CloudFailure> problem) {

    /** Before the first one. */
    static final PollRecord EMPTY = new PollRecord(
            Optional.empty(), Optional.empty(), Optional.empty(), 0, FailureCounts.NONE, Optional.empty());

    /** This record after one more has ended. */
    PollRecord plus(Optional<CloudFailure> newProblem, Instant now, Duration took) {
        return new PollRecord(
                Optional.of(newProblem.isEmpty()),
                newProblem.isEmpty() ? Optional.of(now) : lastSuccess,
                Optional.of(took),
                ended + 1,
                newProblem.map(failure -> failures.plus(failure.reason())).orElse(failures),
                newProblem);
    }

    /** True if the outcome differs from the one before, so that it is logged. */
    boolean differsFrom(PollRecord before) {
        return !up.equals(before.up)
                || !problem.map(CloudFailure::reason).equals(before.problem.map(CloudFailure::reason));
    }

    /** The failure of the last one. */
    Optional<PollError> lastError() {
        return problem.map(CloudFailure::error);
    }

    /** A target without instances is up, and so is one whose instances are all polled for other targets. */
    static Optional<Boolean> anyUp(List<Instance> polled) {
        if (polled.isEmpty()) {
            return Optional.of(true);
        }
        return polled.stream().flatMap(instance -> instance.up().stream()).reduce(Boolean::logicalOr);
    }

    /** The latest success of these instances. */
    static Optional<Instant> latestSuccess(List<Instance> polled) {
        return polled.stream()
                .flatMap(instance -> instance.lastSuccess().stream())
                .max(Comparator.naturalOrder());
    }
}
