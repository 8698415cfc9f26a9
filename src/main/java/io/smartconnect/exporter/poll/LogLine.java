package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.dms.failure.DmsFailure;
import org.slf4j.spi.LoggingEventBuilder;

/** What log lines of polls have in common. */
final class LogLine {

    private LogLine() {}

    /** The line with what is known of the failure that it tells. */
    static LoggingEventBuilder with(DmsFailure failure, LoggingEventBuilder line) {
        return line.setCause(failure.getCause())
                .addKeyValue("reason", failure.reason().label())
                .addKeyValue("error", failure.getMessage());
    }
}
