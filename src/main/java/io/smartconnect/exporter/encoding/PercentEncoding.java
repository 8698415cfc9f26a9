package io.smartconnect.exporter.encoding;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The encoding of UTF-8 text in a part of a URL: all but the unreserved characters of RFC 3986 become {@code %} and two hexadecimal digits. */
public final class PercentEncoding {

    private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** Encodes {@code text}. */
    public static String encode(String text) {
        if (isUnreserved(text)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() * 2);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(UPPER_CASE.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    /** True if {@code text} is the same encoded and decoded. */
    public static boolean isUnreserved(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (!isUnreserved(text.charAt(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || character == '-'
                || character == '.'
                || character == '_'
                || character == '~';
    }
}
