package io.smartconnect.command.terminal;

import io.smartconnect.exporter.text.Truncation;
import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Escapes text from the cloud for a terminal, and measures its width there. */
public final class SafeText {

    /** Characters that move the cursor, reverse the text or are invisible. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private static final Set<UnicodeScript> WIDE =
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private SafeText() {}

    /** {@code text} with unsafe characters escaped as in JSON, for example {@code \\u001b}. */
    public static String of(String text) {
        return UNSAFE.matcher(text).replaceAll(found -> escaped(found.group()));
    }

    private static String escaped(String character) {
        StringBuilder escaped = new StringBuilder();
        character.chars().forEach(unit -> escaped.append(String.format(Locale.ROOT, "\\\\u%04x", unit)));
        return escaped.toString();
    }

    /** JSON with unsafe characters escaped, except line feeds between values. */
    public static String json(String document) {
        StringBuilder safe = new StringBuilder(document.length());
        document.lines().forEach(line -> safe.append(of(line)).append('\n'));
        return safe.toString();
    }

    /** The number of columns that {@code text}, which must be safe, takes on a terminal. */
    static int width(String text) {
        return text.codePoints().map(SafeText::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean fullWidth = (point >= 0xFF01 && point <= 0xFF60) || (point >= 0x3000 && point <= 0x303E);
        boolean pictograph = point >= 0x1F300 && point <= 0x1FAFF;
        return fullWidth || pictograph || WIDE.contains(UnicodeScript.of(point)) ? 2 : 1;
    }

    /** {@code text}, truncated to {@code columns} with an ellipsis if it is wider. */
    static String fit(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            used += width(point);
            if (used > columns) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return columns < 1 ? "" : kept + Truncation.ELLIPSIS;
    }
}
