package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import org.slf4j.spi.LoggingEventBuilder;

/** What log lines of polls have in common. */
final class FailureLog {

    private FailureLog() {}

    /** The line with what is known of the failure that it tells. */
    static LoggingEventBuilder with(CloudFailure failure, LoggingEventBuilder line) {
        return line.setCause(failure.getCause())
                .addKeyValue("reason", failure.reason().label())
                .addKeyValue("error", failure.text());
    }
}
