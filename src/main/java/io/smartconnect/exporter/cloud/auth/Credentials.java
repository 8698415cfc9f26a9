package io.smartconnect.exporter.cloud.auth;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Credentials of the exporter for one target. */
public sealed interface Credentials {

    /**
     * A permanent or temporary access key, which signs requests.
     *
     * @param securityToken of a temporary key, sent as {@code X-Security-Token}
     */
    record AccessKey(Secret accessKey, Secret secretKey, Optional<Secret> securityToken) implements Credentials {}

    /** An IAM token from outside the exporter, sent as {@code X-Auth-Token}. */
    record Token(Secret token) implements Credentials {}

    /** An IAM user, for whom the exporter obtains and renews tokens. {@code domain} is the name of the account. */
    record Password(String username, String domain, Secret password) implements Credentials {}

    /** Credentials with which the exporter obtains temporary access keys. */
    sealed interface Temporary extends Credentials {}

    /** The agency of the machine, from the metadata service at {@code endpoint}. */
    record Metadata(URI endpoint) implements Temporary {}

    /**
     * An agency that {@code source} assumes, usually in another account.
     *
     * @param domainKey {@code domain_name} or {@code domain_id}
     * @param domain the name or id of the account that has the agency
     * @param duration life of a key, 15 minutes to 24 hours
     */
    record Agency(String name, String domainKey, String domain, Duration duration, Credentials source)
            implements Temporary {}

    /**
     * The credentials file of the cloud's SDKs.
     *
     * @param overridesIam true if IAM's endpoint is configured, so that the one in the file does not count
     */
    record Profile(Path file, boolean overridesIam) implements Temporary {}

    /** A token of Kubernetes, which IAM exchanges by the identity provider {@code idpId}. */
    record WorkloadIdentity(String idpId, Path idTokenFile) implements Temporary {}

    /** The pod identity agent of CCE at {@code uri}, which asks for the token in {@code tokenFile}. */
    record PodIdentity(URI uri, Path tokenFile) implements Temporary {}

    /**
     * The first credentials that are there.
     *
     * @param profile the file to look for; empty if the environment names other credentials
     * @param other the credentials without such a file
     */
    record Auto(Optional<Profile> profile, Credentials other) implements Temporary {}
}
