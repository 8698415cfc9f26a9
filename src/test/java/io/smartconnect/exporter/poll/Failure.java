package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Failures as the client makes them. */
public final class Failure {

    private Failure() {}

    /** The failure that this answer of the cloud is. */
    public static CloudFailure answer(int status, String errorCode) {
        String body = "{\"error_code\": \"%s\", \"error_msg\": \"so it is\"}".formatted(errorCode);
        return CloudFailure.from(
                status, MultiMap.caseInsensitiveMultiMap(), body, Instant.EPOCH, UnaryOperator.identity());
    }

    public static CloudFailure of(FailureReason reason) {
        return CloudFailure.of(reason, "because of " + reason.label());
    }
}
