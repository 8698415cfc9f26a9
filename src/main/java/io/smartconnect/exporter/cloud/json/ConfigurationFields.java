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
import java.util.concurrent.atomic.AtomicReferenceArray;
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

    /** Fields that nobody configures: they identify a task, or report its state. */
    private static final Set<String> NOT_CONFIGURED = Set.of("id", "task_id", "create_time", "status");

    /** Names of fields that may contain a secret, in addition to {@link SecretFields}. */
    private static final Pattern SENSITIVE =
            Pattern.compile("user_?name|bootstrap[_.]?servers", Pattern.CASE_INSENSITIVE);

    /** Paths and texts that were read last, each at the place of its hash: most tasks have the same ones, so these are kept once. */
    private static final AtomicReferenceArray<Path> PATHS = new AtomicReferenceArray<>(1_024);

    private static final AtomicReferenceArray<String> TEXTS = new AtomicReferenceArray<>(4_096);

    private static final int LONGEST_SHARED = 100;

    private static final byte[] SALT = salt();

    /**
     * A dotted path.
     *
     * @param clean the path without characters that no output can have
     * @param isSensitive true if its values may contain a secret
     */
    private record Path(String path, String clean, boolean isSensitive) {

        private static Path of(String path) {
            int place = Math.floorMod(path.hashCode(), PATHS.length());
            Path last = PATHS.get(place);
            if (last != null && last.path.equals(path)) {
                return last;
            }
            Path read = new Path(path, JsonFields.clean(path), ConfigurationFields.isSensitive(path));
            if (path.length() <= LONGEST_SHARED) {
                PATHS.set(place, read);
            }
            return read;
        }
    }

    private final Map<String, String> fields = new HashMap<>();
    private int characters;

    private ConfigurationFields() {}

    static Map<String, String> of(JsonObject item) {
        ConfigurationFields read = new ConfigurationFields();
        item.forEach(field -> {
            if (!NOT_CONFIGURED.contains(field.getKey())) {
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
            Path known = Path.of(path);
            String text = value.toString();
            boolean isSensitive = known.isSensitive || isSensitiveList(value);
            put(known.clean, isSensitive ? mark(text) : shared(JsonFields.clean(text)));
        }
    }

    private static String shared(String text) {
        int place = Math.floorMod(text.hashCode(), TEXTS.length());
        String last = TEXTS.get(place);
        if (text.equals(last)) {
            return last;
        }
        if (text.length() <= LONGEST_SHARED) {
            TEXTS.set(place, text);
        }
        return text;
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
