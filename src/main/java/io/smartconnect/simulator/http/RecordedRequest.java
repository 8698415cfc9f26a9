package io.smartconnect.simulator.http;

import java.time.Instant;
import java.util.Optional;

/**
 * A completed request in the {@link RequestLog}.
 *
 * @param time time of its arrival by the simulator's clock
 * @param path as sent, with the query
 * @param instanceId the instance that it addresses, for dump tasks by the connector
 * @param body as sent; empty for requests for credentials, which contain secrets
 * @param status status of the response; 0 without a response
 * @param concurrency requests in flight on its arrival, itself included
 */
public record RecordedRequest(
        Instant time,
        String method,
        String path,
        SimulatedOperation operation,
        Optional<String> instanceId,
        String body,
        int status,
        int concurrency) {}
