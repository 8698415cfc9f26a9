package io.smartconnect.exporter.dms.failure;

import java.util.regex.Pattern;

/** Makes text that came over the network fit for a log line. */
public final class CloudText {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}]+");
    private static final int READ_AT_MOST = 10_000;
    private static final String ELLIPSIS = "…";

    private CloudText() {}

    /**
     * One line of at most {@code limit} characters: runs of blanks, control characters, line separators and of what is no
     * Unicode become one space; what is too long ends in an ellipsis.
     */
    public static String oneLine(String text, int limit) {
        String line =
                UNPRINTABLE.matcher(start(text, READ_AT_MOST)).replaceAll(" ").strip();
        return line.length() <= limit ? line : start(line, Math.max(0, limit - ELLIPSIS.length())) + ELLIPSIS;
    }

    private static String start(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        boolean splitsPair = limit > 0 && Character.isHighSurrogate(text.charAt(limit - 1));
        return text.substring(0, splitsPair ? limit - 1 : limit);
    }
}
