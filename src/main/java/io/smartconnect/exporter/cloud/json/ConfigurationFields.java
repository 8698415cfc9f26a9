package io.smartconnect.exporter.cloud.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The configured fields of an item of a listing, as texts by dotted path, such as {@code sink_task.obs_path}. The
 * exporter compares them with those of the next response. A mark replaces each sensitive value; it changes with the
 * value and reveals nothing else. Fields below level {@value #DEEPEST}, beyond the first {@value #MOST}, or beyond
 * {@value #MOST_CHARACTERS} characters of paths and texts are left out.
 */
final class ConfigurationFields {

    private static final int MOST = 256;
    private static final int DEEPEST = 4;
    private static final int MOST_CHARACTERS = 8_192;

    /** Fields that identify a task or report its state. */
    private static final Set<String> NOT_SET = Set.of("id", "task_id", "create_time", "status");

    /** Names of fields that may contain a secret, in addition to {@link SecretFields}. */
    private static final Pattern SENSITIVE =
            Pattern.compile("user_?name|bootstrap[_.]?servers", Pattern.CASE_INSENSITIVE);

    /** Texts and paths that are kept once for all tasks: most tasks have the same. Beyond these, each task has its own. */
    private static final int MOST_SHARED = 4_000;

    private static final int LONGEST_SHARED = 100;

    private static final Map<String, Path> PATHS = new ConcurrentHashMap<>();
    private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

    private static final byte[] SALT = salt();

    /**
     * A dotted path.
     *
     * @param text without what no output can show
     * @param isSensitive true if its values may contain a secret
     */
    private record Path(String text, boolean isSensitive) {

        private static Path of(String path) {
            return new Path(JsonFields.clean(path), ConfigurationFields.isSensitive(path));
        }
    }

    private final Map<String, String> fields = new HashMap<>();
    private int characters;

    private ConfigurationFields() {}

    static Map<String, String> of(JsonObject item) {
        ConfigurationFields read = new ConfigurationFields();
        item.forEach(field -> {
            if (!NOT_SET.contains(field.getKey())) {
                read.add(field.getKey(), field.getValue(), 1);
            }
        });
        return read.fields;
    }

    private void add(String path, Object value, int depth) {
        if (value instanceof JsonObject inner) {
            if (depth < DEEPEST) {
                inner.forEach(field -> add(path + "." + field.getKey(), field.getValue(), depth + 1));
            }
        } else if (value != null && fields.size() < MOST) {
            Path known = shared(PATHS, path, Path::of);
            String text = value.toString();
            boolean isSensitive = known.isSensitive || isSensitiveList(value);
            put(known.text, isSensitive ? mark(text) : shared(TEXTS, text, JsonFields::clean));
        }
    }

    private static <T> T shared(Map<String, T> known, String key, Function<String, T> value) {
        T present = known.get(key);
        if (present != null) {
            return present;
        }
        T added = value.apply(key);
        if (key.length() <= LONGEST_SHARED && known.size() < MOST_SHARED) {
            known.put(key, added);
        }
        return added;
    }

    private void put(String path, String text) {
        characters += path.length() + text.length();
        if (characters <= MOST_CHARACTERS) {
            fields.put(path, text);
        }
    }

    /** Returns true for a list with any sensitive content. */
    private static boolean isSensitiveList(Object value) {
        return value instanceof JsonArray list && isSensitive(list.encode());
    }

    private static boolean isSensitive(String text) {
        return SecretFields.isIn(text) || SENSITIVE.matcher(text).find();
    }

    private static String mark(String sensitive) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(SALT);
            byte[] hash = digest.digest(sensitive.getBytes(StandardCharsets.UTF_8));
            return "***" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** A random salt per process, which makes lookup tables of marks useless. */
    private static byte[] salt() {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return salt;
    }
}
