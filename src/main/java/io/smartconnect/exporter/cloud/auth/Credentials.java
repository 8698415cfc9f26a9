package io.smartconnect.exporter.cloud.auth;

import java.util.Optional;

/** Who the exporter is for one target. */
public sealed interface Credentials {

    /**
     * A permanent or temporary access key; requests are signed with it.
     *
     * @param securityToken belongs to a temporary key, sent as {@code X-Security-Token}
     */
    record AccessKey(Secret accessKey, Secret secretKey, Optional<Secret> securityToken) implements Credentials {}

    /** A token that somebody else got from IAM, sent as {@code X-Auth-Token}. */
    record Token(Secret token) implements Credentials {}

    /** An IAM user; the exporter logs in and renews its token. {@code domain} is the account's name. */
    record Password(String username, String domain, Secret password) implements Credentials {}
}
