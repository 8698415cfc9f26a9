package io.smartconnect.exporter.cloud.json;

import java.util.regex.Pattern;

/**
 * Names of fields that hold secrets. The API documents {@code password}, {@code access_key} and {@code secret_key}, for requests
 * alone; the others guard against what it might send one day.
 */
public final class SecretFields {

    private static final Pattern SECRET =
            Pattern.compile("password|secret|jaas|token|credential|access_?key", Pattern.CASE_INSENSITIVE);

    private SecretFields() {}

    /** Whether such a name is {@code text} or a part of it. */
    public static boolean isIn(String text) {
        return SECRET.matcher(text).find();
    }
}
