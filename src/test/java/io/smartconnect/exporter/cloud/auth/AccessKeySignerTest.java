package io.smartconnect.exporter.cloud.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.huaweicloud.sdk.core.auth.AKSKSigner;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpRequest;
import io.smartconnect.exporter.cloud.auth.temporary.AuthenticatorFactory;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessKeySignerTest {
    private static final String ACCESS = "AKEXAMPLE0123456789A";
    private static final String SECRET = "SKexampleSKexampleSKexampleSKexample0123";
    private static final String PROJECT = "0123456789abcdef0123456789abcdef";
    private static final String DATE = "20260102T030405Z";
    private static final Buffer NO_BODY = Buffer.buffer();

    private static Vertx vertx;

    private final FakeTime clock = new FakeTime(Instant.parse("2026-01-02T03:04:05.678Z"));

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void canonicalRequest_isAsTheGuideSays() {
        URI uri = URI.create("https://dms.eu-west-101.myhuaweicloud.eu/v2/" + PROJECT
                + "/instances/11111111-2222-3333-4444-555555555555/connector/tasks?offset=0&limit=50");

        CanonicalRequest request = CanonicalRequest.of(HttpMethod.GET, uri, headers(uri), new byte[0]);

        assertThat(request.text()).isEqualTo("""
                GET
                /v2/0123456789abcdef0123456789abcdef/instances/11111111-2222-3333-4444-555555555555/connector/tasks/
                limit=50&offset=0
                host:dms.eu-west-101.myhuaweicloud.eu
                x-sdk-date:20260102T030405Z

                host;x-sdk-date
                e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855""");
        assertThat(request.hash()).isEqualTo("ba0c82a25864e44d1a74f48661f66dcfcfcafcedcdff782387458f721eb649a2");
        assertThat(authorization(HttpMethod.GET, uri, headers(uri), ""))
                .isEqualTo("SDK-HMAC-SHA256 Access=AKEXAMPLE0123456789A, SignedHeaders=host;x-sdk-date, "
                        + "Signature=1c06aaab8e0b7a885477c9b443a82bda1a6d40b4160216098d733ab311d9c7ba");
    }

    @Test
    void signature_coversProjectAndSecurityToken_whenTheyAreSent() throws Exception {
        Credentials.AccessKey key =
                new Credentials.AccessKey(Secret.of(ACCESS), Secret.of(SECRET), Optional.of(Secret.of("TOKENEXAMPLE")));
        URI uri = URI.create("https://dms.eu-west-101.myhuaweicloud.eu:443/v2/" + PROJECT
                + "/instances/11111111-2222-3333-4444-555555555555/connector/tasks?offset=0&limit=50");

        MultiMap headers = headers(authenticator(key), uri);

        assertThat(headers.get("X-Sdk-Date")).isEqualTo(DATE);
        assertThat(headers.get("X-Project-Id")).isEqualTo(PROJECT);
        assertThat(headers.get("X-Security-Token")).isEqualTo("TOKENEXAMPLE");
        assertThat(headers.get("Authorization"))
                .isEqualTo("SDK-HMAC-SHA256 Access=AKEXAMPLE0123456789A, "
                        + "SignedHeaders=host;x-project-id;x-sdk-date;x-security-token, "
                        + "Signature=ee9bfb92259f5f9b1e7e124bc03ed53fc3eced4e442fd476ac6032e6aa4372c8");
    }

    @Test
    void signature_coversTheBody() {
        URI uri = URI.create(
                "https://dms.eu-de.otc.t-systems.com/v2/" + PROJECT
                        + "/instances/11111111-2222-3333-4444-555555555555/connector/tasks/77777777-8888-9999-aaaa-bbbbbbbbbbbb");

        assertThat(authorization(HttpMethod.PUT, uri, headers(uri), "{\"task_name\":\"smart-connect-1\"}"))
                .endsWith("Signature=67bf15b0011266cbb9483e8c0cf0b3c0766db6b9eedc0392b1fac6632f65c136");
    }

    @ParameterizedTest
    @CsvSource({
        "name=a%20b%2A~%2B%2F%C3%A9&engine=kafka&Zeta=",
        "Zeta&engine=kafka&name=a+b*%7e%2b/%c3%a9",
        "Zeta=&&name=a%20b%2A~%2B%2Fé&engine=%6bafka",
    })
    void signature_isTheSame_howeverTheQueryIsSpelled(String query) {
        URI uri = URI.create("https://dms.cn-north-4.myhuaweicloud.com/v2/p/instances?" + query);

        CanonicalRequest request = CanonicalRequest.of(HttpMethod.GET, uri, headers(uri), new byte[0]);

        assertThat(request.text()).contains("\nZeta=&engine=kafka&name=a%20b%2A~%2B%2F%C3%A9\n");
        assertThat(request.hash()).isEqualTo("fbe856c82b10075e4232598736ed425c15f1e3aebc4b6967ec7bdf7885d19ef4");
        assertThat(authorization(HttpMethod.GET, uri, headers(uri), ""))
                .endsWith("Signature=8e3daf1bc47d6b5b2e1db7286fd59514f5834f477960ea4ac4a9039f2353cd06");
    }

    @ParameterizedTest
    @CsvSource({
        "https://h, /",
        "https://h/, /",
        "https://h/a, /a/",
        "https://h/a/, /a/",
        "https://h/a+b%20c%2Fd/é~*, /a%2Bb%20c%2Fd/%C3%A9~%2A/",
    })
    void canonicalPath_endsInASlash(String uri, String path) {
        CanonicalRequest request = CanonicalRequest.of(HttpMethod.GET, URI.create(uri), new TreeMap<>(), new byte[0]);

        assertThat(request.text().lines().skip(1).findFirst()).contains(path);
    }

    @Property
    void signature_isTheOneOfTheOfficialSdk(
            @ForAll("methods") HttpMethod method,
            @ForAll("segments") List<String> path,
            @ForAll("queries") Map<String, List<String>> query,
            @ForAll("extraHeaders") Map<String, String> extra,
            @ForAll("texts") String body) {
        URI uri = URI.create("https://dms.example.com:8443" + rawPath(path) + rawQuery(query));
        SortedMap<String, String> headers = headers(uri);
        headers.putAll(extra);

        assertThat(authorization(method, uri, headers, body)).isEqualTo(official(method, path, query, extra, body));
    }

    @Test
    void signedUri_isTheOneThatAServerSees() throws Exception {
        WebClient client = WebClient.create(vertx);
        int port = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(request.uri() + " " + request.getHeader("Host")))
                .listen(0, "127.0.0.1")
                .await(10, SECONDS)
                .actualPort();
        String base = "http://127.0.0.1:" + port;
        String path = "/v2/a%20b/c%2Fd?x=a%20b%2A~%2B%2F%C3%A9&x=&b";

        String seen = client.requestAbs(HttpMethod.GET, base + path)
                .putHeaders(headers(authenticator(key()), URI.create(base + path)))
                .send()
                .await(10, SECONDS)
                .bodyAsString();

        assertThat(seen).isEqualTo(path + " 127.0.0.1:" + port);
    }

    @Test
    void lateRefusalsOfAnOldSecret_leaveTheNewOneUnlimited(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "old");
        Authenticator authenticator =
                authenticator(new Credentials.AccessKey(Secret.of(ACCESS), Secret.in(secret), Optional.empty()));
        URI uri = URI.create("https://dms.example.com/v2");
        List<Authenticator.Proof> old = new ArrayList<>();
        for (int request = 0; request < 5; request++) {
            old.add(authenticator.authorize(HttpMethod.GET, uri, NO_BODY).await(10, SECONDS));
        }
        Files.writeString(secret, SECRET);
        assertThat(renew(authenticator, old.get(0).headers())).isTrue();
        headers(authenticator, uri);

        old.forEach(proof -> proof.ended(CloudFailure.of(FailureReason.AUTH, "401")));

        assertThat(headers(authenticator, uri).get("Authorization")).isNotEmpty();
        assertThat(authenticator.haveChanged().await(10, SECONDS)).isTrue();
    }

    @Test
    void refusedInlineKey_getsNoSecondTry() throws Exception {
        Authenticator authenticator = authenticator(key());
        URI uri = URI.create("https://dms.example.com/v2");
        MultiMap refused = headers(authenticator, uri);

        assertThat(renew(authenticator, refused)).isFalse();

        clock.advance(Duration.ofDays(1));

        assertThat(renew(authenticator, refused)).isFalse();
    }

    private static boolean renew(Authenticator authenticator, MultiMap refused) throws Exception {
        return authenticator.renew(refused).await(10, SECONDS);
    }

    @Test
    void signature_isFresh_afterARefusal(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), SECRET);
        Authenticator authenticator =
                authenticator(new Credentials.AccessKey(Secret.of(ACCESS), Secret.in(secret), Optional.empty()));
        URI uri = URI.create("https://dms.example.com/v2/p/instances");
        MultiMap first = headers(authenticator, uri);

        clock.advance(Duration.ofSeconds(1));

        assertThat(renew(authenticator, first)).isTrue();
        MultiMap second = headers(authenticator, uri);
        assertThat(second.get("X-Sdk-Date")).isEqualTo("20260102T030406Z");
        assertThat(second.get("Authorization")).isNotEqualTo(first.get("Authorization"));
        assertThat(authenticator.expiry()).isEmpty();
    }

    @Test
    void key_isReread_whenItsFilesChange(@TempDir Path directory) throws Exception {
        Path access = Files.writeString(directory.resolve("ak"), "AKOLD\n");
        Path secret = Files.writeString(directory.resolve("sk"), "SKOLD\n");
        Authenticator authenticator =
                authenticator(new Credentials.AccessKey(Secret.in(access), Secret.in(secret), Optional.empty()));
        URI uri = URI.create("https://dms.example.com/v2/p/instances");
        assertThat(authorize(authenticator, uri)).contains("Access=AKOLD,");

        Files.writeString(access, "AKNEW2\n");
        Files.writeString(secret, "SKNEW2\n");

        assertThat(authorize(authenticator, uri)).contains("Access=AKNEW2,");
        assertThat(authenticator.conceal("SKNEW2 and SKOLD")).isEqualTo("*** and SKOLD");
    }

    @Test
    void secrets_areConcealed_onceTheyAreInUse() throws Exception {
        Authenticator authenticator = authenticator(new Credentials.AccessKey(
                Secret.of(ACCESS), Secret.of(SECRET), Optional.of(Secret.of("TOKENEXAMPLE"))));
        authorize(authenticator, URI.create("https://dms.example.com/"));

        assertThat(authenticator.conceal("a " + SECRET + "b TOKENEXAMPLE " + ACCESS))
                .isEqualTo("a ***b *** ***");
    }

    @ParameterizedTest
    @CsvSource({"'AK\nX', access-key", "'AK X', access-key", "AKé, access-key", "'', access-key"})
    void accessKey_isRefused_whenNoHeaderCanCarryIt(String access, String name) {
        Authenticator authenticator =
                authenticator(new Credentials.AccessKey(Secret.of(access), Secret.of(SECRET), Optional.empty()));

        assertThatThrownBy(() -> authorize(authenticator, URI.create("https://dms.example.com/")))
                .isInstanceOf(CloudFailure.class)
                .hasMessageStartingWith(name + ": must ")
                .hasMessageNotContaining("AK");
    }

    @Provide
    Arbitrary<HttpMethod> methods() {
        return Arbitraries.of(HttpMethod.GET, HttpMethod.PUT, HttpMethod.POST, HttpMethod.DELETE);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("abzAZ09 *~+%/-_.=&;:@'\"<>?#é中\uFFFD")
                .ofMaxLength(12);
    }

    /** The last one is plain: the SDK loses blanks at the end of a path. */
    @Provide
    Arbitrary<List<String>> segments() {
        return Arbitraries.strings()
                .withChars("abzAZ09 *~+%-_.=&;:@'é中")
                .ofMinLength(1)
                .ofMaxLength(10)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(start -> Stream.concat(start.stream(), Stream.of("tasks")).toList());
    }

    /** Names are unreserved characters only: the SDK signs others wrongly, once as they are and once encoded. */
    @Provide
    Arbitrary<Map<String, List<String>>> queries() {
        Arbitrary<String> names =
                Arbitraries.strings().withChars("abzAZ09-_.~").ofMinLength(1).ofMaxLength(4);
        return Arbitraries.maps(names, texts().list().ofMinSize(1).ofMaxSize(3)).ofMaxSize(4);
    }

    @Provide
    Arbitrary<Map<String, String>> extraHeaders() {
        Arbitrary<String> names = Arbitraries.of("x-project-id", "x-security-token", "x-other", "accept");
        Arbitrary<String> values =
                Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(12);
        return Arbitraries.maps(names, values);
    }

    private static String official(
            HttpMethod method,
            List<String> path,
            Map<String, List<String>> query,
            Map<String, String> headers,
            String body) {
        HttpRequest.HttpRequestBuilder request = HttpRequest.newBuilder()
                .withMethod(com.huaweicloud.sdk.core.http.HttpMethod.valueOf(method.name()))
                .withEndpoint("https://dms.example.com:8443")
                .withPath("/" + String.join("/", path))
                .addHeader("X-Sdk-Date", DATE)
                .addHeaders(headers)
                .withBodyAsString(body);
        query.forEach((name, values) -> request.addQueryParam(
                name,
                values.stream()
                        .sorted(Comparator.comparing(AccessKeySignerTest::encoded))
                        .toList()));
        BasicCredentials credentials = new BasicCredentials().withAk(ACCESS).withSk(SECRET);
        Map<String, String> signed = AKSKSigner.getInstance().sign(request.build(), credentials);
        return Objects.requireNonNull(signed.get("Authorization"));
    }

    private static String rawPath(List<String> segments) {
        return segments.stream().map(segment -> "/" + encoded(segment)).collect(Collectors.joining());
    }

    private static String rawQuery(Map<String, List<String>> query) {
        return query.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + encoded(value)))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static SortedMap<String, String> headers(URI uri) {
        return new TreeMap<>(Map.of("host", uri.getAuthority(), "x-sdk-date", DATE));
    }

    private static String authorization(HttpMethod method, URI uri, SortedMap<String, String> headers, String body) {
        CanonicalRequest request = CanonicalRequest.of(method, uri, headers, body.getBytes(UTF_8));
        return RequestSigner.authorization(request, requireNonNull(headers.get("x-sdk-date")), ACCESS, SECRET);
    }

    private static MultiMap headers(Authenticator authenticator, URI uri) throws Exception {
        return authenticator
                .authorize(HttpMethod.GET, uri, NO_BODY)
                .await(10, SECONDS)
                .headers();
    }

    private static String authorize(Authenticator authenticator, URI uri) throws Exception {
        MultiMap headers = headers(authenticator, uri);
        return Objects.requireNonNull(headers.get("Authorization"));
    }

    private static Credentials.AccessKey key() {
        return new Credentials.AccessKey(Secret.of(ACCESS), Secret.of(SECRET), Optional.empty());
    }

    private Authenticator authenticator(Credentials credentials) {
        return new AuthenticatorFactory(
                        (operation, method, uri, headers, body) -> {
                            throw new AssertionError("a signer needs no IAM");
                        },
                        vertx.createSharedWorkerExecutor("secrets"),
                        clock,
                        Duration.ofMinutes(1))
                .create(new ProjectAccess(PROJECT, credentials, Optional.empty()));
    }
}
