package io.smartconnect.exporter.cloud.auth;

import java.net.URI;
import java.util.Optional;

/**
 * A cloud project and the credentials to access it.
 *
 * @param projectId 32 hexadecimal digits
 * @param credentials of the exporter
 * @param iamEndpoint base of IAM; required for a password
 */
public record ProjectAccess(String projectId, Credentials credentials, Optional<URI> iamEndpoint) {}
