package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.snapshot.CloudOperation;
import java.time.Duration;

/** A counter of requests and anomalies of responses, for the exporter's own metrics. */
public interface ApiMeter {

    /**
     * Counts a request that has ended.
     *
     * @param code the HTTP status; {@code timeout} or {@code unreachable} without a response
     */
    void requested(CloudOperation operation, String code, Duration duration);

    /** Counts a retry. */
    void retried(CloudOperation operation);

    /** Counts a throttled request. */
    void throttled(CloudOperation operation);

    /** Counts a value of the JSON field {@code field} with a wrong type or range. */
    void unreadable(String field);

    /** Counts a partition whose reported lag differs from the difference of its offsets. */
    void lagMismatched();
}
