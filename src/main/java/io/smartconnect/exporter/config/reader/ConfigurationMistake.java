package io.smartconnect.exporter.config.reader;

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
 * @param isWrongUsage true for a mistake of the command line rather than of a value: a wrong flag, a file that can't be read, or no target
 */
public record ConfigurationMistake(
        String file, OptionalInt line, String path, String rule, String found, boolean isWrongUsage) {

    private static final Pattern BREAKS_A_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    /** Creates a mistake of a value, or of a flag if {@code path} names one. */
    public ConfigurationMistake(String file, OptionalInt line, String path, String rule, String found) {
        this(file, line, path, rule, found, path.startsWith("--"));
    }

    ConfigurationMistake asWrongUsage() {
        return new ConfigurationMistake(file, line, path, rule, found, true);
    }

    ConfigurationMistake withRule(String other) {
        return new ConfigurationMistake(file, line, path, other, found, isWrongUsage);
    }

    /** Compares by file and line. */
    public static int byPlace(ConfigurationMistake one, ConfigurationMistake other) {
        int byFile = one.file.compareTo(other.file);
        return byFile == 0 ? Integer.compare(one.line.orElse(0), other.line.orElse(0)) : byFile;
    }

    @Override
    public String toString() {
        String place = line.isPresent() ? file + ": " + line.getAsInt() : file;
        return BREAKS_A_LINE
                .matcher("%s: %s: %s; found %s".formatted(place, path, rule, found))
                .replaceAll(match -> "\\\\u%04x".formatted(match.group().codePointAt(0)));
    }
}
