package io.smartconnect.exporter.log;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Formatter of fields as one line of text. It escapes quoted values as in JSON: quotes, backslashes, and as
 * {@code \\uXXXX} every character that could end the line, control a terminal, change the direction of writing, or is not
 * valid Unicode.
 */
final class LineFormat {

    private LineFormat() {}

    /** Returns {@code key=value key="another value"}; keys must be {@linkplain #key(String) plain}. */
    static String logfmt(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + bare(field.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** Returns one JSON object whose values are all strings. */
    static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":" + quoted(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Replaces every character of a key except letters, digits and {@code . _ -} by an underscore. */
    static String key(String text) {
        return text.isEmpty() ? "_" : text.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static String bare(String value) {
        return value.matches("[A-Za-z0-9._:/@+-]+") ? value : quoted(value);
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 16).append('"');
        value.codePoints().forEach(point -> appendEscaped(quoted, point));
        return quoted.append('"').toString();
    }

    private static void appendEscaped(StringBuilder quoted, int point) {
        switch (point) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (isUnsafe(point)) {
                    new String(Character.toChars(point))
                            .chars()
                            .forEach(unit -> quoted.append("\\u%04x".formatted(unit)));
                } else {
                    quoted.appendCodePoint(point);
                }
            }
        }
    }

    private static boolean isUnsafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
