package io.smartconnect.exporter.config;

import io.smartconnect.exporter.config.reader.Mistake;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that can't be used. Its message has a line for each mistake, and no secrets. */
public final class ConfigurationException extends Exception {

    private final transient List<Mistake> mistakes;

    ConfigurationException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** All that is wrong, in the order of the lines; never empty. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
