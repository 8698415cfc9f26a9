package io.smartconnect.exporter.web.config;

import io.smartconnect.exporter.config.reader.ConfigurationMistake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collector of the mistakes in one YAML file. */
final class YamlMistakes {

    private static final Pattern HASH = Pattern.compile("\\$2[a-z]?\\$\\d+\\$[./A-Za-z0-9]*");

    private final Path file;
    private final List<ConfigurationMistake> mistakes = new ArrayList<>();

    YamlMistakes(Path file) {
        this.file = file;
    }

    void add(Optional<Mark> mark, String path, String rule, String found) {
        OptionalInt line =
                mark.map(place -> OptionalInt.of(place.getLine() + 1)).orElse(OptionalInt.empty());
        mistakes.add(new ConfigurationMistake(
                file.toString(), line, withoutHashes(path), withoutHashes(rule), withoutHashes(found)));
    }

    /** A hash in the place of a key or of a user name is as secret as in its own. */
    private static String withoutHashes(String text) {
        return HASH.matcher(text).replaceAll("***");
    }

    /** All mistakes by line. */
    List<ConfigurationMistake> sorted() {
        return mistakes.stream().sorted(ConfigurationMistake::byPlace).toList();
    }
}
