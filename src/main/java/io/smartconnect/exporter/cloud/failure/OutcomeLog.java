package io.smartconnect.exporter.cloud.failure;

import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs the outcome of something that is repeated: a failure as a warning, a success as information. A denial names the permissions
 * that its operation needs.
 *
 * @param log of the class that repeats it
 * @param failed message of a failure
 * @param succeeded message of a success
 */
public record OutcomeLog(Logger log, String failed, String succeeded) {

    /** Logs a failure with {@code failureKeys}, or a success with {@code successKeys}. */
    public void log(
            Optional<CloudFailure> problem,
            UnaryOperator<LoggingEventBuilder> failureKeys,
            UnaryOperator<LoggingEventBuilder> successKeys) {
        if (problem.isEmpty()) {
            successKeys.apply(log.atInfo()).log(succeeded);
            return;
        }
        CloudFailure failure = problem.get();
        LoggingEventBuilder line = failureKeys
                .apply(log.atWarn())
                .setCause(failure.getCause())
                .addKeyValue("reason", failure.reason().label())
                .addKeyValue("error", failure.getMessage());
        missingPermissions(failure)
                .map(missing -> line.addKeyValue("missing_permission", missing))
                .orElse(line)
                .log(failed);
    }

    /** As {@link #log}, if the reason of the failure has changed, or if there was none. */
    public void logIfChanged(
            Optional<CloudFailure> before, Optional<CloudFailure> problem, UnaryOperator<LoggingEventBuilder> keys) {
        if (!problem.map(CloudFailure::reason).equals(before.map(CloudFailure::reason))) {
            log(problem, keys, keys);
        }
    }

    private static Optional<String> missingPermissions(CloudFailure failure) {
        return failure.operation()
                .filter(operation -> failure.reason() == FailureReason.DENIED)
                .map(CloudOperation::permissions)
                .filter(permissions -> !permissions.isEmpty())
                .map(permissions -> String.join(" ", permissions));
    }
}
