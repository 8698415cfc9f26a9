package io.smartconnect.exporter.config.reader;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.smartconnect.exporter.text.SpellingSuggestion;
import io.smartconnect.exporter.text.Truncation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One object or list of the configuration while it is read. A mistake goes to the report and does not stop the reading. The
 * keys of a list are its indices.
 */
public final class ConfigurationSection {

    private static final int LONGEST_SHOWN = 128;
    private static final ValueParser<String> OBJECT = noValue("object");
    private static final ValueParser<String> LIST = noValue("array");
    private static final Pattern QUOTED = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{[^}]*}");

    private final MistakeReport report;
    private final String path;
    private final ConfigOrigin origin;
    private final Map<String, ConfigValue> values;
    private final Map<String, ConfigValue> defaults;
    private final Map<String, ValueParser<?>> rules = new TreeMap<>();
    private final Set<String> mandatory = new HashSet<>();

    private ConfigurationSection(
            MistakeReport report,
            String path,
            ConfigOrigin origin,
            Map<String, ConfigValue> values,
            Map<String, ConfigValue> defaults) {
        this.report = report;
        this.path = path;
        this.origin = origin;
        this.values = values;
        this.defaults = defaults;
        report.add(this);
    }

    /** The section at the top; {@code defaults} stand in for broken values of {@link #setting}. */
    public static ConfigurationSection root(ConfigObject values, ConfigObject defaults, MistakeReport report) {
        return new ConfigurationSection(report, "", values.origin(), values, defaults);
    }

    /** Returns true if the key has a value, valid or not. An empty text and null are no values. */
    public boolean has(String key) {
        return kind(key) != ConfigValueKind.NOTHING;
    }

    /** Returns true if the key has a value other than a list. */
    public boolean isNoList(String key) {
        return has(key) && kind(key) != ConfigValueKind.LIST;
    }

    /** Returns true if the section comes from the environment, which has variables for some keys only. */
    public boolean isFromEnvironment() {
        return origin.filename() == null && origin.description().equals(ConfigurationSources.ENVIRONMENT);
    }

    /** The keys that have a value, valid or not. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** The value; empty if the key has none. Reports a value that breaks the rule and returns empty. */
    public <T> Optional<T> get(String key, ValueParser<T> rule) {
        rules.put(key, rule);
        switch (kind(key)) {
            case NOTHING -> {
                return Optional.empty();
            }
            case UNRESOLVED -> reportUnresolved(key);
            case TEXT -> {
                Optional<T> value = rule.read(text(value(key)));
                if (value.isPresent()) {
                    return value;
                }
                mistake(key, rule.words());
            }
            case LIST, OBJECT -> mistake(key, rule.words());
        }
        return Optional.empty();
    }

    /** The value of a key with a default. Reports a value that breaks the rule and returns the default. */
    public <T> T setting(String key, ValueParser<T> rule) {
        return get(key, rule)
                .or(() -> rule.read(text(Objects.requireNonNull(defaults.get(key), key))))
                .orElseThrow(() -> new IllegalStateException(pathOf(key) + ": must have a valid default; found none"));
    }

    /** Returns true if the key has been read and its value satisfies the rule. */
    public boolean isValid(String key) {
        return kind(key) == ConfigValueKind.TEXT
                && Optional.ofNullable(rules.get(key))
                        .flatMap(rule -> rule.read(text(value(key))))
                        .isPresent();
    }

    /** The value. Reports a missing value or one that breaks the rule, and returns empty. */
    public <T> Optional<T> mandatory(String key, ValueParser<T> rule) {
        Optional<T> value = get(key, rule);
        mandatory.add(key);
        if (!has(key)) {
            mistake(key, "is mandatory and " + rule.words());
        }
        return value;
    }

    /** The object of the key; empty if the key has none. Reports a value of another kind. */
    public ConfigurationSection section(String key) {
        rules.put(key, OBJECT);
        ConfigValueKind kind = kind(key);
        if (kind == ConfigValueKind.OBJECT) {
            ConfigObject object = (ConfigObject) value(key);
            return new ConfigurationSection(report, pathOf(key), object.origin(), object, defaultsOf(key));
        }
        if (kind == ConfigValueKind.NOTHING) {
            return new ConfigurationSection(report, pathOf(key), origin, Map.of(), defaultsOf(key));
        }
        reportKind(key, "must be an object");
        return unreadable(key);
    }

    /** The list of the key; empty if the key has none. Reports a value of another kind. */
    public ConfigurationSection list(String key) {
        rules.put(key, LIST);
        Map<String, ConfigValue> elements = new LinkedHashMap<>();
        if (kind(key) == ConfigValueKind.LIST) {
            ((ConfigList) value(key)).forEach(element -> elements.put(String.valueOf(elements.size()), element));
        } else if (has(key)) {
            reportKind(key, "must be a list");
        }
        return new ConfigurationSection(report, pathOf(key), originOf(key), elements, Map.of());
    }

    private Map<String, ConfigValue> defaultsOf(String key) {
        return defaults.get(key) instanceof ConfigObject object ? object : Map.of();
    }

    /** A section in place of a value of another kind; its report is dropped. */
    private ConfigurationSection unreadable(String key) {
        return new ConfigurationSection(new MistakeReport(""), pathOf(key), origin, Map.of(), defaultsOf(key));
    }

    /** Makes the key of an object known without reading it. */
    public void skip(String key) {
        rules.put(key, OBJECT);
    }

    /** Reports that the value of the key, or its absence, breaks the rule that {@code words} state. */
    public void mistake(String key, String words) {
        report.add(originOf(key), pathOf(key), words, shown(key));
    }

    /** As {@link #mistake}, for a key without a value because of a wrong command line. */
    public void wrongUsage(String key, String words) {
        report.add(report.mistake(originOf(key), pathOf(key), words, shown(key)).asWrongUsage());
    }

    void reportUnknownKeys() {
        values.keySet().stream().filter(key -> !rules.containsKey(key)).forEach(this::reportUnknownKey);
    }

    Stream<KnownKey> knownKeys() {
        return rules.entrySet().stream()
                .map(rule -> new KnownKey(pathOf(rule.getKey()), rule.getValue(), mandatory.contains(rule.getKey())));
    }

    /** Hides the value, because the unknown key may be a mistyped key of a secret. */
    private void reportUnknownKey(String key) {
        String hint = SpellingSuggestion.nearest(key, rules.keySet())
                .or(() -> report.knownKeys()
                        .map(KnownKey::path)
                        .filter(known -> SpellingSuggestion.same(key, known.substring(known.lastIndexOf('.') + 1)))
                        .findFirst())
                .map(" is no key here, did you mean %s?"::formatted)
                .orElseGet(() -> " is no key here, the keys are: " + String.join(", ", rules.keySet()));
        report.add(originOf(key), pathOf(key), ConfigUtil.quoteString(key) + hint, "***");
    }

    private void reportUnresolved(String key) {
        String render = QUOTED.matcher(value(key).render()).replaceAll("");
        Matcher substitution = SUBSTITUTION.matcher(render);
        String name = substitution.find() ? substitution.group() : "${...}";
        report.add(
                originOf(key),
                pathOf(key),
                "a substitution must name a variable of the environment or a path of the file",
                name);
    }

    private void reportKind(String key, String words) {
        if (kind(key) == ConfigValueKind.UNRESOLVED) {
            reportUnresolved(key);
        } else {
            report.add(originOf(key), pathOf(key), words, kind(key).words());
        }
    }

    private String shown(String key) {
        ConfigValueKind kind = kind(key);
        if (kind == ConfigValueKind.NOTHING) {
            return kind.words();
        }
        String whole = kind == ConfigValueKind.TEXT ? quoted(key) : kind.words();
        String shown = Objects.requireNonNull(rules.getOrDefault(key, OBJECT))
                .showing()
                .apply(whole);
        boolean isWhole = kind == ConfigValueKind.TEXT && shown.equals(whole);
        boolean isSecret = report.hides(shown) || (isWhole && report.hides(text(value(key))));
        return isSecret ? "***" : Truncation.cut(shown, LONGEST_SHOWN);
    }

    private String quoted(String key) {
        return value(key).unwrapped() instanceof String text ? ConfigUtil.quoteString(text) : text(value(key));
    }

    private static ValueParser<String> noValue(String type) {
        return ValueParser.text("must be an object or a list", text -> false).with(Map.of("type", type));
    }

    /** The text as written in the file, also of a number. */
    private static String text(ConfigValue value) {
        return value.atKey("it").getString("it");
    }

    private String pathOf(String key) {
        String element = ConfigUtil.joinPath(key);
        return path.isEmpty() ? element : path + "." + element;
    }

    /** The origin of the value; that of the section if the value is missing or joined from several places. */
    private ConfigOrigin originOf(String key) {
        ConfigOrigin own = value(key).origin();
        boolean known = own.filename() != null || ConfigurationSources.isNamed(own);
        return values.containsKey(key) && known ? own : origin;
    }

    private ConfigValue value(String key) {
        return Objects.requireNonNullElse(values.get(key), ConfigValueFactory.fromAnyRef(null));
    }

    private ConfigValueKind kind(String key) {
        return ConfigValueKind.of(value(key));
    }
}
