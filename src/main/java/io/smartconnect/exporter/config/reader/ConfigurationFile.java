package io.smartconnect.exporter.config.reader;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The HOCON file: parses it and resolves its substitutions, but checks no values. */
public final class ConfigurationFile {

    private static final long LARGEST = 1 << 20;
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
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            report("--config.file", "must be a readable file of at most 1 MiB", obstacle.get());
            return Optional.empty();
        }
        try {
            return Optional.of(parse(environment));
        } catch (ConfigException broken) {
            report(broken);
        } catch (StackOverflowError nested) {
            report("syntax", "must not be nested so deeply", HIDDEN);
        }
        return Optional.empty();
    }

    private Optional<String> obstacle() {
        if (!Files.exists(path)) {
            return Optional.of("nothing");
        }
        if (Files.isDirectory(path)) {
            return Optional.of("a directory");
        }
        if (!Files.isReadable(path)) {
            return Optional.of("a file without read permission");
        }
        try {
            return Optional.of(Files.size(path)).filter(size -> size > LARGEST).map("%d bytes"::formatted);
        } catch (IOException gone) {
            return Optional.of("nothing");
        }
    }

    private ConfigObject parse(Map<String, String> environment) {
        return ConfigFactory.parseFile(
                        path.toAbsolutePath().toFile(),
                        ConfigParseOptions.defaults().setAllowMissing(false))
                .resolve(ConfigResolveOptions.noSystem()
                        .setAllowUnresolved(true)
                        .appendResolver(new Variables(environment)))
                .root();
    }

    /** Reports the kind and the place of the exception, never its message: that quotes the file, which may hold secrets. */
    private void report(ConfigException broken) {
        if (broken instanceof ConfigException.IO) {
            report("include", "must name a readable file", included(broken.origin()));
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

    private static String included(@Nullable ConfigOrigin origin) {
        return origin == null ? HIDDEN : ConfigUtil.quoteString(origin.description());
    }

    private void report(String place, String rule, String found) {
        report.add(new Mistake(path.toString(), OptionalInt.empty(), place, rule, found));
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
