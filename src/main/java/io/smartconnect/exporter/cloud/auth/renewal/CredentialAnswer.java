package io.smartconnect.exporter.cloud.auth.renewal;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The answer to a request for a credential. Failures quote the code and the message of an error response, and nothing of a
 * successful one, which may hold secrets.
 */
public record CredentialAnswer(HttpResponse<Buffer> response) {

    /**
     * Returns this answer if its status is {@code status}. Another 2xx fails with {@code bad_response} and without its body;
     * any other status fails with the code and the message of the body.
     *
     * @param conceal removes secrets that an error response may repeat
     */
    public CredentialAnswer checked(int status, Instant now, UnaryOperator<String> conceal) throws CloudFailure {
        if (response.statusCode() == status) {
            return this;
        }
        if (response.statusCode() / 100 == 2) {
            throw unreadable("status: must be " + status + "; found " + response.statusCode());
        }
        throw CloudFailure.from(response.statusCode(), response.headers(), body().toString(), now, conceal);
    }

    /** The body; empty without one. */
    public Buffer body() {
        return Objects.requireNonNullElseGet(response.body(), Buffer::buffer);
    }

    /** Reads the object {@code name} of a JSON body of at most {@code longest} bytes. */
    public JsonObject object(String name, int longest) throws CloudFailure {
        Buffer body = body();
        if (body.length() > longest) {
            throw unreadable("body: must be at most " + longest + " bytes; found " + body.length());
        }
        try {
            if (body.toJsonValue() instanceof JsonObject json && json.getValue(name) instanceof JsonObject fields) {
                return fields;
            }
        } catch (DecodeException noJson) {
            throw unreadable("body: must be JSON; found " + body.length() + " bytes of other data");
        }
        throw unreadable(name + ": must be a JSON object; found another value or none");
    }

    /** The failure of an answer that breaks {@code rule}. */
    public static CloudFailure unreadable(String rule) {
        return CloudFailure.of(FailureReason.BAD_RESPONSE, rule);
    }
}
