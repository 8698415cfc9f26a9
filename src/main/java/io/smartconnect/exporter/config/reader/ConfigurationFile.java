package io.smartconnect.exporter.config.reader;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The HOCON file: parses it and resolves its substitutions, but checks no values. */
public final class ConfigurationFile {

    private static final String HIDDEN = "***";

    private final Path path;
    private final MistakeReport report;

    /** Creates a file that reports its mistakes to {@code report}. */
    public ConfigurationFile(Path path, MistakeReport report) {
        this.path = path;
        this.report = report;
    }

    /** Reads the content, with {@code environment} for {@code ${?NAME}}. Reports an unreadable file and returns empty. */
    public Optional<ConfigObject> read(Map<String, String> environment) {
        Optional<String> obstacle = Includes.obstacle(path);
        if (obstacle.isPresent()) {
            report("--config.file", Includes.RULE, obstacle.get());
            return Optional.empty();
        }
        try {
            return parse(environment);
        } catch (ConfigException broken) {
            report(broken);
        } catch (StackOverflowError nested) {
            report("syntax", "must not be nested so deeply", HIDDEN);
        }
        return Optional.empty();
    }

    private Optional<ConfigObject> parse(Map<String, String> environment) {
        Includes includes = new Includes(report);
        Config content = includes.parse(path);
        if (includes.isIncomplete()) {
            return Optional.empty();
        }
        if (SubstitutionExpansion.isTooLong(content.root(), environment)) {
            report("syntax", "substitutions must expand to at most 8 MiB", "more");
            return Optional.empty();
        }
        return Optional.of(content.resolve(ConfigResolveOptions.noSystem()
                        .setAllowUnresolved(true)
                        .appendResolver(new Variables(environment)))
                .root());
    }

    /** Reports the kind and the place of the exception, never its message: that quotes the file, which may hold secrets. */
    private void report(ConfigException broken) {
        if (broken instanceof ConfigException.IO) {
            report("--config.file", Includes.RULE, HIDDEN);
        } else if (broken instanceof ConfigException.UnresolvedSubstitution) {
            report(broken.origin(), "a substitution must not refer to itself", "a cycle");
        } else if (broken instanceof ConfigException.BadPath) {
            report(broken.origin(), "a key or substitution must be names joined by single dots", HIDDEN);
        } else if (broken instanceof ConfigException.Parse) {
            report(
                    broken.origin(),
                    "must be HOCON: close every quote, brace and bracket, and quote values with special characters",
                    HIDDEN);
        } else {
            report(broken.origin(), "must join only values of one kind", HIDDEN);
        }
    }

    private void report(String place, String rule, String found) {
        report.add(new ConfigurationMistake(path.toString(), OptionalInt.empty(), place, rule, found));
    }

    private void report(@Nullable ConfigOrigin origin, String rule, String found) {
        if (origin == null) {
            report("syntax", rule, found);
        } else {
            report.add(origin, "syntax", rule, found);
        }
    }

    /** A resolver that looks up a substitution without a value in the environment. */
    private record Variables(Map<String, String> environment) implements ConfigResolver {

        @Override
        public @Nullable ConfigValue lookup(String name) {
            String text = environment.get(name);
            return text == null ? null : ConfigurationSources.named(text, name);
        }

        @Override
        public ConfigResolver withFallback(ConfigResolver fallback) {
            return this;
        }
    }
}
