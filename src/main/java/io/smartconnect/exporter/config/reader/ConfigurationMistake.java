package io.smartconnect.exporter.config.reader;

import java.util.Comparator;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * One mistake in the configuration; {@code toString} reports it on one line.
 *
 * @param file the file, or {@code environment} or {@code command line}
 * @param line counted from 1; empty where there are no lines or none is known
 * @param path full dotted path of the key, or the name of the variable or flag
 * @param rule the rule that the value breaks
 * @param found the value, with secrets hidden
 */
public record ConfigurationMistake(String file, OptionalInt line, String path, String rule, String found) {

    /** Order by file and line. */
    public static final Comparator<ConfigurationMistake> BY_PLACE =
            Comparator.comparing(ConfigurationMistake::file).thenComparing(mistake -> mistake.line.orElse(0));

    /** The rule that a configuration without targets breaks. */
    public static final String NO_TARGET =
            "there must be a target: list one in the file of --config.file, or run without a file and set "
                    + "SMART_CONNECT_REGION (or SMART_CONNECT_ENDPOINT), HUAWEICLOUD_SDK_PROJECT_ID, "
                    + "HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK";

    private static final Pattern BREAKS_A_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    /** True for a mistake of the command line rather than of a value: a wrong flag, a file that can't be read, or no target. */
    public boolean isWrongUsage() {
        return path.startsWith("--") || rule.equals(NO_TARGET);
    }

    @Override
    public String toString() {
        String place = line.isPresent() ? file + ": " + line.getAsInt() : file;
        return BREAKS_A_LINE
                .matcher("%s: %s: %s; found %s".formatted(place, path, rule, found))
                .replaceAll(match -> "\\\\u%04x".formatted(match.group().codePointAt(0)));
    }
}
