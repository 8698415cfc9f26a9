package io.smartconnect.exporter.config;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.config.reader.Section;
import io.smartconnect.exporter.config.reader.ValueRule;
import java.nio.file.Path;
import java.util.Optional;

/** Reader of the credentials of one target; a key of another {@link CredentialsType} is a mistake. */
final class CredentialsReader {

    private final Section section;
    private final Path directory;
    private final Optional<CredentialsType> type;

    CredentialsReader(Section section, Path directory) {
        this.section = section;
        this.directory = directory;
        Optional<CredentialsType> given = section.get("type", ValueRule.oneOf(CredentialsType.class));
        this.type = section.has("type") ? given : Optional.of(CredentialsType.AKSK);
    }

    /** Returns true if the exporter must get a token from IAM. */
    boolean needLogIn() {
        return is(CredentialsType.PASSWORD);
    }

    /** Reads the keys of all types, to report those of another type. Empty after a mistake. */
    Optional<Credentials> read() {
        Optional<Credentials> accessKey = accessKey();
        Optional<Credentials> token = token();
        Optional<Credentials> password = password();
        return type.flatMap(chosen -> switch (chosen) {
            case AKSK -> accessKey;
            case TOKEN -> token;
            case PASSWORD -> password;
        });
    }

    private Optional<Credentials> accessKey() {
        Optional<Secret> id = mandatory(CredentialsType.AKSK, "access-key", ValueRule.accessKey());
        Optional<Secret> key = mandatory(CredentialsType.AKSK, "secret-key", ValueRule.secret());
        Optional<Secret> token = optional(CredentialsType.AKSK, "security-token", ValueRule.token());
        return id.flatMap(one -> key.map(other -> new Credentials.AccessKey(one, other, token)));
    }

    private Optional<Credentials> token() {
        return mandatory(CredentialsType.TOKEN, "token", ValueRule.token()).map(Credentials.Token::new);
    }

    private Optional<Credentials> password() {
        Optional<String> username = name("username");
        Optional<String> domain = name("domain");
        Optional<Secret> password = mandatory(CredentialsType.PASSWORD, "password", ValueRule.secret());
        return username.flatMap(user ->
                domain.flatMap(account -> password.map(secret -> new Credentials.Password(user, account, secret))));
    }

    private Optional<String> name(String key) {
        ValueRule<String> rule = ValueRule.name(256);
        Optional<String> name = is(CredentialsType.PASSWORD) ? section.mandatory(key, rule) : section.get(key, rule);
        reportForeign(CredentialsType.PASSWORD, key);
        return name;
    }

    private Optional<Secret> mandatory(CredentialsType owner, String key, ValueRule<Secret> rule) {
        Optional<Secret> secret = optional(owner, key, rule);
        if (is(owner) && !section.has(key) && !section.has(fileOf(key))) {
            String or = section.isFromEnvironment() ? "" : ", or in its place " + fileOf(key);
            section.mistake(key, "is mandatory for type " + owner + or);
        }
        return secret;
    }

    private Optional<Secret> optional(CredentialsType owner, String key, ValueRule<Secret> rule) {
        Optional<Secret> value = section.get(key, rule);
        Optional<Secret> inFile = section.get(fileOf(key), ValueRule.secretFile(directory, rule));
        if (section.has(key) && section.has(fileOf(key))) {
            section.mistake(fileOf(key), "must not be set together with " + key);
        }
        reportForeign(owner, key);
        reportForeign(owner, fileOf(key));
        return value.or(() -> inFile);
    }

    private void reportForeign(CredentialsType owner, String key) {
        if (type.isPresent() && !is(owner) && section.has(key)) {
            section.mistake(key, "is only for type " + owner);
        }
    }

    private boolean is(CredentialsType other) {
        return type.equals(Optional.of(other));
    }

    private static String fileOf(String key) {
        return key + "-file";
    }
}
