package io.smartconnect.exporter.text;

import java.util.regex.Pattern;

/** Limits the length of texts. A truncated text ends in an ellipsis, and no surrogate pair is split. */
public final class Truncation {

    /** The mark at the end of a truncated text. */
    public static final String ELLIPSIS = "…";

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}]+");
    private static final int LONGEST_INPUT = 10_000;
    private static final int LONGEST_NAME = 250;

    private Truncation() {}

    /** The text, or its beginning and an ellipsis, together at most {@code longest} characters. */
    public static String cut(String text, int longest) {
        return text.length() <= longest ? text : start(text, Math.max(0, longest - ELLIPSIS.length())) + ELLIPSIS;
    }

    /**
     * The text on one line of at most {@code longest} characters: each run of blanks, control characters, line separators and
     * invalid Unicode becomes one space.
     */
    public static String oneLine(String text, int longest) {
        return cut(withoutBreaks(text).strip(), longest);
    }

    /** A name from the cloud on one line of at most 250 characters. It is not stripped, because a blank may be the mistake. */
    public static String name(String text) {
        return cut(withoutBreaks(text), LONGEST_NAME);
    }

    private static String withoutBreaks(String text) {
        return UNPRINTABLE.matcher(start(text, LONGEST_INPUT)).replaceAll(" ");
    }

    private static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean splitsPair = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splitsPair ? length - 1 : length);
    }
}
