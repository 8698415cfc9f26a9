package io.smartconnect.exporter.config.reader;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;

/** Kind of a configuration value before its rule is checked; numbers and booleans count as texts. */
enum ConfigValueKind {
    NOTHING("nothing"),
    TEXT("a text"),
    LIST("a list"),
    OBJECT("an object"),
    UNRESOLVED("a substitution");

    private final String words;

    ConfigValueKind(String words) {
        this.words = words;
    }

    /** The kind in a mistake, such as "a list". */
    String words() {
        return words;
    }

    /** Returns the kind of {@code value}; null and the empty text are nothing. */
    static ConfigValueKind of(ConfigValue value) {
        try {
            return switch (value.valueType()) {
                case NULL -> NOTHING;
                case STRING -> value.unwrapped().equals("") ? NOTHING : TEXT;
                case NUMBER, BOOLEAN -> TEXT;
                case LIST -> LIST;
                case OBJECT -> isResolved((ConfigObject) value) ? OBJECT : UNRESOLVED;
            };
        } catch (ConfigException.NotResolved unresolved) {
            return UNRESOLVED;
        }
    }

    /** An object merged with a substitution has the type of an object, but throws when its keys are read. */
    private static boolean isResolved(ConfigObject object) {
        int keys = object.size();
        return keys >= 0;
    }
}
