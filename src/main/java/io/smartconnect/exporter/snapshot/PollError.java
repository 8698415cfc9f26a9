package io.smartconnect.exporter.snapshot;

import java.util.Optional;

/**
 * The failure of the last poll or discovery, as a value.
 *
 * @param reason its kind
 * @param operation the API operation that failed; absent if no single one did
 * @param message one line without line breaks or secrets
 */
public record PollError(FailureReason reason, Optional<CloudOperation> operation, String message) {

    /** One line for people, for example {@code list_tasks: 403 DMS.00403002: no permission}. */
    public String text() {
        return operation.map(failed -> failed.label() + ": ").orElse("") + message;
    }
}
