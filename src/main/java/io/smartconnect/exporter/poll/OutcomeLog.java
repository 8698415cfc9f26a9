package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs the outcome of something that is repeated: a failure as a warning, a success as information.
 *
 * @param log of the class that repeats it
 * @param failed message of a failure
 * @param succeeded message of a success
 */
record OutcomeLog(Logger log, String failed, String succeeded) {

    /** Logs a failure with {@code failureKeys}, or a success with {@code successKeys}. */
    void log(
            Optional<CloudFailure> problem,
            UnaryOperator<LoggingEventBuilder> failureKeys,
            UnaryOperator<LoggingEventBuilder> successKeys) {
        if (problem.isEmpty()) {
            successKeys.apply(log.atInfo()).log(succeeded);
            return;
        }
        CloudFailure failure = problem.get();
        failureKeys
                .apply(log.atWarn())
                .setCause(failure.getCause())
                .addKeyValue("reason", failure.reason().label())
                .addKeyValue("error", failure.getMessage())
                .log(failed);
    }
}
