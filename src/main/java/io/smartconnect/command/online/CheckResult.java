package io.smartconnect.command.online;

import io.smartconnect.exporter.snapshot.CloudOperation;
import java.util.Optional;

/**
 * The outcome of one request of a check.
 *
 * @param detail what the cloud answered, or why there was no request; one line
 * @param permission the missing permission, if the cloud denied the request; one line
 */
record CheckResult(CloudOperation operation, CheckStatus status, String detail, Optional<String> permission) {

    /** The status of one request. */
    enum CheckStatus {
        /** The cloud answered. */
        OK("ok"),
        /** The cloud has nothing to answer, which is no failure. */
        NONE("none"),
        /** The cloud denied the request. */
        DENIED("DENIED"),
        /** The request failed for another reason. */
        FAILED("FAILED"),
        /** There was no request. */
        SKIPPED("skipped");

        private final String word;

        CheckStatus(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** Returns true if the daemon would lack this answer. */
    boolean isFailure() {
        return status == CheckStatus.DENIED || status == CheckStatus.FAILED;
    }
}
