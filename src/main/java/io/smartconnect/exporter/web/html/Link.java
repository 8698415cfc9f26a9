package io.smartconnect.exporter.web.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** A relative link, so that it also works behind a proxy that adds a prefix. */
public record Link(String path, String query) {

    /** A link without parameters. */
    public Link(String path) {
        this(path, "");
    }

    /** A link to {@code segment} below this path; any character is allowed. */
    public Link to(String segment) {
        return new Link(path + "/" + encoded(segment), query);
    }

    /** This link with one more parameter, unless its value is empty. */
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
