package io.smartconnect.exporter.lease;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lease that decides which of several processes polls.
 *
 * @param namespace of Kubernetes
 * @param name of the lease
 * @param candidate name of this process, such as that of its pod
 * @param apiServer of Kubernetes; empty outside of a cluster
 * @param serviceAccount directory with the files {@code token} and {@code ca.crt}
 */
public record LeaseSettings(
        String namespace, String name, String candidate, Optional<URI> apiServer, Path serviceAccount) {

    /** These settings for a candidate with another name. */
    LeaseSettings withCandidate(String other) {
        return new LeaseSettings(namespace, name, other, apiServer, serviceAccount);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
