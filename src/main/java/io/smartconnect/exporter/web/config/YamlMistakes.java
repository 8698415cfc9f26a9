package io.smartconnect.exporter.web.config;

import io.smartconnect.exporter.config.reader.ConfigurationMistake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collector of the mistakes in one YAML file. */
final class YamlMistakes {

    private final Path file;
    private final List<ConfigurationMistake> mistakes = new ArrayList<>();

    YamlMistakes(Path file) {
        this.file = file;
    }

    void add(Optional<Mark> mark, String path, String rule, String found) {
        OptionalInt line =
                mark.map(place -> OptionalInt.of(place.getLine() + 1)).orElse(OptionalInt.empty());
        mistakes.add(new ConfigurationMistake(file.toString(), line, path, rule, found));
    }

    /** All mistakes by line. */
    List<ConfigurationMistake> sorted() {
        return mistakes.stream().sorted(ConfigurationMistake.BY_PLACE).toList();
    }
}
