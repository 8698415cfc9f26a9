package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.dms.failure.DmsFailure;
import io.smartconnect.exporter.snapshot.Reason;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Failures as the client makes them. */
final class Failure {

    private Failure() {}

    /** The failure that this answer of the cloud is. */
    static DmsFailure answer(int status, String errorCode) {
        String body = "{\"error_code\": \"%s\", \"error_msg\": \"so it is\"}".formatted(errorCode);
        return DmsFailure.from(
                status, MultiMap.caseInsensitiveMultiMap(), body, Instant.EPOCH, UnaryOperator.identity());
    }

    static DmsFailure of(Reason reason) {
        return DmsFailure.of(reason, "because of " + reason.label());
    }
}
