package io.smartconnect.exporter.cloud.failure;

import java.util.Arrays;
import java.util.Map;

/**
 * A text in which one layer of escapes is decoded: those of JSON, HTML and URLs. A run of white space becomes one blank, since texts are
 * wrapped and joined. Each character has its place in the original text. One pass, linear in the length.
 */
final class DecodedText {

    /** More layers than a message passes on its way. */
    static final int LAYERS = 5;

    private static final int LONGEST_ENTITY = 10;
    private static final int HEX = 16;

    private static final Map<String, Character> ENTITIES =
            Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos", '\'', "nbsp", ' ');

    private final String text;
    private final int[] starts;
    private final int[] ends;

    private DecodedText(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    /** The text without any decoding. */
    static DecodedText of(String text) {
        int[] starts = new int[text.length()];
        int[] ends = new int[text.length()];
        for (int i = 0; i < text.length(); i++) {
            starts[i] = i;
            ends[i] = i + 1;
        }
        return new DecodedText(text, starts, ends);
    }

    /** The text with all layers decoded. */
    static String whole(String text) {
        DecodedText decoded = of(text);
        for (int layer = 0; layer < LAYERS; layer++) {
            decoded = decoded.next();
        }
        return decoded.text;
    }

    String text() {
        return text;
    }

    /** The index in the original text at which the character {@code index} starts. */
    int start(int index) {
        return starts[index];
    }

    /** The index in the original text at which the character {@code index} ends. */
    int end(int index) {
        return ends[index];
    }

    /** This text with one more layer decoded. */
    DecodedText next() {
        return new Decoder().decode();
    }

    /** One pass over the text. */
    private final class Decoder {

        private final StringBuilder decoded = new StringBuilder(text.length());
        private final int[] decodedStarts = new int[text.length()];
        private final int[] decodedEnds = new int[text.length()];
        private int at;

        DecodedText decode() {
            while (at < text.length()) {
                switch (text.charAt(at)) {
                    case '\\' -> backslash();
                    case '&' -> entity();
                    case '%' -> percent();
                    case '+' -> blank(1);
                    default -> plain();
                }
            }
            int length = decoded.length();
            return new DecodedText(
                    decoded.toString(), Arrays.copyOf(decodedStarts, length), Arrays.copyOf(decodedEnds, length));
        }

        private void plain() {
            if (isBlank(text.charAt(at))) {
                blank(1);
            } else {
                add(text.charAt(at), 1);
            }
        }

        private void backslash() {
            char escaped = at + 1 < text.length() ? text.charAt(at + 1) : '\\';
            switch (escaped) {
                case 'n', 'r', 't', 'f', 'b' -> blank(2);
                case '"', '\'', '/', '\\' -> add(escaped, Math.min(2, text.length() - at));
                case 'u' -> hex(at + 2, 4);
                case 'x' -> hex(at + 2, 2);
                default -> add('\\', 1);
            }
        }

        private void hex(int from, int digits) {
            int value = number(from, from + digits, HEX);
            if (value < 0) {
                add('\\', 1);
            } else if (isBlank((char) value)) {
                blank(2 + digits);
            } else {
                add((char) value, 2 + digits);
            }
        }

        private void entity() {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != ';' && end - at < LONGEST_ENTITY) {
                end++;
            }
            boolean isEntity = end < text.length() && text.charAt(end) == ';';
            String name = isEntity ? text.substring(at + 1, end) : "";
            int value = name.startsWith("#x") || name.startsWith("#X")
                    ? number(at + 3, end, HEX)
                    : name.startsWith("#") ? number(at + 2, end, 10) : ENTITIES.getOrDefault(name, '\uFFFF');
            if (value < 0 || value >= '\uFFFF') {
                add('&', 1);
            } else if (isBlank((char) value)) {
                blank(name.length() + 2);
            } else {
                add((char) value, name.length() + 2);
            }
        }

        /** Decodes a character in UTF-8. */
        private void percent() {
            int first = octet(at);
            int more = first < 0xC0 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
            int value = more == 0 ? first : first & (0x3F >> more);
            for (int i = 1; i <= more; i++) {
                int octet = octet(at + 3 * i);
                value = octet >= 0x80 && octet < 0xC0 && value >= 0 ? (value << 6) | (octet & 0x3F) : -1;
            }
            int length = 3 * (more + 1);
            if (value < 0 || value > Character.MAX_CODE_POINT) {
                add('%', 1);
            } else if (value < 0x80 && isBlank((char) value)) {
                blank(length);
            } else if (Character.isBmpCodePoint(value)) {
                add((char) value, length);
            } else {
                int start = at;
                add(Character.highSurrogate(value), length);
                at = start;
                add(Character.lowSurrogate(value), length);
            }
        }

        private int octet(int from) {
            return from < text.length() && text.charAt(from) == '%' ? number(from + 1, from + 3, HEX) : -1;
        }

        private int number(int from, int to, int radix) {
            int value = from < to && to <= text.length() ? 0 : -1;
            for (int i = from; i < to && value >= 0; i++) {
                int digit = Character.digit(text.charAt(i), radix);
                value = digit < 0 ? -1 : value * radix + digit;
            }
            return value;
        }

        private void blank(int length) {
            int last = decoded.length() - 1;
            if (last >= 0 && decoded.charAt(last) == ' ') {
                at += length;
                decodedEnds[last] = ends[at - 1];
            } else {
                add(' ', length);
            }
        }

        private void add(char character, int length) {
            decodedStarts[decoded.length()] = starts[at];
            at += length;
            decodedEnds[decoded.length()] = ends[at - 1];
            decoded.append(character);
        }
    }

    private static boolean isBlank(char character) {
        return character <= ' ' || character == '\u00A0';
    }
}
