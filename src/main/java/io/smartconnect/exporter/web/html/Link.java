package io.smartconnect.exporter.web.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** A relative link, so that it also leads somewhere behind a proxy that adds a prefix. */
public record Link(String path, String query) {

    public Link(String path) {
        this(path, "");
    }

    /** This path and, below it, {@code segment}, whatever characters that has. */
    public Link to(String segment) {
        return new Link(path + "/" + encoded(segment), query);
    }

    /** This link and one parameter more, unless its value is empty. */
    public Link with(String name, String value) {
        return value.isEmpty()
                ? this
                : new Link(path, query + (query.isEmpty() ? "?" : "&") + name + "=" + encoded(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return path + query;
    }
}
