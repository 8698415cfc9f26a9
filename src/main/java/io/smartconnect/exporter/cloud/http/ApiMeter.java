package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.snapshot.Operation;
import java.time.Duration;

/** Counts what the client does; the exporter's own metrics. */
public interface ApiMeter {

    /**
     * A request has ended.
     *
     * @param code the HTTP status, or {@code timeout} or {@code unreachable} when there was none
     */
    void requested(Operation operation, String code, Duration duration);

    /** A request is tried again. */
    void retried(Operation operation);

    /** The cloud throttled a request. */
    void throttled(Operation operation);

    /** The JSON value {@code field} was there but could not be what it should be. */
    void unreadable(String field);

    /** A partition's lag, as the cloud says it, was not the difference of its own two offsets. */
    void lagMismatched();
}
