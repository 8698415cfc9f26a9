package io.smartconnect.command;

import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.ConfigurationException;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.config.reader.FlagValues;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of the commands that read the configuration: its file, and the flags that override it. */
final class ConfigurationFlags {

    @Option(
            names = "--config.file",
            paramLabel = "PATH",
            description = "Configuration file (HOCON). Default: the environment.")
    private @Nullable Path file;

    @Option(names = "--web.enable-lifecycle", description = "Let clients reload the configuration by POST /-/reload.")
    private boolean lifecycle;

    @Mixin
    private final DaemonFlags daemon = new DaemonFlags();

    @Mixin
    private final ShardFlags shard = new ShardFlags();

    /** True if HTTP clients may reload the configuration. */
    boolean clientsReload() {
        return lifecycle;
    }

    /** The settings from these flags, the file and the environment of this process. */
    Settings load() throws ConfigurationException {
        return Configuration.load(Optional.ofNullable(file), System.getenv(), flags());
    }

    /** As {@link #load}; also checks the web configuration file. */
    Settings loadForServer() throws ConfigurationException {
        return Configuration.loadForServer(Optional.ofNullable(file), System.getenv(), flags());
    }

    private FlagValues flags() {
        return shard.addTo(daemon.values());
    }
}
