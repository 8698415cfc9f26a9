package io.smartconnect.exporter.config.reader;

import java.util.Optional;

/**
 * Flags of the command line that set a key, as typed and unchecked; they override the file and the environment.
 *
 * @param listenAddress {@code --web.listen-address}
 * @param telemetryPath {@code --web.telemetry-path}
 * @param logLevel {@code --log.level}
 * @param logFormat {@code --log.format}
 * @param webConfigFile {@code --web.config.file}
 */
public record Flags(
        Optional<String> listenAddress,
        Optional<String> telemetryPath,
        Optional<String> logLevel,
        Optional<String> logFormat,
        Optional<String> webConfigFile) {

    /** Without {@code --web.config.file}. */
    public Flags(
            Optional<String> listenAddress,
            Optional<String> telemetryPath,
            Optional<String> logLevel,
            Optional<String> logFormat) {
        this(listenAddress, telemetryPath, logLevel, logFormat, Optional.empty());
    }

    /** A command line without flags. */
    public static final Flags NONE = new Flags(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
