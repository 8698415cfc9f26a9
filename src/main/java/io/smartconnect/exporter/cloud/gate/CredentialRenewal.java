package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.vertx.core.Future;

/** The renewal of credentials that were refused. */
@FunctionalInterface
public interface CredentialRenewal {

    /** Returns true if fresh credentials justify a second try. A failure of the future replaces {@code refusal}. */
    Future<Boolean> after(CloudFailure refusal);
}
