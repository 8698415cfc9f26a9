package io.smartconnect.exporter.web.html;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is well-formed XML, too. Texts and attribute values are escaped on their way in, so that nothing
 * from outside can become markup; what XML can't hold becomes U+FFFD.
 */
public final class Html {

    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    public Html open(String element, String... attributes) {
        begin(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** Closes the element that was opened last. */
    public Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Text within the element that is open. */
    public Html text(String text) {
        text.codePoints().forEach(this::append);
        return this;
    }

    /** A whole element with nothing but text in it. */
    public Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** A style sheet or a script of our own. Browsers take it as it stands, so it is not escaped, and must hold no markup. */
    public Html verbatim(String element, String source) {
        if (source.contains("<") || source.contains("&")) {
            throw new IllegalArgumentException("a " + element + " must have no < and no &");
        }
        out.append('<').append(element).append('>').append(source);
        out.append("</").append(element).append('>');
        return this;
    }

    /** An element that never has content, such as {@code meta}. */
    public Html empty(String element, String... attributes) {
        begin(element, attributes);
        out.append("/>");
        return this;
    }

    /** The document, once everything is closed. */
    @Override
    public String toString() {
        return out.toString();
    }

    private void begin(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]);
            out.append('"');
        }
    }

    private void append(int character) {
        switch (character) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(isXml(character) ? character : REPLACEMENT);
        }
    }

    /** The characters of XML 1.0 without the C1 controls; a carriage return would be read back as a line feed. */
    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || (character >= 0x20 && character < 0x7F)
                || (character >= 0xA0 && character < 0xD800)
                || (character >= 0xE000 && character < 0xFFFE)
                || character >= 0x10000;
    }
}
