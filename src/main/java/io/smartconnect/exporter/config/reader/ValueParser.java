package io.smartconnect.exporter.config.reader;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import io.smartconnect.exporter.cloud.auth.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rule of one value: its words, its parser, its display in a mistake, and its JSON Schema.
 *
 * @param words the rule in a mistake, such as "must be a whole number from 1 to 64"
 * @param reading parser of the text; throws {@link IllegalArgumentException} if the text breaks the rule
 * @param showing display of a value that breaks the rule; hides secrets
 * @param schema keywords of JSON Schema for the rule, as far as they can express it
 */
public record ValueParser<T>(
        String words, Function<String, T> reading, UnaryOperator<String> showing, Map<String, Object> schema) {

    private static final Map<String, Object> STRING = Map.of("type", "string");
    private static final int LONGEST_SECRET = 32_768;
    private static final String TOKEN_WORDS =
            "must be at most " + LONGEST_SECRET + " visible ASCII characters without spaces";
    private static final String DURATION = "^[0-9.]+ *[a-z]*$";
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]+");

    public ValueParser {
        schema = Map.copyOf(schema);
    }

    /** Creates a rule whose values are no secrets. */
    public ValueParser(String words, Function<String, T> reading) {
        this(words, reading, UnaryOperator.identity());
    }

    /** Creates a rule of texts. */
    public ValueParser(String words, Function<String, T> reading, UnaryOperator<String> showing) {
        this(words, reading, showing, STRING);
    }

    /** Parses the text; empty if it breaks the rule. */
    public Optional<T> read(String text) {
        try {
            return Optional.of(reading.apply(text));
        } catch (IllegalArgumentException | ConfigException broken) {
            return Optional.empty();
        }
    }

    /** A copy of this rule with more keywords of JSON Schema; a keyword that it has is replaced. */
    public ValueParser<T> with(Map<String, Object> keywords) {
        Map<String, Object> all = new HashMap<>(schema);
        all.putAll(keywords);
        return new ValueParser<>(words, reading, showing, all);
    }

    /** A text that satisfies {@code holds}. */
    public static ValueParser<String> text(String words, Predicate<String> holds) {
        return new ValueParser<>(words, text -> checked(text, holds));
    }

    /** A name: one line, not blank, at most {@code longest} characters. */
    public static ValueParser<String> name(int longest) {
        return text(
                        "must be one line of at most " + longest + " characters, and not blank",
                        text -> !text.isBlank()
                                && text.length() <= longest
                                && ONE_LINE.matcher(text).matches())
                .with(Map.of("maxLength", longest));
    }

    /** A text that matches the whole regular expression. */
    public static ValueParser<String> pattern(String words, String expression) {
        return text(words, Pattern.compile(expression).asMatchPredicate());
    }

    /** A duration with a unit, or in milliseconds. */
    public static ValueParser<Duration> duration(Duration least, Duration most) {
        return new ValueParser<>(
                        "must be a duration from " + brief(least) + " to " + brief(most),
                        text -> checked(
                                ConfigValueFactory.fromAnyRef(text).atKey("it").getDuration("it"),
                                duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0))
                .with(Map.of("pattern", DURATION));
    }

    /** As {@link #duration}, or zero. */
    public static ValueParser<Duration> durationOrZero(Duration least, Duration most) {
        ValueParser<Duration> zero = duration(Duration.ZERO, Duration.ZERO);
        ValueParser<Duration> other = duration(least, most);
        return new ValueParser<>(
                        other.words.replace("must be ", "must be 0s, or "),
                        text -> zero.read(text).orElseGet(() -> other.reading.apply(text)))
                .with(other.schema);
    }

    /** True or false. */
    public static ValueParser<Boolean> bool() {
        return new ValueParser<>(
                        "must be true or false",
                        text -> Boolean.valueOf(checked(text, word -> word.equals("true") || word.equals("false"))))
                .with(Map.of("type", "boolean"));
    }

    /** A whole number within bounds, both inclusive. */
    public static ValueParser<Integer> whole(int least, int most) {
        return new ValueParser<>(
                        "must be a whole number from " + least + " to " + most,
                        text -> checked(Integer.valueOf(text), number -> number >= least && number <= most))
                .with(Map.of("type", "integer", "minimum", least, "maximum", most));
    }

    /** A whole number without an upper bound. */
    public static ValueParser<Long> count() {
        return new ValueParser<>(
                        "must be a whole number, at least 0",
                        text -> checked(Long.valueOf(text), number -> number >= 0))
                .with(Map.of("type", "integer", "minimum", 0));
    }

    /** A file that need not exist; a relative path starts at {@code directory}. */
    public static ValueParser<Path> path(Path directory) {
        return new ValueParser<>("must be the path of a file", directory::resolve);
    }

    /** A number above 0, fractions allowed. */
    public static ValueParser<Double> positive(int most) {
        return new ValueParser<>(
                        "must be a number above 0, at most " + most,
                        text -> checked(decimal(text), number -> number > 0 && number <= most))
                .with(Map.of("type", "number", "exclusiveMinimum", 0, "maximum", most));
    }

    /** A number within bounds, both inclusive, fractions allowed. */
    public static ValueParser<Double> within(double least, int most) {
        return new ValueParser<>(
                        "must be a number from " + least + " to " + most,
                        text -> checked(decimal(text), number -> number >= least && number <= most))
                .with(Map.of("type", "number", "minimum", least, "maximum", most));
    }

    /** The name of a constant, in any case, with dashes between its words. */
    public static <E extends Enum<E>> ValueParser<E> oneOf(Class<E> type) {
        List<String> names = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return new ValueParser<>(
                        "must be one of " + String.join(", ", names),
                        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')))
                .with(Map.of("enum", names));
    }

    /** The base URL of an API; hides a password in it. */
    public static ValueParser<URI> endpoint() {
        return new ValueParser<>(
                "must be http:// or https://, a host, and optionally a port",
                ValueParser::endpoint,
                ValueParser::urlWithoutSecrets);
    }

    /** Hides the parts of a URL that can be secret: user, password and query. */
    public static String urlWithoutSecrets(String url) {
        return url.replaceFirst(".*@", "***@").replaceFirst("\\?.*", "?***");
    }

    /** A secret as text; hides it. */
    public static ValueParser<Secret> secret() {
        return new ValueParser<>(secretWords(), text -> Secret.of(secretText(text)), shown -> "***");
    }

    /** A secret that is sent in a header; hides it. */
    public static ValueParser<Secret> token() {
        return new ValueParser<>(TOKEN_WORDS, text -> Secret.of(tokenText(text)), shown -> "***");
    }

    /** The id of an access key, which is sent in a header: shows its first characters, which identify it. */
    public static ValueParser<Secret> accessKey() {
        return new ValueParser<>(TOKEN_WORDS, text -> Secret.of(tokenText(text)), ValueParser::shortened);
    }

    /** A readable file with a secret that satisfies {@code content}; a relative path starts at {@code directory}. */
    public static ValueParser<Secret> secretFile(Path directory, ValueParser<Secret> content) {
        return new ValueParser<>(
                "must be the path of a readable file whose content " + content.words,
                text -> Secret.in(readable(directory.resolve(text), content)));
    }

    /** Formats a duration in its largest whole unit: {@code 90s}, but {@code 2m} for 120 seconds. */
    public static String brief(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSecondsPart() != 0) {
            return duration.toSeconds() + "s";
        }
        if (duration.toMinutesPart() != 0) {
            return duration.toMinutes() + "m";
        }
        return duration.toHoursPart() == 0 ? duration.toDays() + "d" : duration.toHours() + "h";
    }

    private static URI endpoint(String text) {
        URI uri = URI.create(text);
        String scheme =
                checked(Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT), ValueParser::isHttp);
        String host = Optional.ofNullable(uri.getHost()).orElseThrow(IllegalArgumentException::new);
        int port = checked(uri.getPort(), number -> number != 0 && number <= 65_535);
        URI base = URI.create(scheme + "://" + host + (port < 0 ? "" : ":" + port));
        String given = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return checked(base, same -> same.toString().equalsIgnoreCase(given));
    }

    private static boolean isHttp(String scheme) {
        return scheme.equals("http") || scheme.equals("https");
    }

    /** Refuses what {@link Double#parseDouble} accepts beyond decimal numbers, such as {@code NaN} and {@code 1f}. */
    private static double decimal(String text) {
        return Double.parseDouble(checked(text, DECIMAL.asMatchPredicate()));
    }

    private static String secretWords() {
        return "must be one line of at most " + LONGEST_SECRET
                + " characters, not blank and without control characters";
    }

    private static String secretText(String text) {
        return checked(
                text,
                ONE_LINE.asMatchPredicate().and(secret -> !secret.isBlank() && secret.length() <= LONGEST_SECRET));
    }

    /** HTTP headers can hold no others, and a token has no spaces. */
    private static String tokenText(String text) {
        return checked(
                secretText(text), token -> token.chars().allMatch(character -> character > ' ' && character < 0x7F));
    }

    private static Path readable(Path file, ValueParser<Secret> content) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > 4L * LONGEST_SECRET) {
                throw new IllegalArgumentException(file.toString());
            }
            if (content.read(Files.readString(file).replaceFirst("\\R\\z", "")).isEmpty()) {
                throw new IllegalArgumentException(file.toString());
            }
            return file;
        } catch (IOException | UncheckedIOException | SecurityException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    private static String shortened(String shown) {
        return shown.length() > 10 ? shown.substring(1, 5) + "***" : "***";
    }

    private static <V> V checked(V value, Predicate<V> holds) {
        if (!holds.test(value)) {
            throw new IllegalArgumentException("out of bounds");
        }
        return value;
    }
}
