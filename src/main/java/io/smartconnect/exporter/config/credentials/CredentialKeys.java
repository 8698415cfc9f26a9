package io.smartconnect.exporter.config.credentials;

import io.smartconnect.exporter.config.reader.ConfigurationSection;
import io.smartconnect.exporter.config.reader.ValueParser;
import java.util.Optional;

/**
 * The keys of credentials, each of which belongs to one type.
 *
 * @param type of the credentials; empty after a mistake
 */
record CredentialKeys(ConfigurationSection section, Optional<CredentialsType> type) {

    boolean are(CredentialsType other) {
        return type.equals(Optional.of(other));
    }

    /** Reads a key; one of another type is a mistake. */
    <T> Optional<T> get(CredentialsType owner, String key, ValueParser<T> rule) {
        Optional<T> value = section.get(key, rule);
        reportForeign(owner, key);
        return value;
    }

    /** Reads a key that credentials of the type {@code owner} must have. */
    <T> Optional<T> mandatory(CredentialsType owner, String key, ValueParser<T> rule) {
        Optional<T> value = are(owner) ? section.mandatory(key, rule) : section.get(key, rule);
        reportForeign(owner, key);
        return value;
    }

    /** Reports a key that is there although the type is another. */
    void reportForeign(CredentialsType owner, String key) {
        if (type.isPresent() && !are(owner) && section.has(key)) {
            section.mistake(key, "is only for type " + owner);
        }
    }
}
