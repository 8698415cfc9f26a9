package io.smartconnect.exporter.config;

import io.smartconnect.exporter.config.reader.ConfigurationMistake;
import java.util.List;
import java.util.stream.Collectors;

/** The failure to load a configuration with mistakes. Its message has one line per mistake and no secrets. */
public final class ConfigurationException extends Exception {

    private final transient List<ConfigurationMistake> mistakes;

    ConfigurationException(List<ConfigurationMistake> mistakes) {
        super(mistakes.stream().map(ConfigurationMistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** All mistakes, by file and line; never empty. */
    public List<ConfigurationMistake> mistakes() {
        return mistakes;
    }

    /** True if a mistake is one of the command line rather than of a value. */
    public boolean isWrongUsage() {
        return mistakes.stream().anyMatch(ConfigurationMistake::isWrongUsage);
    }
}
