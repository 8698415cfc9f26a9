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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The HOCON file, read and its substitutions resolved, but not yet checked. */
public final class ConfigurationFile {

    private static final long LARGEST = 1 << 20;

    /** What the parser says of text that it could not even split; it hides these behind an empty quotation. */
    private static final List<String> REASONS = List.of(
            "End of input but string quote was still open",
            "End of input but triple-quoted string was still open",
            "JSON does not allow unescaped newline in quoted strings",
            "Substitution ${ was not closed with a }");

    private static final Pattern BEFORE_QUOTATION = Pattern.compile("[^'\"(]*");
    private static final Pattern TRAILING_WORDS =
            Pattern.compile("(?:,? (?:but )?(?:got|not|rather than|here|instead had|by|followed)\\b[\\w ]*)?[:,]? *$");
    private static final Pattern PUNCTUATION = Pattern.compile("(?:got|not:|token:) ('[^\\w\\s]')");
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{[^}]*}");

    private final Path path;
    private final MistakeReport report;

    public ConfigurationFile(Path path, MistakeReport report) {
        this.path = path;
        this.report = report;
    }

    /** The content; empty when it can't be read, which is then reported. {@code environment} is for {@code ${?NAME}}. */
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
            report("syntax", "must not be nested so deeply", "***");
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
            return Optional.of("a file that may not be read");
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

    private void report(ConfigException broken) {
        String message = Optional.ofNullable(broken.getMessage()).orElse("");
        if (broken instanceof ConfigException.UnresolvedSubstitution) {
            Matcher substitution = SUBSTITUTION.matcher(message);
            String found = substitution.find() ? substitution.group() : "***";
            report(broken.origin(), "a substitution must not lead back to itself", found);
        } else if (broken instanceof ConfigException.IO) {
            report(
                    "include",
                    "must name a readable file",
                    Optional.ofNullable(broken.origin())
                            .map(origin -> ConfigUtil.quoteString(origin.description()))
                            .orElse("***"));
        } else if (broken instanceof ConfigException.Parse || broken instanceof ConfigException.BadPath) {
            String plain = withoutOrigin(message, broken.origin());
            report(broken.origin(), safeWords(plain), punctuation(plain));
        } else {
            report(broken.origin(), "must be HOCON in which only like is joined with like", "***");
        }
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

    private static String withoutOrigin(String message, @Nullable ConfigOrigin origin) {
        return origin == null ? message : message.replaceFirst("^" + Pattern.quote(origin.description() + ": "), "");
    }

    /** The parser's own words without those of the file that it quotes, which may be a secret. */
    private static String safeWords(String message) {
        if (message.contains(": end of file")) {
            return "The file must not end while something is open";
        }
        return REASONS.stream().filter(message::contains).findFirst().orElseGet(() -> {
            Matcher start = BEFORE_QUOTATION.matcher(message);
            String words = start.lookingAt() ? start.group() : "";
            String rule = TRAILING_WORDS.matcher(words).replaceFirst("");
            return rule.equals("Key") ? "A key must be followed by a value" : rule;
        });
    }

    private static String punctuation(String message) {
        Matcher matcher = PUNCTUATION.matcher(message);
        return matcher.find() ? matcher.group(1) : "***";
    }

    /** The environment as the last resort of a substitution. */
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
