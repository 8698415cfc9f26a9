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

    @Option(names = "--shard", paramLabel = "INDEX", description = "Shard of this process, from 0. Default: 0.")
    private @Nullable String shard;

    @Option(
            names = "--total-shards",
            paramLabel = "COUNT",
            description = "Shards that share the instances. Default: 1.")
    private @Nullable String totalShards;

    @Option(names = "--shard-from-hostname", description = "Shard by the number that ends the host name.")
    private boolean shardFromHostname;

    @Option(
            names = "--ha.lease",
            paramLabel = "NAMESPACE/NAME",
            description = "Kubernetes lease that serve must hold to poll.")
    private @Nullable String lease;

    @Mixin
    private final DaemonFlags daemon = new DaemonFlags();

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
        return daemon.values()
                .with("shard", shard)
                .with("total-shards", totalShards)
                .with("shard-from-hostname", shardFromHostname ? "true" : null)
                .with("ha.lease", lease);
    }
}
