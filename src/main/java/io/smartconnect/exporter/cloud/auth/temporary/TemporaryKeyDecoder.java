package io.smartconnect.exporter.cloud.auth.temporary;

import io.smartconnect.exporter.cloud.auth.RequestSigner;
import io.smartconnect.exporter.cloud.auth.SecretReader;
import io.smartconnect.exporter.cloud.auth.renewal.CredentialAnswer;
import io.smartconnect.exporter.cloud.auth.renewal.TemporaryKey;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decoder of answers with a temporary access key.
 *
 * @param object name of the object with the other fields
 */
record TemporaryKeyDecoder(String object, String access, String secret, String token, String expires) {

    /** Format of IAM and of the metadata service. */
    static final TemporaryKeyDecoder IAM =
            new TemporaryKeyDecoder("credential", "access", "secret", "securitytoken", "expires_at");

    /** Format of the pod identity agent. */
    static final TemporaryKeyDecoder POD =
            new TemporaryKeyDecoder("credentials", "accessKeyId", "secretAccessKey", "securityToken", "expiration");

    /** Longest answer, in bytes, and longest value, in characters; the keys of the cloud have less than 8,000. */
    private static final int LONGEST_BODY = 64 << 10;

    /** Returns {@code text} if it can be sent in a header. */
    static String header(String place, @Nullable Object text) throws CloudFailure {
        if (text instanceof String value
                && !value.isEmpty()
                && value.length() <= LONGEST_BODY
                && value.chars().allMatch(SecretReader::isVisibleAscii)) {
            return value;
        }
        throw CredentialAnswer.unreadable(place + ": must be visible ASCII characters; found another value or none");
    }

    /** Decodes the key of an answer; one that has ended is a failure. */
    TemporaryKey decode(CredentialAnswer answer, Instant now) throws CloudFailure {
        JsonObject fields = answer.object(object, LONGEST_BODY);
        RequestSigner.Key key =
                new RequestSigner.Key(text(fields, access), text(fields, secret), Optional.of(text(fields, token)));
        Instant end = time(text(fields, expires));
        if (!end.isAfter(now)) {
            throw CredentialAnswer.unreadable(expires + ": must be later than " + now + "; found " + end);
        }
        return TemporaryKey.until(end, key, now);
    }

    private String text(JsonObject fields, String name) throws CloudFailure {
        return header(object + "." + name, fields.getValue(name));
    }

    private Instant time(String text) throws CloudFailure {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            throw CredentialAnswer.unreadable(
                    object + "." + expires + ": must be a time in ISO 8601; found another value");
        }
    }
}
