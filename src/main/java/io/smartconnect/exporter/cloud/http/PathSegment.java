package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.encoding.PercentEncoding;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One segment of the path of a URL. */
public final class PathSegment {

    private PathSegment() {}

    /** Appends {@code segments}, percent-encoded, to {@code base}. */
    public static String path(String base, String... segments) {
        return Stream.of(segments).map(PathSegment::of).collect(Collectors.joining("/", base + "/", ""));
    }

    /**
     * Encodes {@code id} as one path segment: by {@link PercentEncoding}, and the dots of {@code .} and {@code ..}, which mean
     * another segment.
     */
    public static String of(String id) {
        if (id.equals(".") || id.equals("..")) {
            return id.replace(".", "%2E");
        }
        return PercentEncoding.encode(id);
    }
}
