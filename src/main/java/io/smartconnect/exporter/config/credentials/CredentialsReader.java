package io.smartconnect.exporter.config.credentials;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.config.reader.ConfigurationSection;
import io.smartconnect.exporter.config.reader.ValueParser;
import java.util.Optional;

/** Reader of the credentials of one target; a key of another {@link CredentialsType} is a mistake. */
public final class CredentialsReader {

    private final ConfigurationSection section;
    private final CredentialEnvironment surroundings;
    private final Optional<CredentialsType> type;

    /** Creates a reader of {@code section}. */
    public CredentialsReader(ConfigurationSection section, CredentialEnvironment surroundings) {
        this.section = section;
        this.surroundings = surroundings;
        Optional<CredentialsType> given = section.get("type", ValueParser.oneOf(CredentialsType.class));
        this.type = section.has("type") ? given : Optional.of(CredentialsType.AKSK);
    }

    /** The type of credentials if they always ask IAM, also if type auto finds a workload identity. */
    public Optional<String> typeThatNeedsIam() {
        return type.filter(chosen -> chosen.needsIam()
                        || (chosen == CredentialsType.AUTO && TemporaryCredentialsReader.autoFederates(surroundings)))
                .map(CredentialsType::toString);
    }

    /** Returns true if the credentials may ask IAM. */
    public boolean mayAskIam() {
        return type.filter(chosen ->
                        chosen.needsIam() || chosen == CredentialsType.PROFILE || chosen == CredentialsType.AUTO)
                .isPresent();
    }

    /**
     * Reads the keys of all types, to report those of another type. Empty after a mistake.
     *
     * @param hasIamEndpoint true if the target configures the endpoint of IAM
     */
    public Optional<Credentials> read(boolean hasIamEndpoint) {
        Optional<Credentials> accessKey = accessKey();
        Optional<Credentials> token = token();
        Optional<Credentials> password = password();
        CredentialKeys keys = new CredentialKeys(section, type);
        TemporaryCredentialsReader temporary = new TemporaryCredentialsReader(keys, surroundings, hasIamEndpoint);
        Optional<Credentials> other = temporary.read();
        Optional<Credentials> agency = new AgencyReader(keys, source -> sourceOf(source, hasIamEndpoint)).read();
        return type.flatMap(chosen -> switch (chosen) {
            case AKSK -> accessKey;
            case TOKEN -> token;
            case PASSWORD -> password;
            case ASSUME_AGENCY -> agency;
            case METADATA, PROFILE, WORKLOAD_IDENTITY, POD_IDENTITY, AUTO -> other;
        });
    }

    private Optional<Credentials> sourceOf(ConfigurationSection source, boolean hasIamEndpoint) {
        CredentialsReader reader = new CredentialsReader(source, surroundings);
        if (reader.is(CredentialsType.ASSUME_AGENCY)) {
            source.mistake("type", "must be another type than assume-agency");
        }
        return reader.read(hasIamEndpoint);
    }

    private Optional<Credentials> accessKey() {
        Optional<Secret> id = mandatory(CredentialsType.AKSK, "access-key", ValueParser.accessKey());
        Optional<Secret> key = mandatory(CredentialsType.AKSK, "secret-key", ValueParser.secret());
        Optional<Secret> token = optional(CredentialsType.AKSK, "security-token", ValueParser.token());
        return id.flatMap(one -> key.map(other -> new Credentials.AccessKey(one, other, token)));
    }

    private Optional<Credentials> token() {
        return mandatory(CredentialsType.TOKEN, "token", ValueParser.token()).map(Credentials.Token::new);
    }

    private Optional<Credentials> password() {
        CredentialKeys keys = new CredentialKeys(section, type);
        Optional<String> username = keys.mandatory(CredentialsType.PASSWORD, "username", ValueParser.name(256));
        Optional<String> domain = keys.mandatory(CredentialsType.PASSWORD, "domain", ValueParser.name(256));
        Optional<Secret> password = mandatory(CredentialsType.PASSWORD, "password", ValueParser.secret());
        return username.flatMap(user ->
                domain.flatMap(account -> password.map(secret -> new Credentials.Password(user, account, secret))));
    }

    private Optional<Secret> mandatory(CredentialsType owner, String key, ValueParser<Secret> rule) {
        Optional<Secret> secret = optional(owner, key, rule);
        if (is(owner) && !section.has(key) && !section.has(fileOf(key))) {
            String or = section.isFromEnvironment() ? "" : ", or in its place " + fileOf(key);
            section.mistake(key, "is mandatory for type " + owner + or);
        }
        return secret;
    }

    private Optional<Secret> optional(CredentialsType owner, String key, ValueParser<Secret> rule) {
        CredentialKeys keys = new CredentialKeys(section, type);
        Optional<Secret> value = keys.get(owner, key, rule);
        Optional<Secret> inFile = keys.get(owner, fileOf(key), ValueParser.secretFile(surroundings.directory(), rule));
        if (section.has(key) && section.has(fileOf(key))) {
            section.mistake(fileOf(key), "must not be set together with " + key);
        }
        return value.or(() -> inFile);
    }

    private boolean is(CredentialsType other) {
        return type.equals(Optional.of(other));
    }

    private static String fileOf(String key) {
        return key + "-file";
    }
}
