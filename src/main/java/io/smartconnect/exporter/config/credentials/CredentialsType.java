package io.smartconnect.exporter.config.credentials;

import java.util.Locale;

/** Type of the credentials of a target; each type has keys of its own, which {@link CredentialsReader} reads. */
enum CredentialsType {
    AKSK,
    TOKEN,
    PASSWORD,
    METADATA,
    ASSUME_AGENCY,
    PROFILE,
    WORKLOAD_IDENTITY,
    POD_IDENTITY,
    AUTO;

    /** Returns true if credentials of this type always ask IAM. */
    boolean needsIam() {
        return this == PASSWORD || this == ASSUME_AGENCY || this == WORKLOAD_IDENTITY;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
