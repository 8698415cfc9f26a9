package io.smartconnect.exporter.cloud.auth;

import java.net.URI;
import java.util.Optional;

/**
 * A project of the cloud and the credentials to access it.
 *
 * @param projectId 32 hexadecimal digits; signed requests name it, tokens are for it
 * @param credentials of the exporter
 * @param iamEndpoint base of IAM; mandatory for a password
 */
public record ProjectAccess(String projectId, Credentials credentials, Optional<URI> iamEndpoint) {}
