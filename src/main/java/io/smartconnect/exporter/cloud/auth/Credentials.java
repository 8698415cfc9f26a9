package io.smartconnect.exporter.cloud.auth;

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
}
