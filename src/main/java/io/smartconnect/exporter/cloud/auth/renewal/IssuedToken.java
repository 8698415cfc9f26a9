package io.smartconnect.exporter.cloud.auth.renewal;

import io.smartconnect.exporter.cloud.auth.SecretReader;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A token issued by IAM.
 *
 * @param expires expiry, by this machine's clock
 * @param renewal time of the next log-in, by this machine's clock
 */
record IssuedToken(String value, Instant expires, Instant renewal) implements IssuedCredential {
    static final int LARGEST_BODY = 1 << 20;

    private static final String HEADER = "X-Subject-Token";

    /**
     * Reads the response to a log-in: status 201, the token in a header, its times in the body. Its life begins {@code now}, so a
     * wrong clock on this machine does no harm.
     *
     * @throws CloudFailure for any other response
     */
    static IssuedToken of(HttpResponse<Buffer> response, Instant now, UnaryOperator<String> conceal)
            throws CloudFailure {
        CredentialAnswer answer = new CredentialAnswer(response).checked(201, now, conceal);
        JsonObject times = answer.object("token", LARGEST_BODY);
        String value = value(response.getHeader(HEADER));
        Instant expires = time(times, "expires_at")
                .orElseThrow(() -> CredentialAnswer.unreadable(
                        "token.expires_at: must be a time in ISO 8601; found another value"));
        Duration life = IssuedCredential.limited(life(time(times, "issued_at").orElse(now), expires));
        return new IssuedToken(value, now.plus(life), now.plus(IssuedCredential.mostOf(life)));
    }

    @Override
    public String identity() {
        return value;
    }

    @Override
    public String toString() {
        return "*** (expires " + expires + ")";
    }

    private static String value(@Nullable String header) throws CloudFailure {
        if (header == null || header.isEmpty() || !header.chars().allMatch(SecretReader::isVisibleAscii)) {
            String found = header == null ? "no header" : header.isEmpty() ? "an empty value" : "other characters";
            throw CredentialAnswer.unreadable(HEADER + ": must be visible ASCII characters; found " + found);
        }
        return header;
    }

    private static Optional<Instant> time(JsonObject times, String name) {
        try {
            return times.getValue(name) instanceof String text ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Duration life(Instant issued, Instant expires) throws CloudFailure {
        Duration life = Duration.between(issued, expires);
        if (life.isNegative() || life.isZero()) {
            throw CredentialAnswer.unreadable("token.expires_at: must be after " + issued + "; found " + expires);
        }
        return life;
    }
}
