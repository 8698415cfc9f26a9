package io.smartconnect.exporter.config;

import java.util.Locale;

/** Type of the credentials of a target; each type has keys of its own, which {@link CredentialsReader} reads. */
enum CredentialsType {
    AKSK,
    TOKEN,
    PASSWORD;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
