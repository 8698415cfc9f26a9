package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.time.Deadline;

/**
 * The bulkhead and the deadline that the requests of one poll or command share.
 *
 * @param bulkhead of the instance that the requests concern
 * @param deadline end of all the requests
 */
public record RequestScope(Bulkhead bulkhead, Deadline deadline) {}
