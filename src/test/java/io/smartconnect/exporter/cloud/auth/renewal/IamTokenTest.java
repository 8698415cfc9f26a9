package io.smartconnect.exporter.cloud.auth.renewal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.auth.CallerThreadExecutor;
import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.ProjectAccess;
import io.smartconnect.exporter.cloud.auth.RefusalLimit;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.auth.temporary.AuthenticatorFactory;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamTokenTest {
    private static final String PROJECT = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private static Vertx vertx;
    private static WebClient client;

    private final FakeTime clock = new FakeTime(NOW);
    private final List<JsonObject> logIns = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private volatile BiConsumer<HttpServerRequest, Integer> answer = this::giveToken;
    private HttpServer iam;
    private Authenticator authenticator;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        client = WebClient.create(vertx);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, SECONDS);
    }

    @BeforeEach
    void startIam() throws Exception {
        iam = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .await(10, SECONDS);
        authenticator = authenticator(Secret.of("P@ss word"));
    }

    @AfterEach
    void stopIam() throws Exception {
        iam.close().await(10, SECONDS);
    }

    @Test
    void logIn_isWhatIamExpects() throws Exception {
        assertThat(token()).isEqualTo("token-1");

        assertThat(requests).containsExactly("POST /v3/auth/tokens?nocatalog=true application/json;charset=utf8");
        JsonObject user =
                JsonObject.of("name", "exporter", "password", "P@ss word", "domain", JsonObject.of("name", "ACCOUNT"));
        assertThat(logIns)
                .containsExactly(JsonObject.of(
                        "auth",
                        JsonObject.of(
                                "identity",
                                JsonObject.of(
                                        "methods", JsonArray.of("password"), "password", JsonObject.of("user", user)),
                                "scope",
                                JsonObject.of("project", JsonObject.of("id", PROJECT)))));
        assertThat(authenticator.expiry()).contains(NOW.plus(DAY));
    }

    @Test
    void logIns_areOne_whileMoreRequestsWait() throws Exception {
        CopyOnWriteArrayList<Runnable> held = new CopyOnWriteArrayList<>();
        answer = (request, number) -> held.add(() -> giveToken(request, number));
        List<Future<MultiMap>> waiting =
                Stream.generate(this::authorize).limit(20).toList();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !held.isEmpty());

        vertx.runOnContext(now -> held.get(0).run());

        for (Future<MultiMap> request : waiting) {
            assertThat(request.await(10, SECONDS).get("X-Auth-Token")).isEqualTo("token-1");
        }
        assertThat(logIns).hasSize(1);
    }

    @Test
    void token_isRenewed_atFourFifthsOfItsLife() throws Exception {
        assertThat(token()).isEqualTo("token-1");

        clock.advance(DAY.multipliedBy(4).dividedBy(5).minusSeconds(1));
        assertThat(token()).isEqualTo("token-1");

        clock.advance(Duration.ofSeconds(1));
        assertThat(token()).isEqualTo("token-2");
        assertThat(logIns).hasSize(2);
    }

    @Test
    void tokensLife_countsFromItsIssue_howeverWrongTheClockIs() throws Exception {
        clock.advance(Duration.ofDays(-3000));
        answer = (request, number) -> give(request, "t", "2026-01-02T03:04:05.000000Z", "2026-01-02T03:05:45.000000Z");
        assertThat(token()).isEqualTo("t");

        answer = this::giveToken;
        clock.advance(Duration.ofSeconds(79));
        assertThat(token()).isEqualTo("t");
        clock.advance(Duration.ofSeconds(1));
        assertThat(token()).isEqualTo("token-2");
    }

    @Test
    void token_isKept_whenTheClockIsADayAhead() throws Exception {
        clock.advance(Duration.ofDays(3000));
        answer = (request, number) -> give(request, "t", "2026-01-02T03:04:05.000000Z", "2026-01-03T03:04:05.000000Z");

        assertThat(token()).isEqualTo("t");
        assertThat(token()).isEqualTo("t");
        assertThat(logIns).hasSize(1);
    }

    @Test
    void token_isUsedToItsEnd_whileItCannotBeRenewed() throws Exception {
        assertThat(token()).isEqualTo("token-1");
        answer = (request, number) -> refuse(request, 503, "");

        clock.advance(Duration.ofHours(20));
        assertThat(token()).isEqualTo("token-1");
        assertThat(token()).isEqualTo("token-1");
        assertThat(logIns).hasSize(2);

        clock.advance(IamToken.RENEWAL_PAUSE);
        assertThat(token()).isEqualTo("token-1");
        assertThat(logIns).hasSize(3);

        clock.advance(Duration.ofHours(4));
        assertFailure(this::token, FailureReason.SERVER_ERROR, "log-in at 127.0.0.1: 503: Service Unavailable");
    }

    @Test
    void revokedToken_isDropped_onceForAllRequestsThatUsedIt() throws Exception {
        MultiMap first = authorize().await(10, SECONDS);
        MultiMap second = authorize().await(10, SECONDS);

        assertThat(authenticator.renew(first).await(10, SECONDS)).isTrue();
        assertThat(authenticator.expiry()).isEmpty();
        assertThat(token()).isEqualTo("token-2");
        assertThat(authenticator.renew(second).await(10, SECONDS)).isTrue();
        assertThat(token()).isEqualTo("token-2");
        assertThat(logIns).hasSize(2);
    }

    @Test
    void refusedLogIn_isNotRepeated_andHidesThePassword() {
        answer = (request, number) -> refuse(
                request, 401, "{\"error\":{\"code\":401,\"message\":\"No P@ss word\",\"title\":\"Unauthorized\"}}");

        assertFailure(this::token, FailureReason.AUTH, "log-in at 127.0.0.1: 401: No ***");
        assertThat(logIns).hasSize(1);
    }

    @Test
    void refusedLogIn_isRepeatedOnce_whenThePasswordsFileHasChangedMeanwhile() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "old\n");
        authenticator = authenticator(Secret.in(file));
        answer = (request, number) -> {
            write(file, "new-" + number + "\n");
            refuse(request, 401, "");
        };

        assertFailure(this::token, FailureReason.AUTH, "log-in at 127.0.0.1: 401: Unauthorized");
        assertThat(passwords()).containsExactly("old", "new-1");

        answer = this::giveToken;
        assertThat(token()).isEqualTo("token-3");
        assertThat(passwords()).containsExactly("old", "new-1", "new-2");
    }

    /** An outage of IAM must not become a storm of log-ins with the password. */
    @Test
    void failedLogIns_becomeRarer_howeverOftenTheTokenIsWanted() {
        answer = (request, number) -> refuse(request, 503, "");
        for (int second = 0; second < 62; second++) {
            for (int instance = 0; instance < 40; instance++) {
                assertFailure(this::token, FailureReason.SERVER_ERROR, "log-in at 127.0.0.1: 503: Service Unavailable");
            }
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(logIns).hasSizeBetween(5, 8);
    }

    @Test
    void failedLogIns_waitAMinuteAtMost_andNotAfterASuccess() throws Exception {
        answer = (request, number) -> refuse(request, 503, "");
        for (int hour = 0; hour < 24; hour++) {
            assertThatThrownBy(this::token).isInstanceOf(CloudFailure.class);
            clock.advance(Duration.ofHours(1));
        }

        assertThatThrownBy(this::token).isInstanceOf(CloudFailure.class);
        answer = this::giveToken;
        clock.advance(Duration.ofSeconds(59));
        assertThatThrownBy(this::token).isInstanceOf(CloudFailure.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(token()).isEqualTo("token-26");

        clock.advance(DAY);
        answer = (request, number) -> refuse(request, 500, "");
        assertFailure(this::token, FailureReason.SERVER_ERROR, "log-in at 127.0.0.1: 500: Internal Server Error");
        answer = this::giveToken;
        clock.advance(Duration.ofMillis(500));
        assertThat(token()).isEqualTo("token-28");
    }

    @Test
    void failedLogIn_waitsAsLongAsIamAsks() throws Exception {
        answer = (request, number) -> {
            request.response().putHeader("Retry-After", "300");
            refuse(request, 503, "");
        };
        assertThatThrownBy(this::token).isInstanceOf(CloudFailure.class);

        answer = this::giveToken;
        clock.advance(Duration.ofSeconds(299));
        assertThatThrownBy(this::token).isInstanceOf(CloudFailure.class);
        assertThat(logIns).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(token()).isEqualTo("token-2");
    }

    @Test
    void refusedPassword_isTriedFiveTimesInAQuarterOfAnHourAtMost() {
        List<Instant> tries = new CopyOnWriteArrayList<>();
        answer = (request, number) -> {
            tries.add(clock.instant());
            refuse(request, 401, "");
        };
        for (int poll = 0; poll < 2000; poll++) {
            assertFailure(this::token, FailureReason.AUTH, "log-in at 127.0.0.1: 401: Unauthorized");
            clock.advance(Duration.ofSeconds(5));
        }

        assertThat(tries).hasSizeBetween(6, 60);
        for (int first = 0; first + 5 < tries.size(); first++) {
            assertThat(Duration.between(tries.get(first), tries.get(first + 5)))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(15));
        }
    }

    @Test
    void changedPassword_isTriedAtOnce_thoughTheOldOneWasRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "old");
        authenticator = authenticator(Secret.in(file));
        answer = (request, number) -> refuse(request, 401, "");
        for (int poll = 0; poll < 100; poll++) {
            assertThatThrownBy(this::token).isInstanceOf(CloudFailure.class);
            clock.advance(Duration.ofSeconds(5));
        }
        int before = logIns.size();

        answer = this::giveToken;
        write(file, "new");

        assertThat(token()).isEqualTo("token-" + (before + 1));
    }

    @Test
    void missingPasswordFile_isAFailureThatNamesIt() {
        Path file = directory.resolve("none");
        authenticator = authenticator(Secret.in(file));

        assertFailure(
                this::token, FailureReason.AUTH, "password-file " + file + ": must be readable; found no such file");
    }

    /** A worker can end before its caller registers a handler, for example while the event loop is blocked. */
    @Test
    void failedLogIn_isForgotten_evenIfItHasEndedAtOnce() throws Exception {
        Path file = directory.resolve("password");
        authenticator = new IamToken(
                access(Secret.in(file)),
                IamTokenTest::send,
                new RefusalLimit(clock, INTERVAL),
                new CallerThreadExecutor(),
                clock);
        assertFailure(
                this::token, FailureReason.AUTH, "password-file " + file + ": must be readable; found no such file");

        write(file, "P@ss word");

        assertThat(token()).isEqualTo("token-1");
    }

    @Test
    void unreachableIam_isAFailure() throws Exception {
        iam.close().await(10, SECONDS);

        assertThatThrownBy(this::token)
                .hasMessageMatching("log-in at 127\\.0\\.0\\.1: Connection (refused|reset).*")
                .isInstanceOfSatisfying(
                        CloudFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(FailureReason.UNREACHABLE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | t | '' | status: must be 201; found 200",
                "204 | t | '' | status: must be 201; found 204",
                "200 | t | {'token':{'secret':'planted'}} | status: must be 201; found 200",
                "201 | '' | {'token':{'expires_at':'2026-01-03T03:04:05Z'}} | X-Subject-Token: must be visible ASCII characters; found an empty value",
                "201 | - | {'token':{'expires_at':'2026-01-03T03:04:05Z'}} | X-Subject-Token: must be visible ASCII characters; found no header",
                "201 | t t | {'token':{'expires_at':'2026-01-03T03:04:05Z'}} | X-Subject-Token: must be visible ASCII characters; found other characters",
                "201 | t | '' | body: must be JSON; found 0 bytes of other data",
                "201 | t | {'token': | body: must be JSON; found 9 bytes of other data",
                "201 | t | [1] | token: must be a JSON object; found another value or none",
                "201 | t | {'token':7} | token: must be a JSON object; found another value or none",
                "201 | t | {'token':{}} | token.expires_at: must be a time in ISO 8601; found another value",
                "201 | t | {'token':{'expires_at':'tomorrow'}} | token.expires_at: must be a time in ISO 8601; found another value",
                "201 | t | {'token':{'expires_at':'2025-01-03T03:04:05Z'}} | token.expires_at: must be after 2026-01-02T03:04:05Z; found 2025-01-03T03:04:05Z",
            })
    void answer_isABadResponse_whenItCannotBeUnderstood(int status, String token, String body, String message) {
        String json = body.replace('\'', '"');
        answer = (request, number) -> {
            if (!token.equals("-")) {
                request.response().putHeader("X-Subject-Token", token);
            }
            request.response().setStatusCode(status).end(json);
        };

        assertFailure(this::token, FailureReason.BAD_RESPONSE, "log-in at 127.0.0.1: " + message);
    }

    @Test
    void answer_isABadResponse_whenItIsTooLarge() {
        answer = (request, number) ->
                request.response().setStatusCode(201).end(Buffer.buffer(new byte[IssuedToken.LARGEST_BODY + 1]));

        assertFailure(
                this::token,
                FailureReason.BAD_RESPONSE,
                "log-in at 127.0.0.1: body: must be at most 1048576 bytes; found 1048577");
    }

    @Test
    void life_isLimited_whenItIsBeyondReason() throws Exception {
        answer = (request, number) -> give(request, "t", "-1000000000-01-01T00:00:00Z", "+1000000000-12-31T00:00:00Z");

        assertThat(token()).isEqualTo("t");
        clock.advance(Duration.ofDays(292));
        token();
        assertThat(logIns).hasSize(1);
        clock.advance(Duration.ofDays(1));
        token();
        assertThat(logIns).hasSize(2);
    }

    @Test
    void passwordAndToken_areConcealed_onceTheyAreInUse() throws Exception {
        token();

        assertThat(authenticator.conceal("P@ss word, token-1, token-2")).isEqualTo("***, ***, token-2");
        assertThat(new IssuedToken("token-1", NOW, NOW).toString()).doesNotContain("token-1");
    }

    @Test
    void password_needsAnIamEndpoint() {
        Credentials.Password password = new Credentials.Password("exporter", "ACCOUNT", Secret.of("P@ss word"));

        assertThatThrownBy(() -> new AuthenticatorFactory(
                                IamTokenTest::send, vertx.createSharedWorkerExecutor("secrets"), clock, INTERVAL)
                        .create(new ProjectAccess(PROJECT, password, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("iam-endpoint: must be set for type = password; found none");
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            logIns.add(body.toJsonObject());
            requests.add(request.method() + " " + request.uri() + " " + request.getHeader("Content-Type"));
            answer.accept(request, logIns.size());
        });
    }

    private void giveToken(HttpServerRequest request, int number) {
        Instant now = clock.instant();
        give(request, "token-" + number, now.toString(), now.plus(DAY).toString());
    }

    private static void give(HttpServerRequest request, String token, String issued, String expires) {
        JsonObject times = JsonObject.of("issued_at", issued, "expires_at", expires);
        request.response()
                .setStatusCode(201)
                .putHeader("X-Subject-Token", token)
                .end(JsonObject.of("token", times).encode());
    }

    private static void refuse(HttpServerRequest request, int status, String body) {
        request.response().setStatusCode(status).end(body);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<String> passwords() {
        return logIns.stream()
                .map(logIn -> logIn.getJsonObject("auth")
                        .getJsonObject("identity")
                        .getJsonObject("password")
                        .getJsonObject("user")
                        .getString("password"))
                .toList();
    }

    private static void assertFailure(ThrowingCallable call, FailureReason reason, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CloudFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason))
                .hasMessage(message);
    }

    private Authenticator authenticator(Secret password) {
        return new AuthenticatorFactory(
                        IamTokenTest::send, vertx.createSharedWorkerExecutor("secrets"), clock, INTERVAL)
                .create(access(password));
    }

    private ProjectAccess access(Secret password) {
        URI endpoint = URI.create("http://127.0.0.1:" + iam.actualPort());
        return new ProjectAccess(PROJECT, password(password), Optional.of(endpoint));
    }

    private static Credentials.Password password(Secret password) {
        return new Credentials.Password("exporter", "ACCOUNT", password);
    }

    private static Future<HttpResponse<Buffer>> send(
            CloudOperation operation, HttpMethod method, URI uri, MultiMap headers, Buffer body) {
        return client.requestAbs(method, uri.toString())
                .putHeaders(headers)
                .timeout(10_000)
                .sendBuffer(body)
                .recover(thrown -> Future.failedFuture(CloudFailure.ofExchange(thrown)));
    }

    private Future<MultiMap> authorize() {
        URI uri = URI.create("https://dms.example.com/v2/p/instances");
        return authenticator.authorize(HttpMethod.GET, uri, Buffer.buffer()).map(Authenticator.Proof::headers);
    }

    private String token() throws Exception {
        return Objects.requireNonNull(authorize().await(10, SECONDS).get("X-Auth-Token"));
    }
}
