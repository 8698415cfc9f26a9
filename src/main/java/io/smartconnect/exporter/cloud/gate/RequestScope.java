package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.time.Deadline;

/**
 * The limits of the requests of one poll or one question.
 *
 * @param bulkhead of the instance that they are about
 * @param deadline at which all of them must have ended
 */
public record RequestScope(Bulkhead bulkhead, Deadline deadline) {}
