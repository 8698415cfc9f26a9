package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.auth.Credentials;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cloud project of a target and the access to it.
 *
 * @param name unique among the targets
 * @param region for example {@code eu-west-101}; empty if only an endpoint is configured
 * @param projectId usually 32 hexadecimal digits
 * @param endpoint base of the DMS API: scheme, host and port
 * @param iamEndpoint base of IAM; present if the credentials need a log-in
 * @param cloudEyeEndpoint base of the Cloud Eye API; absent if Cloud Eye is not read
 * @param instances ids of the instances to poll; empty to discover all
 * @param credentials of the exporter
 */
public record TargetSettings(
        String name,
        String region,
        String projectId,
        URI endpoint,
        Optional<URI> iamEndpoint,
        Optional<URI> cloudEyeEndpoint,
        List<String> instances,
        Credentials credentials) {

    private static final Set<String> OPEN_TELEKOM_CLOUD = Set.of("eu-de", "eu-nl");

    public TargetSettings {
        instances = List.copyOf(instances);
    }

    /** True if {@code region} is one of Open Telekom Cloud. */
    public static boolean isOpenTelekomCloud(String region) {
        return OPEN_TELEKOM_CLOUD.contains(region);
    }
}
