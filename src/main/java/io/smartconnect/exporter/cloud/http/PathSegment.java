package io.smartconnect.exporter.cloud.http;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One segment of the path of a URL. */
public final class PathSegment {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private PathSegment() {}

    /** Appends {@code segments}, percent-encoded, to {@code base}. */
    public static String path(String base, String... segments) {
        return Stream.of(segments).map(PathSegment::of).collect(Collectors.joining("/", base + "/", ""));
    }

    /**
     * Percent-encodes {@code id} as one path segment: all but the unreserved characters of RFC 3986, and the dots of
     * {@code .} and {@code ..}.
     */
    public static String of(String id) {
        if (id.equals(".") || id.equals("..")) {
            return id.replace(".", "%2E");
        }
        StringBuilder segment = new StringBuilder(id.length());
        for (byte octet : id.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (UNRESERVED.indexOf(character) >= 0) {
                segment.append(character);
            } else {
                segment.append(String.format("%%%02X", octet & 0xFF));
            }
        }
        return segment.toString();
    }
}
