package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.Reason;
import java.util.Optional;
import java.util.Set;

/** The answers by which the cloud says that there is no such thing, which is no failure. Codes of its error reference. */
public final class NotFoundCodes {

    private static final String NO_CONNECTOR = "DMS.00404024";

    /** Codes of a 404 by which the dump API says that a connector, a task or the API itself does not exist. */
    private static final Set<String> NO_SUCH_DUMP =
            Set.of(NO_CONNECTOR, "DMS.00404026", "DMS.00404001", "DMS.10240406", "APIG.0101", "APIGW.0101");

    private NotFoundCodes() {}

    /** Whether a question to the dump API failed since there is no such connector, task or API. */
    public static boolean ofDump(CloudFailure failure) {
        return failure.reason() == Reason.NOT_FOUND && NO_SUCH_DUMP.contains(failure.errorCode());
    }

    /** Whether the listing of Smart Connect tasks failed since the instance has Smart Connect switched off. */
    public static boolean ofSmartConnect(CloudFailure failure, InstanceFacts facts) {
        boolean notFound = failure.reason() == Reason.NOT_FOUND;
        boolean badRequest =
                failure.reason() == Reason.REJECTED && failure.status().orElse(0) == 400;
        boolean isOff = facts.connectorEnabled().equals(Optional.of(false));
        return (notFound && failure.errorCode().equals(NO_CONNECTOR)) || (isOff && (notFound || badRequest));
    }
}
