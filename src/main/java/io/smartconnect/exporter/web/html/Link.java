package io.smartconnect.exporter.web.html;

import io.smartconnect.exporter.encoding.PercentEncoding;

/** A relative link, so that it also works behind a proxy that adds a prefix. */
public record Link(String path, String query) {

    /** A link without parameters. */
    public Link(String path) {
        this(path, "");
    }

    /** A link to {@code segment} below this path; any character is allowed. */
    public Link to(String segment) {
        return new Link(path + "/" + PercentEncoding.encode(segment), query);
    }

    /** This link with one more parameter, unless its value is empty. */
    public Link with(String name, String value) {
        return value.isEmpty()
                ? this
                : new Link(path, query + (query.isEmpty() ? "?" : "&") + name + "=" + PercentEncoding.encode(value));
    }

    @Override
    public String toString() {
        return path + query;
    }
}
