package io.smartconnect.exporter.config.reader;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An upper estimate of the length of a file after its substitutions are resolved, before they are: a few lines that double a
 * value each would fill the memory.
 */
final class SubstitutionExpansion {

    /** Length in characters. A thousand targets have less than a tenth. */
    static final long LONGEST = 8 << 20;

    private static final String QUOTED = "\"(?:\\\\.|[^\"\\\\])*\"";
    private static final Pattern TOKEN =
            Pattern.compile(QUOTED + "|\\$\\{\\??(?<path>(?:" + QUOTED + "|[^}\"])*)}|(?<mark>[\\[\\]{},])");

    private final ConfigObject root;
    private final Map<String, String> environment;
    private final Map<String, Long> lengths = new HashMap<>();

    private SubstitutionExpansion(ConfigObject root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /** Returns true if the resolved content may be longer than {@value #LONGEST} characters. */
    static boolean isTooLong(ConfigObject unresolved, Map<String, String> environment) {
        return new SubstitutionExpansion(unresolved, environment).length(unresolved, List.of()) > LONGEST;
    }

    private long length(ConfigValue value, List<String> path) {
        try {
            return switch (value.valueType()) {
                case LIST -> ofList((ConfigList) value);
                case OBJECT -> ofObject((ConfigObject) value, path);
                default -> 1 + String.valueOf(value.unwrapped()).length();
            };
        } catch (ConfigException.NotResolved substitutions) {
            return ofUnresolved(value.render(ConfigRenderOptions.concise()), path);
        }
    }

    private long ofList(ConfigList list) {
        long sum = 1;
        for (ConfigValue element : list) {
            sum = sum(sum, length(element, List.of()));
        }
        return sum;
    }

    private long ofObject(ConfigObject object, List<String> path) {
        long sum = 1;
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            List<String> child = new ArrayList<>(path);
            child.add(entry.getKey());
            sum = sum(sum, entry.getKey().length() + ofPath(child));
        }
        return sum;
    }

    private long ofPath(List<String> path) {
        String key = ConfigUtil.joinPath(path);
        Long known = lengths.putIfAbsent(key, 0L); // 0 stands for a cycle, which the library reports
        if (known != null) {
            return known;
        }
        ConfigValue value = find(path);
        long length = value == null
                ? environment.getOrDefault(path.get(path.size() - 1), "").length()
                : length(value, path);
        lengths.put(key, length);
        return length;
    }

    /** The value at the path, or the unresolved one above it, which may contain it. */
    private @Nullable ConfigValue find(List<String> path) {
        ConfigValue value = root;
        for (String key : path) {
            try {
                value = value instanceof ConfigObject object ? object.get(key) : null;
            } catch (ConfigException.NotResolved unresolved) {
                return value;
            }
            if (value == null) {
                return null;
            }
        }
        return value;
    }

    /**
     * The length of an unresolved value as rendered: its definitions in order, with commas between them. One that refers to the
     * value itself repeats the definitions before it.
     */
    private long ofUnresolved(String rendered, List<String> path) {
        long before = 0;
        long length = rendered.length();
        boolean repeats = false;
        int depth = 0;
        Matcher token = TOKEN.matcher(rendered);
        while (token.find()) {
            String mark = token.group("mark");
            if (token.group("path") != null) {
                List<String> other = split(token.group("path"));
                repeats |= other.equals(path);
                length = sum(length, other.equals(path) ? before : other.isEmpty() ? 0 : ofPath(other));
            } else if (",".equals(mark) && depth == 0) {
                before = repeats ? length : sum(before, length);
                length = 0;
                repeats = false;
            } else if (mark != null) {
                depth += mark.equals("[") || mark.equals("{") ? 1 : mark.equals(",") ? 0 : -1;
            }
        }
        return repeats ? length : sum(before, length);
    }

    private static List<String> split(String path) {
        try {
            return ConfigUtil.splitPath(path);
        } catch (ConfigException broken) {
            return List.of();
        }
    }

    /** A sum that does not overflow. */
    private static long sum(long one, long other) {
        return Math.min(Long.MAX_VALUE / 4, one + other);
    }
}
