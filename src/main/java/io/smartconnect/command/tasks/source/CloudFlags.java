package io.smartconnect.command.tasks.source;

import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.ConfigurationException;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.exporter.log.Logging;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of commands that send requests to the cloud. */
public final class CloudFlags {

    @Option(
            names = "--config.file",
            paramLabel = "PATH",
            description = "The daemon's configuration file. Default: the environment.")
    private @Nullable Path file;

    @Option(
            names = "--log.level",
            paramLabel = "LEVEL",
            defaultValue = "error",
            description = "error, warn, info, debug or trace. Default: ${DEFAULT-VALUE}.")
    private String logLevel = "error";

    /** Loads the daemon's settings but for the level of its log, and configures the log. */
    public Settings load() throws ConfigurationException {
        FlagValues flags = FlagValues.NONE.with("log.level", logLevel);
        Settings settings = Configuration.load(Optional.ofNullable(file), System.getenv(), flags);
        Logging.configure(settings.log());
        return settings;
    }
}
