package io.smartconnect.exporter.lease;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.vertx.core.Future;
import java.util.Optional;

/** The store of one lease. Its futures fail with {@link CloudFailure} alone. */
interface Leases {

    /** The present lease; empty if there is none. */
    Future<Optional<Lease>> read();

    /** Creates the lease, if there is none. */
    Future<Lease> create(Lease lease);

    /** Replaces the lease, if it is still the one that {@code lease} was made from. */
    Future<Lease> replace(Lease lease);
}
