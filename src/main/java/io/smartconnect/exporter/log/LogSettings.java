package io.smartconnect.exporter.log;

/**
 * Settings of the log.
 *
 * @param level least severity of the exporter's own events
 * @param format shape of a line
 */
public record LogSettings(Level level, Format format) {

    /** Severity of an event, the most severe first. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** Shape of a line. */
    public enum Format {
        /** {@code key=value} pairs. */
        LOGFMT,
        /** One JSON object. */
        JSON
    }
}
