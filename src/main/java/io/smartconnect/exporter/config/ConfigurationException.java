package io.smartconnect.exporter.config;

import io.smartconnect.exporter.config.reader.Mistake;
import java.util.List;
import java.util.stream.Collectors;

/** The failure to load a configuration with mistakes. Its message has one line per mistake and no secrets. */
public final class ConfigurationException extends Exception {

    private final transient List<Mistake> mistakes;

    ConfigurationException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** All mistakes, by file and line; never empty. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
