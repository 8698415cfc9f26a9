package io.smartconnect.exporter.snapshot;

import java.util.Locale;

/** Why the cloud did not give what was asked: log word, label value and heading of the documents in one. */
public enum Reason {
    /** The credentials were refused (401), or a secret could not be read. */
    AUTH,
    /** The credentials are good but not allowed to do this (403). */
    DENIED,
    /** Too many requests, in one of the cloud's three spellings. */
    THROTTLED,
    /** What was asked for is not there (a 404 without a more precise meaning). */
    NOT_FOUND,
    /** No whole answer in time. */
    TIMEOUT,
    /** No connection, or one that broke. */
    UNREACHABLE,
    /** The cloud answered 5xx. */
    SERVER_ERROR,
    /** The answer could not be understood. */
    BAD_RESPONSE,
    /** The cloud refused the request itself (another 4xx). */
    REJECTED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word that operators see, for example {@code server_error}. */
    public String label() {
        return label;
    }
}
