package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import java.util.Optional;
import java.util.Set;

/** Error codes of responses that report an absence instead of a failure, from the cloud's error reference. */
public final class NotFoundCodes {

    private static final String NO_CONNECTOR = "DMS.00404024";

    /** Codes of a 404 of the dump API for a missing connector or a missing task. */
    private static final Set<String> NO_SUCH_DUMP = Set.of(NO_CONNECTOR, "DMS.00404026");

    private NotFoundCodes() {}

    /** Returns true if a request to the dump API failed because the connector, task or API does not exist. */
    public static boolean ofDump(CloudFailure failure) {
        return failure.isMissingApi()
                || (failure.reason() == FailureReason.NOT_FOUND && NO_SUCH_DUMP.contains(failure.errorCode()));
    }

    /** Returns true if the listing of Smart Connect tasks failed because the instance has Smart Connect disabled. */
    public static boolean ofSmartConnect(CloudFailure failure, InstanceFacts facts) {
        boolean notFound = failure.reason() == FailureReason.NOT_FOUND;
        boolean badRequest =
                failure.reason() == FailureReason.REJECTED && failure.status().orElse(0) == 400;
        boolean isOff = facts.connectorEnabled().equals(Optional.of(false));
        return (notFound && failure.errorCode().equals(NO_CONNECTOR)) || (isOff && (notFound || badRequest));
    }
}
