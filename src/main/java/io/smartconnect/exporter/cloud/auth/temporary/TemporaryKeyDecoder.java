package io.smartconnect.exporter.cloud.auth.temporary;

import io.smartconnect.exporter.cloud.auth.RequestSigner;
import io.smartconnect.exporter.cloud.auth.SecretReader;
import io.smartconnect.exporter.cloud.auth.renewal.TemporaryKey;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

    /** Longest answer, in characters; the keys of the cloud have less than 8,000. */
    private static final int LONGEST_BODY = 64 << 10;

    /** Returns {@code response} if its status is {@code status}; else fails with the failure that it reports. */
    static HttpResponse<Buffer> checked(
            HttpResponse<Buffer> response, int status, Instant now, UnaryOperator<String> conceal) throws CloudFailure {
        if (response.statusCode() == status) {
            return response;
        }
        throw CloudFailure.from(
                response.statusCode(), response.headers(), body(response).toString(), now, conceal);
    }

    /** Returns the body of {@code response}; empty without one. */
    static Buffer body(HttpResponse<Buffer> response) {
        return Objects.requireNonNullElseGet(response.body(), Buffer::buffer);
    }

    /** Returns {@code text} if it can be sent in a header. */
    static String header(String place, @Nullable Object text) throws CloudFailure {
        if (text instanceof String value
                && !value.isEmpty()
                && value.length() <= LONGEST_BODY
                && value.chars().allMatch(SecretReader::isVisibleAscii)) {
            return value;
        }
        throw unreadable(place + ": must be visible ASCII characters; found another value or none");
    }

    /** Decodes the key of an answer; one that has ended is a failure. */
    TemporaryKey decode(HttpResponse<Buffer> response, Instant now) throws CloudFailure {
        JsonObject fields = fields(body(response));
        RequestSigner.Key key =
                new RequestSigner.Key(text(fields, access), text(fields, secret), Optional.of(text(fields, token)));
        Instant end = time(text(fields, expires));
        if (!end.isAfter(now)) {
            throw unreadable(expires + ": must be later than " + now + "; found " + end);
        }
        return TemporaryKey.until(end, key, now);
    }

    private String text(JsonObject fields, String name) throws CloudFailure {
        return header(object + "." + name, fields.getValue(name));
    }

    private JsonObject fields(Buffer body) throws CloudFailure {
        if (body.length() > LONGEST_BODY) {
            throw unreadable("body: must be at most " + LONGEST_BODY + " bytes; found " + body.length());
        }
        try {
            if (body.toJsonValue() instanceof JsonObject json && json.getValue(object) instanceof JsonObject fields) {
                return fields;
            }
        } catch (DecodeException noJson) {
            throw unreadable("body: must be JSON; found " + body.length() + " bytes of other data");
        }
        throw unreadable(object + ": must be a JSON object; found another value or none");
    }

    private Instant time(String text) throws CloudFailure {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            throw unreadable(object + "." + expires + ": must be a time in ISO 8601; found another value");
        }
    }

    private static CloudFailure unreadable(String rule) {
        return CloudFailure.of(FailureReason.BAD_RESPONSE, rule);
    }
}
