package io.smartconnect.simulator.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vectors were made with the official SDK's signer. */
class RequestSignatureTest {

    private static final String ACCESS_KEY = "AKEXAMPLE0123456789A";
    private static final String SECRET_KEY = "SKexampleSKexampleSKexampleSKexample0123";
    private static final String PROJECT = "/v2/0123456789abcdef0123456789abcdef";
    private static final String TASKS = PROJECT + "/instances/11111111-2222-3333-4444-555555555555/connector/tasks";

    private static final MultiMap HEADERS = MultiMap.caseInsensitiveMultiMap()
            .add("Host", "dms.eu-west-101.myhuaweicloud.eu")
            .add("X-Sdk-Date", "20260102T030405Z");

    private static RequestSignature signature(String signedHeaders, String value) {
        return RequestSignature.parse("SDK-HMAC-SHA256 Access=" + ACCESS_KEY + ", SignedHeaders=" + signedHeaders
                        + ", Signature=" + value)
                .orElseThrow();
    }

    private static SimulatedRequest call(String method, String path, String query, MultiMap headers, String body) {
        return new SimulatedRequest(
                SimulatedOperation.LIST_TASKS,
                method,
                path,
                query,
                headers,
                Map.of(),
                MultiMap.caseInsensitiveMultiMap(),
                body);
    }

    private static SimulatedRequest listing() {
        return call("GET", TASKS, "offset=0&limit=50", HEADERS, "");
    }

    private static final RequestSignature GOOD =
            signature("host;x-sdk-date", "1c06aaab8e0b7a885477c9b443a82bda1a6d40b4160216098d733ab311d9c7ba");

    @Test
    void signature_isGood_forAPlainGet() {
        assertThat(GOOD.isBy(SECRET_KEY, listing())).isTrue();
    }

    @Test
    void canonicalRequest_isAsDocumented() {
        assertThat(GOOD.canonicalRequest(listing())).isEqualTo("""
                        GET
                        /v2/0123456789abcdef0123456789abcdef/instances/11111111-2222-3333-4444-555555555555/connector/tasks/
                        limit=50&offset=0
                        host:dms.eu-west-101.myhuaweicloud.eu
                        x-sdk-date:20260102T030405Z

                        host;x-sdk-date
                        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855""");
    }

    @Test
    void signature_isGood_withSecurityTokenAndProjectSigned() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .addAll(HEADERS)
                .add("X-Project-Id", "0123456789abcdef0123456789abcdef")
                .add("X-Security-Token", "TOKENEXAMPLE")
                .add("Content-Type", "application/json");
        RequestSignature signature = signature(
                "host;x-project-id;x-sdk-date;x-security-token",
                "ee9bfb92259f5f9b1e7e124bc03ed53fc3eced4e442fd476ac6032e6aa4372c8");
        assertThat(signature.isBy(SECRET_KEY, call("GET", TASKS, "offset=0&limit=50", headers, "")))
                .isTrue();
    }

    @Test
    void signature_isGood_forAPutWithABody() {
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().addAll(HEADERS).set("Host", "dms.eu-de.otc.t-systems.com");
        SimulatedRequest put = call(
                "PUT",
                TASKS + "/77777777-8888-9999-aaaa-bbbbbbbbbbbb",
                "",
                headers,
                "{\"task_name\":\"smart-connect-1\"}");
        RequestSignature signature =
                signature("host;x-sdk-date", "67bf15b0011266cbb9483e8c0cf0b3c0766db6b9eedc0392b1fac6632f65c136");
        assertThat(signature.isBy(SECRET_KEY, put)).isTrue();
    }

    @Test
    void signature_isGood_forAQueryThatNeedsEncoding() {
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().addAll(HEADERS).set("Host", "dms.cn-north-4.myhuaweicloud.com");
        String query = "name=a%20b%2A~%2B%2F%C3%A9&engine=kafka&Zeta=";
        RequestSignature signature =
                signature("host;x-sdk-date", "8e3daf1bc47d6b5b2e1db7286fd59514f5834f477960ea4ac4a9039f2353cd06");
        assertThat(signature.isBy(SECRET_KEY, call("GET", "/v2/p/instances", query, headers, "")))
                .isTrue();
    }

    @Test
    void canonicalQuery_isSortedByName_notByTheWholeText() {
        assertThat(GOOD.canonicalRequest(call("GET", "/", "topic-info=true&topic=b&topic=a", HEADERS, "")))
                .contains("\ntopic=a&topic=b&topic-info=true\n");
    }

    @Test
    void signature_isBad_whenAnythingDiffers() {
        assertThat(GOOD.isBy("another", listing())).isFalse();
        assertThat(GOOD.isBy(SECRET_KEY, call("PUT", TASKS, "offset=0&limit=50", HEADERS, "")))
                .isFalse();
        assertThat(GOOD.isBy(SECRET_KEY, call("GET", TASKS, "offset=0&limit=49", HEADERS, "")))
                .isFalse();
        assertThat(GOOD.isBy(SECRET_KEY, call("GET", TASKS, "offset=0&limit=50", HEADERS, "x")))
                .isFalse();
    }

    @Test
    void signature_isBad_whenTheHostIsNotSigned() {
        assertThat(signature("x-sdk-date", "0".repeat(64)).isBy(SECRET_KEY, listing()))
                .isFalse();
    }

    @Test
    void signature_isTimely_withinFifteenMinutesEitherWay() {
        Instant signed = Instant.parse("2026-01-02T03:04:05Z");
        Duration window = Authentication.WINDOW;
        assertThat(GOOD.isTimely(listing(), signed.plus(window), window)).isTrue();
        assertThat(GOOD.isTimely(listing(), signed.minus(window), window)).isTrue();
        assertThat(GOOD.isTimely(listing(), signed.plus(window).plusSeconds(1), window))
                .isFalse();
        assertThat(GOOD.isTimely(listing(), signed.minus(window).minusSeconds(1), window))
                .isFalse();
    }

    @Test
    void parse_findsNothing_inOtherSchemes() {
        assertThat(RequestSignature.parse("Bearer abc")).isEmpty();
        assertThat(RequestSignature.parse("SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=short"))
                .isEmpty();
    }
}
