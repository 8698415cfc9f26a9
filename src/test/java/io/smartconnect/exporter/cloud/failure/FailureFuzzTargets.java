package io.smartconnect.exporter.cloud.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.fuzz.FuzzTarget;
import io.smartconnect.fuzz.Sound;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** Error responses: the status is in the first two bytes, then {@code Retry-After} up to a line feed, then the body. */
public final class FailureFuzzTargets {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SECRET = "s3cr3t/+=&<value>";

    /** All targets by name. */
    public static final Map<String, FuzzTarget> ALL =
            Map.of("error-response", FailureFuzzTargets::error, "retry-after", FailureFuzzTargets::retryAfter);

    private FailureFuzzTargets() {}

    private static void error(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        String status = text.substring(0, Math.min(3, text.length()));
        String[] parts = text.substring(status.length()).split("\n", 2);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        headers.add("Retry-After", parts[0]);
        CloudFailure failure = CloudFailure.from(
                status.matches("[1-9][0-9][0-9]") ? Integer.parseInt(status) : 500,
                headers,
                parts.length > 1 ? parts[1] : null,
                NOW,
                message -> SecretRedactor.conceal(message, Stream.of(SECRET)));
        String message = String.valueOf(failure.getMessage());
        Sound.require(message.length() <= CloudFailure.LONGEST_MESSAGE, "a message is short");
        Sound.require(message.chars().noneMatch(Character::isISOControl), "a message is one line");
        Sound.require(!message.contains(SECRET), "a message has no secret");
        failure.retryAfter().ifPresent(FailureFuzzTargets::check);
    }

    private static void retryAfter(byte[] bytes) {
        RetryAfter.parse(new String(bytes, UTF_8), NOW).ifPresent(FailureFuzzTargets::check);
    }

    private static void check(Duration wait) {
        Sound.require(
                !wait.isNegative() && !wait.isZero() && wait.compareTo(RetryAfter.LONGEST) <= 0, "a wait is limited");
    }
}
