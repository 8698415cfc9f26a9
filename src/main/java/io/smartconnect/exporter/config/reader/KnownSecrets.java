package io.smartconnect.exporter.config.reader;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secrets of the environment and of the configuration, recognized by the names of their variables and keys. A mistake must
 * not show one that stands in a wrong place, such as {@code region = ${HUAWEICLOUD_SDK_SK}}.
 */
final class KnownSecrets {

    static final KnownSecrets NONE = new KnownSecrets();

    /** Shorter texts, such as {@code true}, stand in many harmless values. */
    private static final int SHORTEST = 6;

    private static final Pattern NAME =
            Pattern.compile("(?i).*(secret|token|passw|passphrase|private|[_-]sk$|api[_-]?key).*");
    private static final Pattern NO_SECRET = Pattern.compile("(?i).*[_-](file|path|dir|endpoint|url|uri)$");

    private final Set<String> secrets = new HashSet<>();

    private KnownSecrets() {}

    static KnownSecrets in(ConfigObject values, Map<String, String> environment) {
        KnownSecrets known = new KnownSecrets();
        environment.forEach(known::add);
        known.addAll("", values);
        return known;
    }

    /** Replaces each secret in {@code text} by asterisks. */
    String conceal(String text) {
        String concealed = text;
        for (String secret : secrets) {
            concealed = concealed.replace(secret, "***");
        }
        return concealed;
    }

    /** Returns true if {@code text} contains a secret. */
    boolean isIn(String text) {
        return secrets.stream().anyMatch(text::contains);
    }

    private void add(String name, String value) {
        if (value.length() >= SHORTEST
                && NAME.matcher(name).matches()
                && !NO_SECRET.matcher(name).matches()) {
            secrets.add(value);
        }
    }

    /** The content has been resolved; a substitution without a value has no text. */
    private void addAll(String key, ConfigValue value) {
        try {
            if (value instanceof ConfigObject object) {
                object.forEach(this::addAll);
            } else if (value instanceof ConfigList list) {
                list.forEach(element -> addAll("", element));
            } else if (value.unwrapped() instanceof String text) {
                add(key, text);
            }
        } catch (ConfigException.NotResolved substitution) {
            return;
        }
    }
}
