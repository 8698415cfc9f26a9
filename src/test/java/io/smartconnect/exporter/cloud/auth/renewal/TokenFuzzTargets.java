package io.smartconnect.exporter.cloud.auth.renewal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.fuzz.Answers;
import io.smartconnect.fuzz.FuzzTarget;
import io.smartconnect.fuzz.Sound;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

/** IAM's answer to a log-in: the header with the token up to a line feed, then the body. */
public final class TokenFuzzTargets {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** All targets by name. */
    public static final Map<String, FuzzTarget> ALL = Map.of("token", TokenFuzzTargets::token);

    private TokenFuzzTargets() {}

    private static void token(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        headers.add("X-Subject-Token", new String(bytes, 0, end, ISO_8859_1));
        byte[] body = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
        try {
            IssuedToken token = IssuedToken.of(Answers.of(201, headers, body), NOW, UnaryOperator.identity());
            Sound.require(!token.value().isEmpty(), "a token is not empty");
            Sound.require(!token.renewal().isBefore(NOW), "a renewal is not in the past");
            Sound.require(
                    !token.toString().contains(token.value())
                            || "*** (expires ".contains(token.value())
                            || token.expires().toString().contains(token.value()),
                    "no text has the token");
        } catch (CloudFailure documented) {
            return;
        }
    }
}
