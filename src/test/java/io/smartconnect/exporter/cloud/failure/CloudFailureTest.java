package io.smartconnect.exporter.cloud.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudFailureTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource({
        "100, '', BAD_RESPONSE",
        "204, '', BAD_RESPONSE",
        "302, '', BAD_RESPONSE",
        "400, DMS.00400002, REJECTED",
        "401, APIGW.0301, AUTH",
        "403, DMS.00403002, DENIED",
        "404, DMS.00404022, NOT_FOUND",
        "400, DMS.111400864, NOT_FOUND",
        "405, APIG.0501, REJECTED",
        "408, DMS.111501024, REJECTED",
        "409, '', REJECTED",
        "429, '', THROTTLED",
        "429, APIG.0308, THROTTLED",
        "404, DMS.10240407, THROTTLED",
        "400, APIGW.0308, THROTTLED",
        "503, APIG.0308, THROTTLED",
        "401, DMS.10240407, THROTTLED",
        "500, DMS.00500000, SERVER_ERROR",
        "504, '', SERVER_ERROR",
        "599, '', SERVER_ERROR",
    })
    void reason_followsCodeThenStatus(int status, String code, FailureReason reason) {
        CloudFailure failure = from(status, "{\"error_code\":\"" + code + "\",\"error_msg\":\"no\"}");

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.errorCode()).isEqualTo(code);
        assertThat(failure.status()).hasValue(status);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ces.0011, REJECTED",
        "400, ces.0014, REJECTED",
        "401, ces.0015, AUTH",
        "404, ces.0016, NOT_FOUND",
        "403, ces.0017, DENIED",
        "400, ces.0017, DENIED",
        "500, ces.0015, AUTH",
        "429, ces.0429, THROTTLED",
        "400, ces.0429, THROTTLED",
        "429, APIGW.0308, THROTTLED",
        "500, ces.0007, SERVER_ERROR",
    })
    void reason_followsTheCodeOfCloudEye(int status, String code, FailureReason reason) {
        for (String quoted : List.of("\"" + status + "\"", String.valueOf(status))) {
            CloudFailure failure = from(
                    status,
                    "{\"http_code\":" + quoted + ",\"message\":{\"details\":\"Not now.\",\"code\":\"" + code
                            + "\"},\"encoded_authorization_message\":null}");

            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.errorCode()).isEqualTo(code);
            assertThat(failure).hasMessage(status + " " + code + ": Not now.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, APIG.0101, true",
        "404, APIGW.0101, true",
        "404, DMS.00404001, true",
        "404, DMS.10240406, true",
        "404, DMS.00404022, false",
        "404, DMS.10240407, false",
        "404, ces.0016, false",
        "404, '', false",
        "403, APIG.0101, false",
        "500, APIG.0103, false",
    })
    void missingApi_isAnotherThanAMissingResource(int status, String code, boolean isMissingApi) {
        assertThat(from(status, "{\"error_code\":\"" + code + "\",\"error_msg\":\"no\"}")
                        .isMissingApi())
                .isEqualTo(isMissingApi);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            quoteCharacter = '`',
            value = {
                "404 | {\"error_code\":\"DMS.00404022\",\"error_msg\":\"No such instance.\"} | 404 DMS.00404022: No such instance.",
                "404 | {\"error_code\":\"APIG.0101\",\"error_msg\":\"No such API\",\"request_id\":\"4f5c\"} | 404 APIG.0101: No such API (request 4f5c)",
                "400 | {\"code\":111400026,\"message\":\"Not now\"} | 400 111400026: Not now",
                "401 | {\"error\":{\"code\":401,\"message\":\"Wrong password.\",\"title\":\"Unauthorized\"}} | 401: Wrong password.",
                "403 | {\"http_code\":\"403\",\"message\":{\"details\":\"Policy doesn't allow it\",\"code\":\"403\"}} | 403: Policy doesn't allow it",
                "403 | {\"http_code\":403,\"message\":{\"details\":7}} | 403: 7",
                "400 | {\"http_code\":400,\"message\":[]} | 400: {\"http_code\":400,\"message\":[]}",
                "400 | {\"error_code\":\"DMS.00400062\"} | 400 DMS.00400062",
                "400 | {\"error_code\":null,\"error_msg\":[1]} | 400: {\"error_code\":null,\"error_msg\":[1]}",
                "400 | {\"error_code\":\"a b\",\"error_msg\":\"odd\"} | 400: odd",
                "502 | <html><head><title>502 Bad Gateway</title></head><body><h1>x</h1></body></html> | 502: 502 Bad Gateway",
                "502 | <p>down</p> | 502: down",
                "500 | oops | 500: oops",
                "500 | {not json | 500: {not json",
                "500 | [1] | 500: [1]",
                "503 | `` | 503: Service Unavailable",
                "503 | null | 503: Service Unavailable",
                "302 | `` | 302: Found",
            })
    void message_isOneLine_whateverTheBodyIs(int status, String body, String message) {
        assertThat(from(status, body)).hasMessage(message);
    }

    @Test
    void message_namesTheRequest_whenAHeaderDoes() {
        MultiMap gateway = MultiMap.caseInsensitiveMultiMap().add("X-Request-Id", "4f5c");
        MultiMap iam = MultiMap.caseInsensitiveMultiMap().add("X-IAM-Trace-Id", "trace");

        assertThat(from(500, gateway, "")).hasMessage("500: Internal Server Error (request 4f5c)");
        assertThat(from(500, iam, "")).hasMessage("500: Internal Server Error (request trace)");
    }

    @Test
    void message_keepsTheRequest_whenItIsCut() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Request-Id", "4f5c");

        assertThat(from(400, headers, "long ".repeat(1_000)).getMessage())
                .hasSize(CloudFailure.LONGEST_MESSAGE)
                .startsWith("400: long long")
                .endsWith("… (request 4f5c)");
    }

    @Test
    void message_hidesSecrets_evenThoseTheBodyEscapes() {
        UnaryOperator<String> conceal = text -> text.replace("se/cret", "***");

        CloudFailure failure = CloudFailure.from(
                401, MultiMap.caseInsensitiveMultiMap(), "{\"error_msg\":\"bad se\\/cret\"}", NOW, conceal);

        assertThat(failure).hasMessage("401: bad ***");
    }

    @Test
    void retryAfter_isPresent_onlyWhenThrottledOrUnavailable() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Retry-After", "7");

        assertThat(from(429, headers, "").retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(from(503, headers, "").retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(from(401, headers, "").retryAfter()).isEmpty();
        assertThat(from(400, headers, "").retryAfter()).isEmpty();
    }

    @Test
    void failure_keepsItsFacts_whenItGetsAnOperationAndAStep() {
        CloudFailure failure = from(404, "{\"error_code\":\"DMS.10240407\",\"error_msg\":\"slow\"}")
                .during(CloudOperation.LIST_TASKS)
                .precededBy("log-in");

        assertThat(failure).hasMessage("log-in: 404 DMS.10240407: slow");
        assertThat(failure.text()).isEqualTo("list_tasks: log-in: 404 DMS.10240407: slow");
        assertThat(failure.operation()).contains(CloudOperation.LIST_TASKS);
        assertThat(failure.reason()).isEqualTo(FailureReason.THROTTLED);
        assertThat(failure.status()).hasValue(404);
        assertThat(failure.errorCode()).isEqualTo("DMS.10240407");
    }

    @Test
    void failure_givesWayToABug() {
        CloudFailure timeout = CloudFailure.of(FailureReason.TIMEOUT, "late");
        CloudFailure bug = CloudFailure.from(new NullPointerException());

        assertThat(timeout.orInternal(bug)).isSameAs(bug);
        assertThat(bug.orInternal(timeout)).isSameAs(bug);
        assertThat(timeout.orInternal(CloudFailure.of(FailureReason.AUTH, "no")))
                .isSameAs(timeout);
    }

    @Test
    void failure_knowsNoStatus_whenThereWasNoAnswer() {
        CloudFailure failure = CloudFailure.of(FailureReason.AUTH, "a\nb\u2028c\u0000d\u202Ee");

        assertThat(failure).hasMessage("a b c d e");
        assertThat(failure.text()).isEqualTo("a b c d e");
        assertThat(failure.operation()).isEmpty();
        assertThat(failure.status()).isEmpty();
        assertThat(failure.errorCode()).isEmpty();
        assertThat(failure.getStackTrace()).isEmpty();
    }

    @Test
    void message_isShort_whenTheBodyIsNestedBeyondReason() {
        assertThat(from(500, "{\"a\":".repeat(20_000)).getMessage()).hasSizeLessThan(201);
        assertThat(from(500, "<".repeat(200_000)).getMessage()).hasSizeLessThan(201);
        assertThat(from(500, "<title".repeat(200_000)).getMessage()).hasSizeLessThan(201);
    }

    @Property
    void from_neverThrows_andItsMessageIsOneShortLine(
            @ForAll @IntRange(min = 100, max = 999) int status, @ForAll String body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String text : new String[] {
            body, "{\"error_msg\":\"" + body, "{\"error\":{\"code\":\"" + body + "\"}}", "<title>" + body
        }) {
            String message = from(status, headers, text).getMessage();
            assertThat(message).hasSizeLessThanOrEqualTo(CloudFailure.LONGEST_MESSAGE);
            assertThat(message.codePoints()).noneMatch(CloudFailureTest::breaksLines);
        }
    }

    private static boolean breaksLines(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
    }

    private static CloudFailure from(int status, String body) {
        return from(status, MultiMap.caseInsensitiveMultiMap(), body);
    }

    private static CloudFailure from(int status, MultiMap headers, String body) {
        return CloudFailure.from(status, headers, body, NOW, UnaryOperator.identity());
    }
}
