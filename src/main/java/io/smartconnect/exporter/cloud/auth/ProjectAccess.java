package io.smartconnect.exporter.cloud.auth;

import java.net.URI;
import java.util.Optional;

/**
 * A cloud project and the credentials to access it.
 *
 * @param projectId usually 32 hexadecimal digits; empty for access to the account as a whole
 * @param credentials of the exporter
 * @param iamEndpoint base of IAM; required for credentials that ask IAM
 */
public record ProjectAccess(String projectId, Credentials credentials, Optional<URI> iamEndpoint) {}
