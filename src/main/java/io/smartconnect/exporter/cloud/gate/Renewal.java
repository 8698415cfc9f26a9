package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.vertx.core.Future;

/** The renewal of credentials that were refused. */
@FunctionalInterface
public interface Renewal {

    /**
     * Succeeds with whether there are fresh credentials, so that one more try makes sense. If it fails, its failure replaces {@code
     * refusal}.
     */
    Future<Boolean> after(CloudFailure refusal);
}
