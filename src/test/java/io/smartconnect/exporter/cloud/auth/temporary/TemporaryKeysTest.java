package io.smartconnect.exporter.cloud.auth.temporary;

import static io.smartconnect.simulator.http.SimulatedOperation.ID_TOKEN;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_TASKS;
import static io.smartconnect.simulator.http.SimulatedOperation.METADATA_KEY;
import static io.smartconnect.simulator.http.SimulatedOperation.METADATA_TOKEN;
import static io.smartconnect.simulator.http.SimulatedOperation.POD_IDENTITY;
import static io.smartconnect.simulator.http.SimulatedOperation.SECURITY_TOKENS;
import static io.smartconnect.simulator.http.SimulatedOperation.TOKEN;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.DmsTestClient;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.FakeTime;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.scenario.Scenario;
import io.smartconnect.simulator.scenario.SimulatedAccount.TemporaryAccess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client with credentials of each temporary type, against the simulator, by a clock that the test turns. */
@Timeout(60)
class TemporaryKeysTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String INSTANCE = "11111111-2222-3333-4444-555555555555";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private final FakeTime time = new FakeTime();
    private Simulator simulator;

    @SuppressWarnings("NullAway.Init") // set by use(), which each test calls
    private DmsTestClient client;

    /** A way to temporary keys, and the last request on it. */
    private enum Kind {
        METADATA(METADATA_KEY),
        WORKLOAD_IDENTITY(SECURITY_TOKENS),
        POD_IDENTITY_AGENT(POD_IDENTITY),
        AGENCY_BY_ACCESS_KEY(SECURITY_TOKENS),
        AGENCY_BY_PASSWORD(SECURITY_TOKENS),
        AGENCY_BY_MACHINE(SECURITY_TOKENS),
        PROFILE_WITH_IDENTITY(SECURITY_TOKENS),
        AUTO_ON_MACHINE(METADATA_KEY);

        private final SimulatedOperation operation;

        Kind(SimulatedOperation operation) {
            this.operation = operation;
        }
    }

    @BeforeEach
    void start() {
        simulate(Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        Optional.ofNullable(client).ifPresent(DmsTestClient::close);
        simulator.close();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    private void simulate(Duration keyLife) {
        Optional.ofNullable(simulator).ifPresent(Simulator::close);
        simulator = Simulator.start(
                Scenario.builder()
                        .instance(INSTANCE, instance -> instance.replication("r1", "mirror", task -> {}))
                        .keyLife(keyLife)
                        .build(),
                time);
    }

    private Credentials credentials(Kind kind) throws IOException {
        TemporaryAccess access = simulator.temporaryAccess();
        Credentials.Metadata metadata = new Credentials.Metadata(simulator.url());
        return switch (kind) {
            case METADATA -> metadata;
            case WORKLOAD_IDENTITY ->
                new Credentials.WorkloadIdentity(access.idpId(), file("id-token", access.idToken() + "\n"));
            case POD_IDENTITY_AGENT ->
                new Credentials.PodIdentity(simulator.podIdentityUrl(), file("pod-token", access.podToken()));
            case AGENCY_BY_ACCESS_KEY -> agency(DmsTestClient.accessKey(simulator, Secret.of(simulator.secretKey())));
            case AGENCY_BY_PASSWORD ->
                agency(new Credentials.Password(
                        simulator.username(), simulator.domain(), Secret.of(simulator.password())));
            case AGENCY_BY_MACHINE -> agency(metadata);
            case PROFILE_WITH_IDENTITY ->
                profile("[basic]\nak = ignored\nsk = ignored\nidp_id = " + access.idpId() + "\nid_token_file="
                        + file("id-token", access.idToken()) + "\n");
            case AUTO_ON_MACHINE ->
                new Credentials.Auto(Optional.of(new Credentials.Profile(directory.resolve("none"), false)), metadata);
        };
    }

    private Credentials.Agency agency(Credentials source) {
        TemporaryAccess access = simulator.temporaryAccess();
        return new Credentials.Agency(
                access.agencyName(), "domain_name", access.agencyDomain(), Duration.ofHours(1), source);
    }

    private Credentials.Profile profile(String content) throws IOException {
        return new Credentials.Profile(file("profile", content), false);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private void use(Credentials credentials) {
        client = new DmsTestClient(VERTX, time, simulator, credentials);
    }

    private Future<Integer> ask() {
        return client.ask((dms, scope) -> dms.listTasks(INSTANCE, scope))
                .map(listing -> listing.tasks().size());
    }

    private void poll() throws Exception {
        assertThat(ask().await(20, SECONDS)).isEqualTo(1);
    }

    private CloudFailure failure() {
        return DmsTestClient.failure(ask());
    }

    private CloudFailure authFailure() {
        CloudFailure failure = failure();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(FailureReason.AUTH);
        return failure;
    }

    @ParameterizedTest
    @EnumSource
    void poll_isNeverMissed_whileKeysRotateEveryMinute(Kind kind) throws Exception {
        simulate(MINUTE);
        use(credentials(kind));
        Instant end = time.instant().plus(Duration.ofHours(1));
        Random jitter = new Random(kind.name().hashCode());
        while (time.instant().isBefore(end)) {
            poll();
            assertThat(client.dms().credentialExpiry()).isPresent();
            time.advance(MINUTE.plusMillis(jitter.nextInt(100) - 50));
        }

        assertThat(simulator.requestCount(kind.operation)).isBetween(60, 75);
    }

    @ParameterizedTest
    @EnumSource
    void poll_isNeverMissed_whileKeysRotateOftenerThanInstancesArePolled(Kind kind) throws Exception {
        simulate(MINUTE);
        use(credentials(kind));
        for (int second = 0; second < 600; second += 7) {
            poll();
            poll();
            time.advance(Duration.ofSeconds(7));
        }

        assertThat(simulator.requestCount(kind.operation)).isLessThan(16);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"METADATA", "AUTO_ON_MACHINE"})
    void key_isRenewed_atFourFifthsOfItsLife(Kind kind) throws Exception {
        use(credentials(kind));
        poll();
        time.advance(Duration.ofMinutes(48).minusSeconds(1));
        poll();
        assertThat(simulator.requestCount(kind.operation)).isEqualTo(1);

        time.advance(Duration.ofSeconds(1));
        poll();

        assertThat(simulator.requestCount(kind.operation)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void oldKey_servesUntilItEnds_whileTheRenewalFails_oncePerPoll(Kind kind) throws Exception {
        use(credentials(kind));
        poll();
        simulator.add(Fault.on(kind.operation).serverError());
        int polls = 0;
        for (int minute = 1; minute < 60; minute++) {
            time.advance(MINUTE);
            simulator.clearRequests();
            poll();
            poll();
            poll();
            assertThat(simulator.requestCount(kind.operation)).isLessThanOrEqualTo(1);
            polls += simulator.requestCount(kind.operation);
        }
        assertThat(polls).isGreaterThan(5);

        time.advance(MINUTE);
        simulator.clearRequests();

        assertThat(failure().reason()).isEqualTo(FailureReason.SERVER_ERROR);
        assertThat(simulator.requestCount(LIST_TASKS)).isZero();
        simulator.clearFaults();
        time.advance(MINUTE);
        poll();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"METADATA", "AUTO_ON_MACHINE", "AGENCY_BY_MACHINE"})
    void refusedKey_isReplacedAtOnce(Kind kind) throws Exception {
        use(credentials(kind));
        poll();
        time.advance(MINUTE);
        simulator.endKeys();

        poll();

        assertThat(simulator.requestCount(kind.operation)).isEqualTo(2);
        assertThat(client.counts().requests())
                .containsOnlyOnce("list_tasks 401")
                .endsWith(last(kind), "list_tasks 200");
    }

    private static String last(Kind kind) {
        return kind.operation.label() + (kind.operation == SECURITY_TOKENS ? " 201" : " 200");
    }

    @ParameterizedTest
    @EnumSource
    void requests_shareOneRenewal(Kind kind) throws Exception {
        use(credentials(kind));
        List<Future<Integer>> answers =
                IntStream.range(0, 20).mapToObj(number -> ask()).toList();
        for (Future<Integer> answer : answers) {
            assertThat(answer.await(20, SECONDS)).isEqualTo(1);
        }

        assertThat(simulator.requestCount(kind.operation)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void outage_causesFewRequests_andRetryAfterCounts(Kind kind) throws Exception {
        use(credentials(kind));
        simulator.add(Fault.on(kind.operation).status(503, "{}"));
        for (int second = 0; second < 62; second++) {
            for (int instance = 0; instance < 2; instance++) {
                assertThat(failure().reason()).isEqualTo(FailureReason.SERVER_ERROR);
            }
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(simulator.requestCount(kind.operation)).isBetween(2, 8);

        simulator.clearFaults();
        simulator.add(Fault.on(kind.operation).status(503, "{}").retryAfter("300"));
        time.advance(MINUTE);
        failure();
        simulator.clearFaults();
        time.advance(Duration.ofSeconds(299));
        failure();
        time.advance(Duration.ofSeconds(1));
        poll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nonsense",
                "{\"credential\":null}",
                "{\"credential\":7}",
                "{\"credential\":{\"access\":\"A\",\"secret\":\"planted\",\"securitytoken\":\"planted\"}}",
                "{\"credential\":{\"access\":1,\"secret\":\"planted\",\"securitytoken\":\"t\",\"expires_at\":\"2099-01-01T00:00:00Z\"}}",
                "{\"credential\":{\"access\":\"A\",\"secret\":\"planted\\n\",\"securitytoken\":\"t\",\"expires_at\":\"2099-01-01T00:00:00Z\"}}",
                "{\"credential\":{\"access\":\"A\",\"secret\":\"planted\",\"securitytoken\":\"\",\"expires_at\":\"2099-01-01T00:00:00Z\"}}",
                "{\"credential\":{\"access\":\"A\",\"secret\":\"planted\",\"securitytoken\":\"t\",\"expires_at\":\"tomorrow\"}}",
                "{\"credential\":{\"access\":\"A\",\"secret\":\"planted\",\"securitytoken\":\"t\",\"expires_at\":4102444800}}",
                "{\"credential\":{\"access\":\"A\",\"secret\":\"planted\",\"securitytoken\":\"t\",\"expires_at\":\"2020-01-08T02:56:19.587000Z\"}}",
            })
    void wrongAnswer_isAnAuthFailure_withoutItsContent(String body) throws Exception {
        for (Kind kind : List.of(Kind.METADATA, Kind.WORKLOAD_IDENTITY, Kind.POD_IDENTITY_AGENT)) {
            use(credentials(kind));
            simulator.add(Fault.on(kind.operation)
                    .body(body.replace(
                            "credential\"", kind == Kind.POD_IDENTITY_AGENT ? "credentials\"" : "credential\"")));
            assertThat(authFailure().getMessage()).doesNotContain("planted").contains("must be");
            assertThat(simulator.requestCount(LIST_TASKS)).isZero();
            simulator.clearFaults();
            client.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"METADATA_TOKEN", "METADATA_KEY", "POD_IDENTITY", "ID_TOKEN", "SECURITY_TOKENS"})
    void answerWithAnotherSuccess_isAnAuthFailure_withoutItsContent(SimulatedOperation operation) throws Exception {
        Kind kind = switch (operation) {
            case POD_IDENTITY -> Kind.POD_IDENTITY_AGENT;
            case ID_TOKEN, SECURITY_TOKENS -> Kind.WORKLOAD_IDENTITY;
            default -> Kind.METADATA;
        };
        for (String body : List.of("planted", "{\"credential\":{\"access\":\"planted\",\"secret\":\"planted\"}}")) {
            use(credentials(kind));
            simulator.add(Fault.on(operation).status(202, body));
            assertThat(authFailure().getMessage())
                    .matches(".*status: must be 20[01]; found 202")
                    .doesNotContain("planted");
            simulator.clearFaults();
            client.close();
        }
    }

    @Test
    void hugeAnswer_isAnAuthFailure() throws Exception {
        for (int bytes : new int[] {100_000, 5_000_000}) {
            use(credentials(Kind.METADATA));
            simulator.add(Fault.on(METADATA_KEY).hugeBody(bytes));
            authFailure();
            client.close();
        }
    }

    @Test
    void life_isLimited_whenItIsBeyondReason() throws Exception {
        simulator.add(Fault.on(SECURITY_TOKENS)
                .edit(answer -> answer.put(
                        "credential",
                        answer.getJsonObject("credential").put("expires_at", "+1000000000-12-31T00:00:00Z"))));
        use(credentials(Kind.WORKLOAD_IDENTITY));

        poll();
    }

    @Test
    void machineWithoutAgency_isReported_andAskedOnceAMinute() throws Exception {
        use(credentials(Kind.METADATA));
        simulator.add(Fault.on(METADATA_KEY).noAgency());
        for (int second = 0; second < 300; second += 5) {
            assertThat(authFailure()).hasMessageContaining("no agency is bound to this machine");
            time.advance(Duration.ofSeconds(5));
        }
        assertThat(simulator.requestCount(METADATA_KEY)).isEqualTo(5);

        simulator.clearFaults();
        time.advance(MINUTE);
        poll();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 503})
    void machine_canLackTokens(int status) throws Exception {
        use(credentials(Kind.METADATA));
        simulator.add(Fault.on(METADATA_TOKEN).status(status, ""));
        poll();
    }

    @Test
    void metadataToken_isRenewed_whenItIsRefused() throws Exception {
        use(credentials(Kind.METADATA));
        poll();
        assertThat(simulator.requestCount(METADATA_TOKEN)).isEqualTo(1);
        time.advance(Duration.ofMinutes(51));
        simulator.add(Fault.on(METADATA_KEY).status(401, "Unauthorized").times(1));
        poll();
        assertThat(simulator.requestCount(METADATA_TOKEN)).isEqualTo(2);
        assertThat(simulator.requestCount(METADATA_KEY)).isEqualTo(3);

        time.advance(Duration.ofHours(7));
        poll();
        assertThat(simulator.requestCount(METADATA_TOKEN)).isEqualTo(3);
    }

    @Test
    void metadataKey_isAskedForOnceAMinute_inItsLastTenMinutesAndAfterA401() throws Exception {
        use(credentials(Kind.METADATA));
        poll();
        time.advance(Duration.ofMinutes(49));
        poll();
        assertThat(simulator.requestCount(METADATA_KEY)).isEqualTo(1);

        simulator.add(Fault.on(LIST_TASKS).unauthorized().times(3));
        simulator.clearRequests();
        for (int second = 0; second < 59; second++) {
            client.ask(Duration.ofSeconds(1), (dms, scope) -> dms.listTasks(INSTANCE, scope))
                    .mapEmpty()
                    .otherwiseEmpty()
                    .await(20, SECONDS);
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(simulator.requestCount(METADATA_KEY)).isEqualTo(1);
    }

    @Test
    void metadataService_cannotRedirect() throws Exception {
        use(credentials(Kind.METADATA));
        simulator.add(Fault.on(METADATA_KEY).status(302, "{}"));
        authFailure();
        assertThat(simulator.requestCount()).isEqualTo(2);
    }

    @Test
    void refusedIdToken_isTriedFiveTimesInAQuarterOfAnHour_andAChangedOneAtOnce() throws Exception {
        Path token = file("wrong", "wrong");
        use(new Credentials.WorkloadIdentity(simulator.temporaryAccess().idpId(), token));
        for (int second = 0; second < 900; second += 5) {
            assertThat(authFailure()).hasMessageContaining("401").hasMessageNotContaining("wrong");
            time.advance(Duration.ofSeconds(5));
        }
        assertThat(simulator.requestCount(ID_TOKEN)).isBetween(3, 5);

        Files.writeString(token, simulator.temporaryAccess().idToken());
        time.advance(MINUTE);
        poll();
    }

    @ParameterizedTest
    @EnumSource(names = {"AGENCY_BY_ACCESS_KEY", "AGENCY_BY_PASSWORD", "POD_IDENTITY_AGENT"})
    void refusedSecret_isTriedFiveTimesInAQuarterOfAnHour(Kind kind) throws Exception {
        use(credentials(kind));
        SimulatedOperation refused = kind == Kind.AGENCY_BY_PASSWORD ? TOKEN : kind.operation;
        simulator.add(Fault.on(refused).status(401, "{}"));
        for (int second = 0; second < 900; second += 5) {
            authFailure();
            time.advance(Duration.ofSeconds(5));
        }

        assertThat(simulator.requestCount(refused)).isBetween(3, 5);
    }

    @Test
    void missingPodToken_isAnAuthFailureThatNamesItsVariable() {
        Path file = directory.resolve("none");
        use(new Credentials.PodIdentity(simulator.podIdentityUrl(), file));

        assertThat(authFailure().getMessage())
                .endsWith(": HC_CONTAINER_AUTHORIZATION_TOKEN_FILE " + file + ": must be readable; found no such file");
    }

    @Test
    void missingProfile_isAnAuthFailureThatNamesIt_untilItIsThere() throws Exception {
        Path file = directory.resolve("profile");
        use(new Credentials.Profile(file, false));
        assertThat(authFailure()).hasMessage("profile-file " + file + ": must be readable; found no such file");

        profile("[global]\nak = " + simulator.accessKey() + "\n");
        assertThat(authFailure())
                .hasMessage("profile-file " + file
                        + ": [basic] must have ak and sk, or idp_id and id_token_file; found no ak");

        profile("[basic]\nak = " + simulator.accessKey() + "\nsk=" + simulator.secretKey() + "\n[global]\nak = other");
        poll();
        assertThat(client.dms().credentialExpiry()).isEmpty();
    }

    @Test
    void changedProfile_isReread_evenAfterARefusal() throws Exception {
        use(profile("[basic]\nak = " + simulator.accessKey() + "\nsk = wrong-secret\n"));
        authFailure();
        time.advance(Duration.ofSeconds(5));
        authFailure();

        profile("[basic]\nak = " + simulator.accessKey() + "\nsk = " + simulator.secretKey());

        poll();
    }

    @Test
    void auto_prefersAProfileToTheMachine() throws Exception {
        Credentials.Profile profile =
                profile("[basic]\nak = " + simulator.accessKey() + "\nsk = " + simulator.secretKey());
        use(new Credentials.Auto(Optional.of(profile), new Credentials.Metadata(simulator.url())));
        poll();
        assertThat(simulator.requestCount(METADATA_KEY)).isZero();
    }

    @Test
    void echoedKey_isConcealed() throws Exception {
        StringBuilder secrets = new StringBuilder();
        simulator.add(Fault.on(POD_IDENTITY).edit(answer -> {
            JsonObject key = answer.getJsonObject("credentials");
            secrets.append(key.getString("secretAccessKey")).append(' ').append(key.getString("securityToken"));
            return answer;
        }));
        use(credentials(Kind.POD_IDENTITY_AGENT));
        poll();
        String podToken = simulator.temporaryAccess().podToken();
        simulator.add(Fault.on(LIST_TASKS).status(400, "{\"error_msg\":\"bad " + secrets + " " + podToken + "\"}"));

        assertThat(failure()).hasMessageStartingWith("400: bad *** *** *** (request ");
    }
}
