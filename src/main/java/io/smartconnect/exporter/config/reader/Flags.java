package io.smartconnect.exporter.config.reader;

import java.util.Optional;

/**
 * Flags of the command line that set a key, as typed and unchecked; they override the file and the environment.
 *
 * @param listenAddress {@code --web.listen-address}
 * @param telemetryPath {@code --web.telemetry-path}
 * @param logLevel {@code --log.level}
 * @param logFormat {@code --log.format}
 */
public record Flags(
        Optional<String> listenAddress,
        Optional<String> telemetryPath,
        Optional<String> logLevel,
        Optional<String> logFormat) {

    /** A command line without flags. */
    public static final Flags NONE = new Flags(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
