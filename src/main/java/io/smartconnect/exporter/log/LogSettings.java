package io.smartconnect.exporter.log;

/** How much is logged and how a line looks. */
public record LogSettings(Level level, Format format) {

    /** Least severity that is logged. */
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
