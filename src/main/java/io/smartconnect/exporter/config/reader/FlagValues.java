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
public record FlagValues(
        Optional<String> listenAddress,
        Optional<String> telemetryPath,
        Optional<String> logLevel,
        Optional<String> logFormat,
        Optional<String> webConfigFile) {

    /** Without {@code --web.config.file}. */
    public FlagValues(
            Optional<String> listenAddress,
            Optional<String> telemetryPath,
            Optional<String> logLevel,
            Optional<String> logFormat) {
        this(listenAddress, telemetryPath, logLevel, logFormat, Optional.empty());
    }

    /** A command line without flags. */
    public static final FlagValues NONE =
            new FlagValues(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
