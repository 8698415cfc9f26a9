package io.smartconnect.exporter.snapshot;

import java.util.Locale;

/** The kind of a failed request: a label value of metrics and a word in logs and documents. */
public enum FailureReason {
    /** The credentials were refused (401), or a secret could not be read. */
    AUTH,
    /** The credentials are good but not allowed to do this (403). */
    DENIED,
    /** Too many requests, in one of the cloud's three spellings. */
    THROTTLED,
    /** The requested object does not exist (any 404 without a more precise meaning). */
    NOT_FOUND,
    /** No complete response in time. */
    TIMEOUT,
    /** No connection, or one that broke. */
    UNREACHABLE,
    /** The cloud answered 5xx. */
    SERVER_ERROR,
    /** The response could not be understood. */
    BAD_RESPONSE,
    /** The cloud refused the request itself (another 4xx). */
    REJECTED,
    /** An unexpected exception in the exporter itself. */
    INTERNAL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word that operators see, for example {@code server_error}. */
    public String label() {
        return label;
    }
}
