package io.smartconnect.simulator.http;

import java.time.Instant;
import java.util.Optional;

/**
 * A request that has been dealt with.
 *
 * @param time when it came, by the simulator's clock
 * @param path with the query, as it was sent
 * @param instanceId the instance it is about, for dump tasks by way of the connector
 * @param body of a change, as it was sent; empty for questions, and for log-ins, which hold passwords
 * @param status what was answered; 0 when the answer was withheld
 * @param concurrency requests in flight when it came, itself included
 */
public record RecordedRequest(
        Instant time,
        String method,
        String path,
        ApiOperation operation,
        Optional<String> instanceId,
        String body,
        int status,
        int concurrency) {}
