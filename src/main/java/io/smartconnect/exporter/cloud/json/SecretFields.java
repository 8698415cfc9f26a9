package io.smartconnect.exporter.cloud.json;

import java.util.regex.Pattern;

/**
 * Names of fields that hold secrets. The API documents {@code password}, {@code access_key} and {@code secret_key},
 * only in requests; the others guard against future fields.
 */
public final class SecretFields {

    private static final Pattern SECRET =
            Pattern.compile("password|secret|jaas|token|credential|access_?key", Pattern.CASE_INSENSITIVE);

    private SecretFields() {}

    /** Returns true if {@code text} contains such a name. */
    public static boolean isIn(String text) {
        return SECRET.matcher(text).find();
    }
}
