package io.smartconnect.exporter.config;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.config.reader.Section;
import io.smartconnect.exporter.config.reader.ValueRule;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads the credentials of one target. Each type has keys of its own; those of another type are mistakes. */
final class CredentialsReader {

    private static final Secret UNREAD = Secret.of("");

    private final Section section;
    private final Path directory;
    private final Optional<Type> type;

    CredentialsReader(Section section, Path directory) {
        this.section = section;
        this.directory = directory;
        Optional<Type> given = section.get("type", ValueRule.oneOf(Type.class));
        this.type = section.has("type") ? given : Optional.of(Type.AKSK);
    }

    /** Whether a token must be got from IAM. */
    boolean needLogIn() {
        return is(Type.PASSWORD);
    }

    /** Reads the keys of all types, to find those that don't belong. */
    Credentials read() {
        Credentials.AccessKey accessKey = new Credentials.AccessKey(
                mandatory(Type.AKSK, "access-key", ValueRule.accessKey()),
                mandatory(Type.AKSK, "secret-key", ValueRule.secret()),
                optional(Type.AKSK, "security-token", ValueRule.secret()));
        Credentials.Token token = new Credentials.Token(mandatory(Type.TOKEN, "token", ValueRule.secret()));
        Credentials.Password password = new Credentials.Password(
                name("username"), name("domain"), mandatory(Type.PASSWORD, "password", ValueRule.secret()));
        return switch (type.orElse(Type.AKSK)) {
            case AKSK -> accessKey;
            case TOKEN -> token;
            case PASSWORD -> password;
        };
    }

    private String name(String key) {
        ValueRule<String> rule = ValueRule.name(256);
        Optional<String> name = is(Type.PASSWORD) ? section.mandatory(key, rule) : section.get(key, rule);
        refuseForeign(Type.PASSWORD, key);
        return name.orElse("");
    }

    private Secret mandatory(Type owner, String key, ValueRule<Secret> rule) {
        Optional<Secret> secret = optional(owner, key, rule);
        if (is(owner) && !section.has(key) && !section.has(fileOf(key))) {
            String or = section.isFromEnvironment() ? "" : ", or in its place " + fileOf(key);
            section.mistake(key, "is mandatory for type " + owner + or);
        }
        return secret.orElse(UNREAD);
    }

    private Optional<Secret> optional(Type owner, String key, ValueRule<Secret> rule) {
        Optional<Secret> value = section.get(key, rule);
        Optional<Secret> inFile = section.get(fileOf(key), ValueRule.secretFile(directory));
        if (section.has(key) && section.has(fileOf(key))) {
            section.mistake(fileOf(key), "must not stand beside " + key);
        }
        refuseForeign(owner, key);
        refuseForeign(owner, fileOf(key));
        return value.or(() -> inFile);
    }

    private void refuseForeign(Type owner, String key) {
        if (type.isPresent() && !is(owner) && section.has(key)) {
            section.mistake(key, "is only for type " + owner);
        }
    }

    private boolean is(Type other) {
        return type.equals(Optional.of(other));
    }

    private static String fileOf(String key) {
        return key + "-file";
    }

    /** How the exporter proves who it is. */
    private enum Type {
        AKSK,
        TOKEN,
        PASSWORD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
