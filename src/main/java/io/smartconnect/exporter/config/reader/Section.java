package io.smartconnect.exporter.config.reader;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.smartconnect.exporter.text.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One object or list of the configuration while it is read. What is wrong goes to the report and reads as "not given", so
 * that reading always comes to its end. A list is a section whose keys are the indices.
 */
public final class Section {

    private static final int LONGEST_SHOWN = 128;
    private static final ValueRule<String> NO_VALUE = ValueRule.text("must be an object or a list", text -> false);
    private static final Pattern QUOTED = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{[^}]*}");

    private final MistakeReport report;
    private final String path;
    private final ConfigOrigin origin;
    private final Map<String, ConfigValue> values;
    private final Map<String, ValueRule<?>> rules = new TreeMap<>();

    private Section(MistakeReport report, String path, ConfigOrigin origin, Map<String, ConfigValue> values) {
        this.report = report;
        this.path = path;
        this.origin = origin;
        this.values = values;
        report.add(this);
    }

    public static Section root(ConfigObject values, MistakeReport report) {
        return new Section(report, "", values.origin(), values);
    }

    /** Whether there is anything under the key, right or wrong. An empty text and null are nothing. */
    public boolean has(String key) {
        return kind(key) != Kind.NOTHING;
    }

    /** Whether there is something under the key that is no list. */
    public boolean isNoList(String key) {
        return has(key) && kind(key) != Kind.LIST;
    }

    /** Whether the section was made from variables, where only some of the keys have a name. */
    public boolean isFromEnvironment() {
        return origin.filename() == null && origin.description().equals(ConfigurationSources.ENVIRONMENT);
    }

    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** The value; empty when it is not given, and when it breaks the rule, which is then reported. */
    public <T> Optional<T> get(String key, ValueRule<T> rule) {
        rules.put(key, rule);
        switch (kind(key)) {
            case NOTHING -> {
                return Optional.empty();
            }
            case UNRESOLVED -> reportUnresolved(key);
            case TEXT -> {
                Optional<T> value = rule.read(text(key));
                if (value.isPresent()) {
                    return value;
                }
                mistake(key, rule.words());
            }
            case LIST, OBJECT -> mistake(key, rule.words());
        }
        return Optional.empty();
    }

    /** The same; a value that is not given is reported, too. */
    public <T> Optional<T> mandatory(String key, ValueRule<T> rule) {
        Optional<T> value = get(key, rule);
        if (!has(key)) {
            mistake(key, "is mandatory and " + rule.words());
        }
        return value;
    }

    /** The object under the key; an empty one when there is none. */
    public Section section(String key) {
        rules.put(key, NO_VALUE);
        Kind kind = kind(key);
        if (kind == Kind.OBJECT) {
            ConfigObject object = (ConfigObject) value(key);
            return new Section(report, pathOf(key), object.origin(), object);
        }
        if (kind == Kind.NOTHING) {
            return new Section(report, pathOf(key), origin, Map.of());
        }
        reportKind(key, "must be an object");
        return unreadable(key);
    }

    /** The list under the key; an empty one when there is none. */
    public Section list(String key) {
        rules.put(key, NO_VALUE);
        Map<String, ConfigValue> elements = new LinkedHashMap<>();
        if (kind(key) == Kind.LIST) {
            ((ConfigList) value(key)).forEach(element -> elements.put(String.valueOf(elements.size()), element));
        } else if (has(key)) {
            reportKind(key, "must be a list");
        }
        return new Section(report, pathOf(key), originOf(key), elements);
    }

    /** What stands for a section that is none: nobody reads what is wrong inside it. */
    private Section unreadable(String key) {
        return new Section(new MistakeReport(""), pathOf(key), origin, Map.of());
    }

    /** Reports that the value under the key, or its absence, breaks a rule. */
    public void mistake(String key, String words) {
        report.add(originOf(key), pathOf(key), words, shown(key));
    }

    void reportUnknownKeys() {
        values.keySet().stream().filter(key -> !rules.containsKey(key)).forEach(this::reportUnknownKey);
    }

    Stream<String> knownPaths() {
        return rules.keySet().stream().map(this::pathOf);
    }

    /** The value itself is not shown: who mistypes a key may have mistyped that of a secret. */
    private void reportUnknownKey(String key) {
        String hint = Spelling.nearest(key, rules.keySet())
                .or(() -> report.knownPaths()
                        .filter(known -> Spelling.same(key, known.substring(known.lastIndexOf('.') + 1)))
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
        if (kind(key) == Kind.UNRESOLVED) {
            reportUnresolved(key);
        } else {
            report.add(originOf(key), pathOf(key), words, kind(key).words);
        }
    }

    private String shown(String key) {
        Kind kind = kind(key);
        if (kind == Kind.NOTHING) {
            return kind.words;
        }
        String shown = Objects.requireNonNull(rules.getOrDefault(key, NO_VALUE))
                .showing()
                .apply(kind == Kind.TEXT ? quoted(key) : kind.words);
        return shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN) + "...";
    }

    private String quoted(String key) {
        return value(key).unwrapped() instanceof String text ? ConfigUtil.quoteString(text) : text(key);
    }

    /** As it stands in the file, numbers too. */
    private String text(String key) {
        return value(key).atKey("it").getString("it");
    }

    private String pathOf(String key) {
        String element = ConfigUtil.joinPath(key);
        return path.isEmpty() ? element : path + "." + element;
    }

    /** Where the value is; that of the section when the value is nowhere or was put together from several places. */
    private ConfigOrigin originOf(String key) {
        ConfigOrigin own = value(key).origin();
        boolean known = own.filename() != null || ConfigurationSources.isNamed(own);
        return values.containsKey(key) && known ? own : origin;
    }

    private ConfigValue value(String key) {
        return Objects.requireNonNullElse(values.get(key), ConfigValueFactory.fromAnyRef(null));
    }

    private Kind kind(String key) {
        return Kind.of(value(key));
    }

    /** What a value is at first sight. */
    enum Kind {
        NOTHING("nothing"),
        TEXT("a text"),
        LIST("a list"),
        OBJECT("an object"),
        UNRESOLVED("a substitution");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        static Kind of(ConfigValue value) {
            try {
                return switch (value.valueType()) {
                    case NULL -> NOTHING;
                    case STRING -> value.unwrapped().equals("") ? NOTHING : TEXT;
                    case NUMBER, BOOLEAN -> TEXT;
                    case LIST -> LIST;
                    case OBJECT -> isWhole((ConfigObject) value) ? OBJECT : UNRESOLVED;
                };
            } catch (ConfigException.NotResolved unresolved) {
                return UNRESOLVED;
            }
        }

        /** An object that is merged with a substitution has the type of an object, but throws when asked for its keys. */
        private static boolean isWhole(ConfigObject object) {
            int keys = object.size();
            return keys >= 0;
        }
    }
}
