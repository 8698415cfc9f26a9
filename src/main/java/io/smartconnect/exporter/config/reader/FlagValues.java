package io.smartconnect.exporter.config.reader;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Flags of the command line that set a key, as typed and unchecked; they override the file and the environment.
 *
 * @param values the text of each given flag, by the name of the flag without its dashes, such as {@code log.level}
 */
public record FlagValues(Map<String, String> values) {

    /** A command line without flags. */
    public static final FlagValues NONE = new FlagValues(Map.of());

    public FlagValues {
        values = Map.copyOf(values);
    }

    /**
     * These flags and one more.
     *
     * @param flag without its dashes
     * @param text null if the flag is not given
     */
    public FlagValues with(String flag, @Nullable String text) {
        if (text == null) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put(flag, text);
        return new FlagValues(all);
    }

    /** The text of a flag, if it is given. */
    public Optional<String> get(String flag) {
        return Optional.ofNullable(values.get(flag));
    }
}
