package io.smartconnect.exporter.cloud.dms;

import static io.smartconnect.simulator.http.SimulatedOperation.LIST_TASKS;
import static io.smartconnect.simulator.http.SimulatedOperation.TOKEN;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authentication of the client against the simulator, and its reactions to refusals. */
class RestDmsCredentialsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String INSTANCE = "11111111-2222-3333-4444-555555555555";

    private Simulator simulator = Simulator.start(scenario(""));
    private DmsTestClient client = new DmsTestClient(VERTX, simulator, DmsTestClient.AT_ONCE);

    @TempDir
    private Path directory;

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private static Scenario scenario(String securityToken) {
        var scenario =
                Scenario.builder().instance(INSTANCE, instance -> instance.replication("r1", "mirror", task -> {}));
        return (securityToken.isEmpty() ? scenario : scenario.securityToken(securityToken)).build();
    }

    private void use(Credentials credentials) {
        use(credentials, DmsTestClient.withRetries(3));
    }

    private void use(Credentials credentials, ApiSettings settings) {
        client.close();
        client = new DmsTestClient(VERTX, simulator, credentials, settings);
    }

    private static Future<TaskListing> tasks(DmsClient dms, RequestContext scope) {
        return dms.listTasks(INSTANCE, scope);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("secret"), content);
    }

    @Test
    void temporaryKey_isSentWithItsToken() throws Exception {
        stop();
        simulator = Simulator.start(scenario("temporary"));
        client = new DmsTestClient(VERTX, simulator, DmsTestClient.AT_ONCE);
        assertThat(client.answer(RestDmsCredentialsTest::tasks).tasks()).hasSize(1);
        assertThat(client.dms().credentialExpiry()).isEmpty();
    }

    @Test
    void wrongInlineSecret_getsNoOtherTry_andClosesTheGate() {
        use(DmsTestClient.accessKey(simulator, Secret.of("wrong")));
        assertThat(client.failure(RestDmsCredentialsTest::tasks).reason()).isEqualTo(FailureReason.AUTH);
        assertThat(client.counts().requests()).containsExactly("list_tasks 401");
        assertThat(client.counts().retries()).isEmpty();
        assertThat(client.failure(RestDmsCredentialsTest::tasks).reason()).isEqualTo(FailureReason.AUTH);
        assertThat(simulator.requestCount()).isEqualTo(1);
    }

    @Test
    void refusedInlineSecret_getsNoSecondTry_evenIfTheClocksDiffer() throws Exception {
        HttpServer cloud = VERTX.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(401)
                        .putHeader("Date", "Thu, 01 Jan 2015 00:00:00 GMT")
                        .end())
                .listen(0, "127.0.0.1")
                .await(10, SECONDS);
        client = new DmsTestClient(
                VERTX,
                URI.create("http://127.0.0.1:" + cloud.actualPort()),
                simulator.projectId(),
                DmsTestClient.accessKey(simulator, Secret.of(simulator.secretKey())),
                DmsTestClient.AT_ONCE);
        assertThat(client.failure(RestDmsCredentialsTest::tasks).reason()).isEqualTo(FailureReason.AUTH);
        assertThat(client.counts().requests()).containsExactly("list_tasks 401");
        cloud.close().await(10, SECONDS);
    }

    @Test
    void wrongSecretInAFile_getsOneMoreTry_andClosesTheGate() throws Exception {
        use(DmsTestClient.accessKey(simulator, Secret.in(file("wrong"))));
        assertThat(client.failure(RestDmsCredentialsTest::tasks).reason()).isEqualTo(FailureReason.AUTH);
        assertThat(client.counts().requests()).containsExactly("list_tasks 401", "list_tasks 401");
        assertThat(client.failure(RestDmsCredentialsTest::tasks).reason()).isEqualTo(FailureReason.AUTH);
        assertThat(simulator.requestCount()).isEqualTo(2);
    }

    @Test
    void wrongSecret_reachesTheCloudAFewTimesOnly_howeverManyAsk() {
        use(DmsTestClient.accessKey(simulator, Secret.of("wrong")));
        List<Future<TaskListing>> answers = IntStream.range(0, 60)
                .mapToObj(i -> client.ask(RestDmsCredentialsTest::tasks))
                .toList();
        assertThat(answers).allMatch(answer -> DmsTestClient.failure(answer).reason() == FailureReason.AUTH);
        assertThat(simulator.requestCount()).isLessThanOrEqualTo(6);
    }

    @Test
    void oneRefusal_isSurvived_withAFreshSignature() throws Exception {
        use(DmsTestClient.accessKey(simulator, Secret.in(file(simulator.secretKey()))));
        simulator.add(Fault.on(LIST_TASKS).unauthorized().times(1));
        assertThat(client.answer(RestDmsCredentialsTest::tasks).tasks()).hasSize(1);
        assertThat(client.counts().requests()).containsExactly("list_tasks 401", "list_tasks 200");
        assertThat(client.counts().retries()).containsExactly(CloudOperation.LIST_TASKS);
    }

    @Test
    void rotatedSecret_isRereadFromItsFile() throws Exception {
        Path file = file(simulator.secretKey() + "\n");
        use(DmsTestClient.accessKey(simulator, Secret.in(file)));
        assertThat(client.answer(RestDmsCredentialsTest::tasks).tasks()).hasSize(1);
        simulator.changeSecretKey("another-secret-key-of-the-same-user!!");
        Files.writeString(file, simulator.secretKey());
        assertThat(client.answer(RestDmsCredentialsTest::tasks).tasks()).hasSize(1);
    }

    @Test
    void missingSecretFile_isAnAuthFailureThatNamesIt_andIsReadAgainByTheNextRequest() throws Exception {
        Path file = directory.resolve("missing");
        use(DmsTestClient.accessKey(simulator, Secret.in(file)));
        CloudFailure failure = client.failure(RestDmsCredentialsTest::tasks);
        assertThat(failure.reason()).isEqualTo(FailureReason.AUTH);
        assertThat(failure.getMessage()).contains("secret-key-file").contains("no such file");
        assertThat(client.failure(RestDmsCredentialsTest::tasks).reason()).isEqualTo(FailureReason.AUTH);
        assertThat(simulator.requestCount()).isZero();
        Files.writeString(file, simulator.secretKey());
        assertThat(client.answer(RestDmsCredentialsTest::tasks).tasks()).hasSize(1);
    }

    @Test
    void changedSecret_isTriedByTheNextRequest_thoughThePauseIsNotOver() throws Exception {
        Path file = file("wrong");
        use(DmsTestClient.accessKey(simulator, Secret.in(file)));
        assertThat(client.failure(RestDmsCredentialsTest::tasks).reason()).isEqualTo(FailureReason.AUTH);
        assertThat(client.failure(RestDmsCredentialsTest::tasks).reason()).isEqualTo(FailureReason.AUTH);
        assertThat(simulator.requestCount()).isEqualTo(2);
        Files.writeString(file, simulator.secretKey());
        assertThat(client.answer(RestDmsCredentialsTest::tasks).tasks()).hasSize(1);
        assertThat(simulator.requestCount()).isEqualTo(3);
    }

    @Test
    void secretFileThatGoesAway_isAnAuthFailureThatNamesIt_andClosesTheGate() throws Exception {
        Path file = file("wrong");
        use(DmsTestClient.accessKey(simulator, Secret.in(file)));
        simulator.add(Fault.on(LIST_TASKS).delay(Duration.ofMillis(500)).times(1));
        Future<TaskListing> answer = client.ask(RestDmsCredentialsTest::tasks);
        await().atMost(Duration.ofSeconds(20)).until(() -> simulator.requestCount() == 1);
        Files.delete(file);
        assertThat(DmsTestClient.failure(answer).getMessage()).contains("secret-key-file");
        assertThat(client.failure(RestDmsCredentialsTest::tasks).reason()).isEqualTo(FailureReason.AUTH);
        assertThat(simulator.requestCount()).isEqualTo(1);
    }

    @Test
    void secretThatTheCloudEchoes_isConcealed() {
        simulator.add(Fault.on(LIST_TASKS)
                .status(400, "{\"error_msg\":\"bad signature of " + simulator.secretKey() + " here\"}"));
        assertThat(client.failure(RestDmsCredentialsTest::tasks).getMessage())
                .contains("bad signature of *** here")
                .doesNotContain(simulator.secretKey());
    }

    @Test
    void givenToken_isSent() throws Exception {
        use(new Credentials.Token(Secret.of(simulator.issueToken())));
        assertThat(client.answer(RestDmsCredentialsTest::tasks).tasks()).hasSize(1);
        assertThat(simulator.requestCount(TOKEN)).isZero();
    }

    @Test
    void revokedGivenToken_getsNoOtherTry() {
        use(new Credentials.Token(Secret.of(simulator.issueToken())));
        simulator.revokeTokens();
        assertThat(client.failure(RestDmsCredentialsTest::tasks).reason()).isEqualTo(FailureReason.AUTH);
        assertThat(client.failure(RestDmsCredentialsTest::tasks).reason()).isEqualTo(FailureReason.AUTH);
        assertThat(simulator.requestCount()).isEqualTo(1);
    }

    @Test
    void changedTokenFile_isReread() throws Exception {
        Path file = file(simulator.issueToken());
        use(new Credentials.Token(Secret.in(file)));
        assertThat(client.answer(RestDmsCredentialsTest::tasks).tasks()).hasSize(1);
        simulator.revokeTokens();
        Files.writeString(file, simulator.issueToken() + "\n");
        assertThat(client.answer(RestDmsCredentialsTest::tasks).tasks()).hasSize(1);
    }

    private Credentials user(String password) {
        return new Credentials.Password(simulator.username(), simulator.domain(), Secret.of(password));
    }

    @Test
    void concurrentRequests_shareOneLogIn() throws Exception {
        use(user(simulator.password()));
        List<Future<TaskListing>> answers = IntStream.range(0, 10)
                .mapToObj(i -> client.ask(RestDmsCredentialsTest::tasks))
                .toList();
        for (Future<TaskListing> answer : answers) {
            assertThat(answer.await(20, SECONDS).tasks()).hasSize(1);
        }
        assertThat(simulator.requestCount(TOKEN)).isEqualTo(1);
        assertThat(client.counts().requests()).contains("token 201");
        assertThat(client.dms().credentialExpiry()).isPresent();
    }

    @Test
    void revokedTokens_areRenewed_byOneLogIn() throws Exception {
        use(user(simulator.password()));
        client.answer(RestDmsCredentialsTest::tasks);
        simulator.revokeTokens();
        List<Future<TaskListing>> answers = IntStream.range(0, 10)
                .mapToObj(i -> client.ask(RestDmsCredentialsTest::tasks))
                .toList();
        for (Future<TaskListing> answer : answers) {
            assertThat(answer.await(20, SECONDS).tasks()).hasSize(1);
        }
        assertThat(simulator.requestCount(TOKEN)).isEqualTo(2);
    }

    @Test
    void wrongPassword_isTriedOnce_andClosesTheGate() {
        use(user("wrong-password"));
        List<Future<TaskListing>> answers = IntStream.range(0, 10)
                .mapToObj(i -> client.ask(RestDmsCredentialsTest::tasks))
                .toList();
        assertThat(answers).allMatch(answer -> DmsTestClient.failure(answer).reason() == FailureReason.AUTH);
        assertThat(client.failure(RestDmsCredentialsTest::tasks).getMessage()).doesNotContain("wrong-password");
        assertThat(simulator.requestCount(TOKEN)).isEqualTo(1);
        assertThat(simulator.requestCount(LIST_TASKS)).isZero();
        assertThat(client.counts().requests()).containsExactly("token 401");
    }

    @Test
    void failedLogIn_isTriedAgain_whenIamIsInTrouble() throws Exception {
        // short random pauses can use up a few retries before the next log-in is due
        use(user(simulator.password()), DmsTestClient.withRetries(6));
        simulator.add(Fault.on(TOKEN).serverError().times(1));
        assertThat(client.answer(RestDmsCredentialsTest::tasks).tasks()).hasSize(1);
        assertThat(client.counts().requests()).containsExactly("token 500", "token 201", "list_tasks 200");
    }

    @Test
    void hangingLogIn_endsWithTheDeadline() {
        use(user(simulator.password()), new ApiSettings(Duration.ofMinutes(2), 4, 1000, 0, Duration.ofMinutes(1)));
        simulator.add(Fault.on(TOKEN).hang());

        CloudFailure failure = DmsTestClient.failure(client.ask(Duration.ofMillis(300), RestDmsCredentialsTest::tasks));

        assertThat(failure.reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(failure.getMessage()).matches("no credentials within \\d+ms");
    }
}
