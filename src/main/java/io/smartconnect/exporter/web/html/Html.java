package io.smartconnect.exporter.web.html;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A writer of HTML that is also well-formed XML. It escapes texts and attribute values, so that text from the cloud cannot
 * become markup. Characters that XML does not allow become U+FFFD.
 */
public final class Html {

    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();
    private final PageLanguage language;

    /** A document in English. */
    public Html() {
        this(PageLanguage.ENGLISH);
    }

    /** A document in {@code language}. */
    public Html(PageLanguage language) {
        this.language = language;
    }

    /** Its language. */
    public PageLanguage language() {
        return language;
    }

    /** The texts in its language. */
    public PageWords words() {
        return language.words();
    }

    /** The translation of an English text. */
    public String word(String english) {
        return words().text(english);
    }

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

    /** Closes the innermost open element. */
    public Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Writes text into the open element. */
    public Html text(String text) {
        text.codePoints().forEach(this::append);
        return this;
    }

    /** Writes an element that holds only text. */
    public Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Writes a style sheet or script of the exporter, unescaped, as browsers require. It must hold no markup. */
    public Html verbatim(String element, String source) {
        if (source.contains("<") || source.contains("&")) {
            throw new IllegalArgumentException("a " + element + " must have no < and no &");
        }
        out.append('<').append(element).append('>').append(source);
        out.append("</").append(element).append('>');
        return this;
    }

    /** Writes an element that never has content, such as {@code meta}. */
    public Html empty(String element, String... attributes) {
        begin(element, attributes);
        out.append("/>");
        return this;
    }

    /** The document, after all elements are closed. */
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
