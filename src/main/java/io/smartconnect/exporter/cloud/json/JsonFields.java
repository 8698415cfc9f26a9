package io.smartconnect.exporter.cloud.json;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A lenient reader of one JSON object of a response. A value of the wrong type is unknown, never guessed, and its key
 * is reported as unreadable. A missing key is reported only by the {@code required} readers; {@code null} only where
 * a number is expected, since the cloud sends it in place of texts and objects.
 */
public final class JsonFields {

    /** Longest text, in characters; longer ones are truncated. */
    static final int LONGEST_TEXT = 1024;

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,4})?");

    private final JsonObject object;
    private final Consumer<String> unreadable;

    /** Creates a reader of {@code object} that passes the keys of unreadable values to {@code unreadable}. */
    public JsonFields(JsonObject object, Consumer<String> unreadable) {
        this.object = object;
        this.unreadable = unreadable;
    }

    /** Creates a reader of an empty object. */
    public static JsonFields nothing() {
        return new JsonFields(new JsonObject(), key -> {});
    }

    /** Returns true if {@code key} is present, even if its value is null. */
    public boolean has(String key) {
        return object.containsKey(key);
    }

    /** Returns true if {@code key} is missing or null. */
    public boolean isNull(String key) {
        return object.getValue(key) == null;
    }

    /** The first of {@code keys} that has a value; without one, the first of them. */
    public String firstOf(List<String> keys) {
        return keys.stream().filter(key -> !isNull(key)).findFirst().orElse(keys.get(0));
    }

    /** The text at {@code key}, {@linkplain #clean cleaned}; empty if missing. */
    public String text(String key) {
        Object value = object.getValue(key);
        if (value instanceof String text) {
            return clean(text);
        }
        return value == null ? "" : unknown(key, "");
    }

    /** As {@link #text}, for a key that the cloud always sends. */
    public String requiredText(String key) {
        return has(key) ? text(key) : unknown(key, "");
    }

    /** The text at {@code key} that identifies an item; reported as unreadable if null or empty too. */
    public String identity(String key) {
        Object value = object.getValue(key);
        return value == null || value.equals("") ? unknown(key, "") : text(key);
    }

    /** The integer at {@code key}, at least 0, as a JSON number or a string of digits. */
    public OptionalLong number(String key) {
        if (!has(key)) {
            return OptionalLong.empty();
        }
        OptionalLong number = number(object.getValue(key));
        return number.isPresent() ? number : unknown(key, OptionalLong.empty());
    }

    /** As {@link #number}, for a key that the cloud always sends. */
    public OptionalLong requiredNumber(String key) {
        return has(key) ? number(key) : unknown(key, OptionalLong.empty());
    }

    /** As {@link #requiredNumber(String)}, at most {@code most}. */
    public OptionalLong requiredNumber(String key, long most) {
        OptionalLong number = requiredNumber(key);
        return number.orElse(0) > most ? unknown(key, OptionalLong.empty()) : number;
    }

    /** The finite number at {@code key}, at least 0, as a JSON number or its text, for a key that the cloud always sends. */
    public OptionalDouble requiredDecimal(String key) {
        Object value = object.getValue(key);
        double number = value instanceof Number known
                ? known.doubleValue()
                : value instanceof String text && DECIMAL.matcher(text).matches()
                        ? Double.parseDouble(text)
                        : Double.NaN;
        return number >= 0 && Double.isFinite(number)
                ? OptionalDouble.of(number + 0.0)
                : unknown(key, OptionalDouble.empty());
    }

    /** The boolean at {@code key}, as a JSON boolean or the string {@code true} or {@code false}. */
    public Optional<Boolean> flag(String key) {
        Object value = object.getValue(key);
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        if ("true".equals(value) || "false".equals(value)) {
            return Optional.of("true".equals(value));
        }
        return value == null ? Optional.empty() : unknown(key, Optional.empty());
    }

    /** The object at {@code key}. */
    public Optional<JsonFields> object(String key) {
        Object value = object.getValue(key);
        if (value instanceof JsonObject inner) {
            return Optional.of(new JsonFields(inner, unreadable));
        }
        return value == null ? Optional.empty() : unknown(key, Optional.empty());
    }

    /** The objects of the array at {@code key}; other items are left out and reported as unreadable. */
    public List<JsonFields> objects(String key) {
        Object value = object.getValue(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array)) {
            return unknown(key, List.of());
        }
        List<JsonFields> objects = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            if (array.getValue(i) instanceof JsonObject item) {
                objects.add(new JsonFields(item, unreadable));
            } else {
                unreadable.accept(key);
            }
        }
        return objects;
    }

    /** Throws a {@link DecodeException} unless the value at {@code key} is an array or null. */
    public void requireArray(String key) {
        if (!has(key) || !(isNull(key) || items(key).isPresent())) {
            throw new DecodeException("\"" + key + "\" must be an array");
        }
    }

    /** The configured fields of this object, see {@link ConfigurationFields}. */
    public Map<String, String> configuration() {
        return ConfigurationFields.of(object);
    }

    /** The length of the array at {@code key}; empty if it is not an array. */
    public Optional<Integer> items(String key) {
        return object.getValue(key) instanceof JsonArray array ? Optional.of(array.size()) : Optional.empty();
    }

    private <T> T unknown(String key, T value) {
        unreadable.accept(key);
        return value;
    }

    private static OptionalLong number(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            return number >= 0 ? OptionalLong.of(number) : OptionalLong.empty();
        }
        long number = value instanceof String text ? wholeNumber(text.toCharArray(), 0, text.length()) : -1;
        return number >= 0 ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** Parses {@code length} digits from {@code start}; -1 for any other character or a number beyond a long. */
    public static long wholeNumber(char[] characters, int start, int length) {
        long number = length == 0 ? -1 : 0;
        for (int i = start; i < start + length; i++) {
            int digit = characters[i] - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Truncates {@code text} to {@value #LONGEST_TEXT} characters and replaces unpaired surrogates by U+FFFD. */
    public static String clean(String text) {
        if (isClean(text)) {
            return text;
        }
        int[] characters = text.codePoints()
                .limit(LONGEST_TEXT)
                .map(character -> Character.getType(character) == Character.SURROGATE ? 0xFFFD : character)
                .toArray();
        return new String(characters, 0, characters.length);
    }

    private static boolean isClean(String text) {
        int length = text.length();
        for (int i = 0; i < Math.min(length, LONGEST_TEXT); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return length <= LONGEST_TEXT;
    }
}
