package io.smartconnect.exporter.web.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The version of a response (RFC 9110, section 8.8.3). It is weak, because a compressed response has the same tag as a plain
 * one.
 *
 * @param version characters other than quotation marks and spaces
 */
public record EntityTag(String version) {

    private static final Pattern TAGS = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");

    /** The tag of a variant. */
    public EntityTag in(String language) {
        return new EntityTag(version + "-" + language);
    }

    /** True if the client already has this version; {@code *} does not count, because it names none. */
    public boolean isKnownTo(HttpServerRequest request) {
        List<String> headers = request.headers().getAll("If-None-Match");
        return headers.stream()
                .flatMap(header -> TAGS.matcher(header).results())
                .anyMatch(tag -> tag.group(1).equals(version));
    }

    /** The answer to a client that has this version. */
    public HttpAnswer notModified(Map<String, String> headers) {
        return HttpAnswer.empty(304, headers).with("ETag", toString());
    }

    /** The value of the header {@code ETag}. */
    @Override
    public String toString() {
        return "W/\"" + version + '"';
    }
}
