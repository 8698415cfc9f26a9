package io.smartconnect.command;

import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.ConfigurationException;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.config.reader.FlagValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the daemon for its listener and its log. Secrets are never flags. */
final class DaemonFlags {

    @Option(
            names = "--web.listen-address",
            paramLabel = "[HOST]:PORT",
            description = "Address to listen on; repeatable. Default: 0.0.0.0:10052.")
    private @Nullable List<String> listenAddresses;

    @Option(
            names = "--web.telemetry-path",
            paramLabel = "PATH",
            description = "Path of the metrics. Default: /metrics.")
    private @Nullable String telemetryPath;

    @Option(
            names = "--web.max-requests",
            paramLabel = "NUMBER",
            description = "Scrapes answered at once; 0: no limit. Default: 40.")
    private @Nullable String maxRequests;

    @Option(
            names = "--web.config.file",
            paramLabel = "PATH",
            description = "TLS and passwords (YAML). Default: plain HTTP.")
    private @Nullable String webConfigFile;

    @Option(
            names = "--log.level",
            paramLabel = "LEVEL",
            description = "error, warn, info, debug or trace. Default: info.")
    private @Nullable String logLevel;

    @Option(names = "--log.format", paramLabel = "FORMAT", description = "logfmt or json. Default: logfmt.")
    private @Nullable String logFormat;

    /** The settings from the file, the environment and these flags. */
    Settings load(Optional<Path> file, Map<String, String> environment) throws ConfigurationException {
        return Configuration.load(file, environment, values());
    }

    /** As {@link #load}; also checks the web configuration file. */
    Settings loadForServer(Optional<Path> file, Map<String, String> environment) throws ConfigurationException {
        return Configuration.loadForServer(file, environment, values());
    }

    /** These flags by their names. */
    FlagValues values() {
        return FlagValues.NONE
                .with("web.listen-address", listenAddresses == null ? null : String.join(",", listenAddresses))
                .with("web.telemetry-path", telemetryPath)
                .with("web.max-requests", maxRequests)
                .with("web.config.file", webConfigFile)
                .with("log.level", logLevel)
                .with("log.format", logFormat);
    }
}
