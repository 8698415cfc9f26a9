package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.auth.Credentials;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One project of a cloud, and how to ask it.
 *
 * @param name unique among the targets
 * @param region for example {@code eu-west-101}; empty when only an endpoint is given
 * @param projectId 32 hexadecimal digits
 * @param endpoint base of the DMS API: scheme, host and port
 * @param iamEndpoint base of IAM; present when the credentials need a log-in
 * @param instances ids of the instances to poll; empty: discover all
 * @param credentials who asks
 */
public record TargetSettings(
        String name,
        String region,
        String projectId,
        URI endpoint,
        Optional<URI> iamEndpoint,
        List<String> instances,
        Credentials credentials) {

    public TargetSettings {
        instances = List.copyOf(instances);
    }
}
