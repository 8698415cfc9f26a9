package io.smartconnect.bench.measure;

import java.util.Locale;

/** Which form of a page a client accepts. */
public enum Encoding {
    GZIP("gzip"),
    PLAIN("identity");

    private final String accepted;

    Encoding(String accepted) {
        this.accepted = accepted;
    }

    /** The word of tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of the header {@code Accept-Encoding}. */
    String accepted() {
        return accepted;
    }
}
