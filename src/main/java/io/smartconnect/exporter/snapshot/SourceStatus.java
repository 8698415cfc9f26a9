package io.smartconnect.exporter.snapshot;

import java.util.Optional;

/**
 * The outcome of the requests to one source of lag of one target.
 *
 * @param up whether the last request succeeded; absent before the first
 * @param failures requests that failed, by reason
 * @param lastError the failure of the last request; absent after a successful one
 */
public record SourceStatus(Optional<Boolean> up, FailureCounts failures, Optional<PollError> lastError) {

    /** The status before the first request. */
    public static final SourceStatus UNUSED = new SourceStatus(Optional.empty(), FailureCounts.NONE, Optional.empty());
}
