package io.smartconnect.exporter.cloud.json;

import java.util.regex.Pattern;

/**
 * Names of fields that hold secrets. The API documents {@code password}, {@code access_key} and {@code secret_key},
 * only in requests; the others guard against future fields. Short names count as whole words only, so that {@code task} is none.
 */
public final class SecretFields {

    private static final Pattern SECRET = Pattern.compile(
            "password|passwd|passphrase|pwd|secret|jaas|token|credential|signature|(access|private|api|encryption|signing)[_.-]?key",
            Pattern.CASE_INSENSITIVE);

    /** The words are separated by other characters, or begin with a capital as in {@code obsSk}. */
    private static final Pattern SHORT = Pattern.compile(
            "(?<![A-Za-z0-9])(?i:ak|sk|pass|auth)(?![A-Za-z0-9])|(?<=[a-z0-9])(Ak|Sk|AK|SK|Pass)(?![a-z])");

    private SecretFields() {}

    /** Returns true if {@code text} contains such a name. */
    public static boolean isIn(String text) {
        return SECRET.matcher(text).find() || SHORT.matcher(text).find();
    }
}
