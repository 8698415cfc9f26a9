package io.smartconnect.exporter.config.reader;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Collector of the mistakes and the known keys of a configuration while it is read. Not thread-safe. */
public final class MistakeReport {

    private final String file;
    private final List<ConfigurationMistake> mistakes = new ArrayList<>();
    private final List<ConfigurationSection> sections = new ArrayList<>();
    private KnownSecrets secrets = KnownSecrets.NONE;

    /** Creates an empty report; {@code file} is the place of mistakes without an origin, such as a missing key. */
    public MistakeReport(String file) {
        this.file = file;
    }

    void add(ConfigOrigin origin, String path, String rule, String found) {
        add(mistake(origin, path, rule, found));
    }

    ConfigurationMistake mistake(ConfigOrigin origin, String path, String rule, String found) {
        Optional<String> named = Optional.ofNullable(origin.filename());
        if (named.isPresent()) {
            return new ConfigurationMistake(named.get(), line(origin), path, rule, found);
        }
        if (origin.description().equals(ConfigurationSources.COMMAND_LINE)) {
            return new ConfigurationMistake(
                    ConfigurationSources.COMMAND_LINE, OptionalInt.empty(), nameIn(origin, path), rule, found);
        }
        if (origin.description().equals(ConfigurationSources.ENVIRONMENT)
                || file.equals(ConfigurationSources.ENVIRONMENT)) {
            return new ConfigurationMistake(
                    ConfigurationSources.ENVIRONMENT, OptionalInt.empty(), nameIn(origin, path), rule, found);
        }
        return new ConfigurationMistake(file, OptionalInt.empty(), path, rule, found);
    }

    /** Hides the secrets of {@code values} and {@code environment} in the mistakes to come. */
    public void hideSecrets(ConfigObject values, Map<String, String> environment) {
        secrets = KnownSecrets.in(values, environment);
    }

    /** Returns true if {@code text} contains a secret. */
    boolean hides(String text) {
        return secrets.isIn(text);
    }

    /** Adds a variable whose value breaks the rule and may hold a secret. */
    public void addVariable(String name, String rule) {
        add(new ConfigurationMistake(ConfigurationSources.ENVIRONMENT, OptionalInt.empty(), name, rule, "***"));
    }

    void add(ConfigurationMistake mistake) {
        mistakes.add(mistake.withRule(secrets.conceal(mistake.rule())));
    }

    void add(ConfigurationSection section) {
        sections.add(section);
    }

    /** Adds the unknown keys and returns all mistakes. Call it after everything has been read. */
    public List<ConfigurationMistake> close() {
        List.copyOf(sections).forEach(ConfigurationSection::reportUnknownKeys);
        return mistakes.stream().sorted(ConfigurationMistake::byPlace).toList();
    }

    /** All keys that have been read. */
    public Stream<KnownKey> knownKeys() {
        return sections.stream().flatMap(ConfigurationSection::knownKeys);
    }

    private static OptionalInt line(ConfigOrigin origin) {
        return origin.lineNumber() > 0 ? OptionalInt.of(origin.lineNumber()) : OptionalInt.empty();
    }

    /** The variable or flag of a value; for a missing value, the variable that sets it. */
    private static String nameIn(ConfigOrigin origin, String path) {
        return origin.comments().isEmpty()
                ? ConfigurationSources.variable(path)
                : origin.comments().get(0);
    }
}
