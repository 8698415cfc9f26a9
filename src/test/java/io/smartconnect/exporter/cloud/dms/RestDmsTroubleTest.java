package io.smartconnect.exporter.cloud.dms;

import static io.smartconnect.simulator.http.SimulatedOperation.LIST_DUMP_TASKS;
import static io.smartconnect.simulator.http.SimulatedOperation.LIST_TASKS;
import static io.smartconnect.simulator.http.SimulatedOperation.SHOW_DUMP_TASK;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reactions of the client to failures of the network and the cloud. */
class RestDmsTroubleTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String INSTANCE = "11111111-2222-3333-4444-555555555555";
    private static final Scenario SCENARIO = Scenario.builder()
            .instance(INSTANCE, instance -> instance.replication("r1", "mirror", task -> {}))
            .build();

    private static final Vertx VERTX = Vertx.vertx();

    private final Simulator simulator = Simulator.start(SCENARIO);
    private DmsTestClient client = new DmsTestClient(VERTX, simulator, DmsTestClient.AT_ONCE);

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private void use(ApiSettings settings) {
        client.close();
        client = new DmsTestClient(VERTX, simulator, settings);
    }

    private static Future<TaskListing> tasks(DmsClient dms, RequestContext scope) {
        return dms.listTasks(INSTANCE, scope);
    }

    private static Fault tasksAnswer(int status, String code) {
        return Fault.on(LIST_TASKS).status(status, "{\"error_code\":\"" + code + "\",\"error_msg\":\"No.\"}");
    }

    static Stream<Arguments> faults() {
        Fault tasks = Fault.on(LIST_TASKS);
        return Stream.of(
                arguments("internal error", tasks.serverError(), FailureReason.SERVER_ERROR, "500"),
                arguments("busy", tasksAnswer(503, ""), FailureReason.SERVER_ERROR, "503"),
                arguments("denied", tasks.denied(), FailureReason.DENIED, "403"),
                arguments("bad request", tasksAnswer(400, "DMS.00400062"), FailureReason.REJECTED, "400"),
                arguments("wrong method", tasksAnswer(405, "DMS.00405001"), FailureReason.REJECTED, "405"),
                arguments("instance gone", tasksAnswer(404, "DMS.00404022"), FailureReason.NOT_FOUND, "404"),
                arguments("timeout of the cloud", tasksAnswer(408, ""), FailureReason.REJECTED, "408"),
                arguments("flow control", tasks.throttle(ThrottlingResponse.DMS_404), FailureReason.THROTTLED, "404"),
                arguments("throttled", tasks.throttle(ThrottlingResponse.APIG_429), FailureReason.THROTTLED, "429"),
                arguments(
                        "throttled again",
                        tasks.throttle(ThrottlingResponse.APIGW_429),
                        FailureReason.THROTTLED,
                        "429"),
                arguments("strange throttling", tasksAnswer(400, "APIG.0308"), FailureReason.THROTTLED, "400"),
                arguments("reset", tasks.reset(), FailureReason.UNREACHABLE, "unreachable"),
                arguments("reset midway", tasks.resetMidway(), FailureReason.UNREACHABLE, "unreachable"),
                arguments("redirect", tasks.status(302, "{}"), FailureReason.BAD_RESPONSE, "302"),
                arguments("no content", tasks.status(204, ""), FailureReason.BAD_RESPONSE, "204"),
                arguments("created", tasks.status(201, "{\"tasks\":[]}"), FailureReason.BAD_RESPONSE, "201"),
                arguments("truncated", tasks.truncate(), FailureReason.BAD_RESPONSE, "200"),
                arguments("HTML", tasks.html(), FailureReason.BAD_RESPONSE, "200"),
                arguments("deep", tasks.deepNesting(100_000), FailureReason.BAD_RESPONSE, "200"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void fault_hasItsReason(String name, Fault fault, FailureReason reason, String code) {
        simulator.add(fault);
        CloudFailure failure = client.failure(RestDmsTroubleTest::tasks);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.operation()).contains(CloudOperation.LIST_TASKS);
        assertThat(failure.getMessage()).doesNotContain("\n");
        assertThat(client.counts().requests()).containsExactly("list_tasks " + code);
        assertThat(client.counts().retries()).isEmpty();
        assertThat(client.counts().throttlings())
                .isEqualTo(reason == FailureReason.THROTTLED ? List.of(CloudOperation.LIST_TASKS) : List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "true",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "{}x",
                "{\"tasks\":[]}{}",
                "{'tasks':[]}",
                "{\"tasks\":[],\"tasks\"}",
                "{\"tasks\":[NaN]}",
                "{\"total_number\":007,\"tasks\":[]}"
            })
    void bodyThatIsNoObject_isABadResponse(String body) {
        simulator.add(Fault.on(LIST_TASKS).body(body));
        assertThat(client.failure(RestDmsTroubleTest::tasks).reason()).isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"total_number\":3}",
                "{\"total_number\":3,\"tasks\":null}",
                "{\"total_number\":0,\"tasks\":{}}",
                "{\"tasks\":\"none\"}"
            })
    void listingWithoutTasks_isABadResponse(String body) throws Exception {
        String connector =
                client.answer((dms, scope) -> dms.showInstance(INSTANCE, scope)).connectorId();
        assertThat(connector).isNotEmpty();
        simulator.add(Fault.on(LIST_TASKS, LIST_DUMP_TASKS).body(body));
        assertThat(client.failure(RestDmsTroubleTest::tasks).reason()).isEqualTo(FailureReason.BAD_RESPONSE);
        assertThat(client.failure((dms, scope) -> dms.listDumpTasks(connector, scope))
                        .reason())
                .isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"total_number\":0}", "{\"total_number\":\"0\",\"tasks\":null}"})
    void listingWithoutTasks_isEmpty_whenTheTotalIsZero(String body) throws Exception {
        simulator.add(Fault.on(LIST_TASKS).body(body));
        assertThat(client.answer(RestDmsTroubleTest::tasks).tasks()).isEmpty();
    }

    @Test
    void hugeBody_isABadResponse_andGivesItsConnectionBack() throws Exception {
        simulator.add(Fault.on(LIST_TASKS).hugeBody((16 << 20) + 1).times(9));
        for (int i = 0; i < 9; i++) {
            CloudFailure failure = client.failure(RestDmsTroubleTest::tasks);
            assertThat(failure.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
            assertThat(failure.getMessage()).contains("16777216 bytes");
        }
        assertThat(client.answer(RestDmsTroubleTest::tasks).tasks()).hasSize(1);
    }

    @Test
    void largestBody_isRead() {
        simulator.add(Fault.on(LIST_TASKS).hugeBody(16 << 20));
        assertThat(client.failure(RestDmsTroubleTest::tasks).getMessage()).contains("found 16777216 bytes");
    }

    @Test
    void silence_isATimeout_withinTheRequestTimeout() {
        use(DmsTestClient.withTimeout(Duration.ofMillis(300)));
        simulator.add(Fault.on(LIST_TASKS).hang());
        assertThat(client.failure(RestDmsTroubleTest::tasks).reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(client.counts().requests()).containsExactly("list_tasks timeout");
    }

    @Test
    void drippingBody_isATimeoutOfTheWholeRequest_andLetsGoOfItsConnection() {
        use(DmsTestClient.withTimeout(Duration.ofMillis(500)));
        simulator.add(Fault.on(LIST_TASKS).drip(1, Duration.ofMillis(50)));
        assertThat(client.failure(RestDmsTroubleTest::tasks).reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(client.counts().requests()).containsExactly("list_tasks timeout");
        await().atMost(LIMIT).until(() -> simulator.requestsInFlight() == 0);
    }

    @Test
    void manyHangingRequests_leaveRoomForOthers() throws Exception {
        use(DmsTestClient.withTimeout(Duration.ofMillis(300)));
        simulator.add(Fault.on(LIST_TASKS).hang().times(12));
        List<Future<TaskListing>> hung = IntStream.range(0, 12)
                .mapToObj(i -> client.ask(RestDmsTroubleTest::tasks))
                .toList();
        hung.forEach(
                answer -> assertThat(DmsTestClient.failure(answer).reason()).isEqualTo(FailureReason.TIMEOUT));
        assertThat(client.answer(RestDmsTroubleTest::tasks).tasks()).hasSize(1);
        assertThat(simulator.maxConcurrentRequests()).isLessThanOrEqualTo(8);
    }

    @Test
    void cloudThatIsNotThere_isUnreachable() {
        simulator.close();
        assertThat(client.failure(RestDmsTroubleTest::tasks).reason()).isEqualTo(FailureReason.UNREACHABLE);
        assertThat(client.counts().requests()).containsExactly("list_tasks unreachable");
    }

    static Stream<Arguments> passing() {
        Fault tasks = Fault.on(LIST_TASKS);
        return Stream.of(
                arguments("server error", tasks.serverError()),
                arguments("reset", tasks.reset()),
                arguments("reset midway", tasks.resetMidway()),
                arguments("hang", tasks.hang()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void troubleThatPasses_isTriedAgain(String name, Fault fault) throws Exception {
        use(new ApiSettings(Duration.ofMillis(700), 4, 1000, 1, Duration.ofMinutes(1)));
        simulator.add(fault.times(1));
        assertThat(client.answer(RestDmsTroubleTest::tasks).tasks()).hasSize(1);
        assertThat(client.counts().retries()).containsExactly(CloudOperation.LIST_TASKS);
        assertThat(client.counts().requests()).hasSize(2).last().isEqualTo("list_tasks 200");
    }

    @Test
    void troubleThatStays_isTriedAgain_asOftenAsAllowed() {
        use(DmsTestClient.withRetries(2));
        simulator.add(Fault.on(LIST_TASKS).serverError());
        assertThat(client.failure(RestDmsTroubleTest::tasks).reason()).isEqualTo(FailureReason.SERVER_ERROR);
        assertThat(simulator.requestCount(LIST_TASKS)).isEqualTo(3);
        assertThat(client.counts().retries()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 302})
    void refusal_isNotTriedAgain(int status) {
        use(DmsTestClient.withRetries(3));
        simulator.add(Fault.on(LIST_TASKS).status(status, "{}"));
        client.failure(RestDmsTroubleTest::tasks);
        assertThat(simulator.requestCount(LIST_TASKS)).isEqualTo(1);
    }

    @Test
    void badResponse_isNotTriedAgain() {
        use(DmsTestClient.withRetries(3));
        simulator.add(Fault.on(LIST_TASKS).html());
        client.failure(RestDmsTroubleTest::tasks);
        assertThat(simulator.requestCount(LIST_TASKS)).isEqualTo(1);
    }

    @Test
    void triesEnd_withTheDeadline() {
        use(DmsTestClient.withRetries(1_000));
        simulator.add(Fault.on(LIST_TASKS).serverError());
        assertThat(DmsTestClient.failure(client.ask(Duration.ofSeconds(1), RestDmsTroubleTest::tasks))
                        .reason())
                .isEqualTo(FailureReason.SERVER_ERROR);
    }

    @Test
    void hangingRequest_endsWithTheDeadline() {
        use(DmsTestClient.withRetries(3));
        simulator.add(Fault.on(LIST_TASKS).hang());
        assertThat(DmsTestClient.failure(client.ask(Duration.ofMillis(300), RestDmsTroubleTest::tasks))
                        .reason())
                .isEqualTo(FailureReason.TIMEOUT);
        assertThat(client.counts().durations()).allMatch(duration -> duration.compareTo(Duration.ofSeconds(10)) < 0);
    }

    @ParameterizedTest
    @EnumSource(ThrottlingResponse.class)
    void throttling_pausesTheWholeTarget(ThrottlingResponse form) {
        use(DmsTestClient.withRetries(3));
        simulator.add(Fault.on(LIST_TASKS).throttle(form).times(1));
        assertThat(client.failure(RestDmsTroubleTest::tasks).reason()).isEqualTo(FailureReason.THROTTLED);
        CloudFailure other = client.failure((dms, scope) -> dms.showInstance(INSTANCE, scope));
        assertThat(other.reason()).isEqualTo(FailureReason.THROTTLED);
        assertThat(simulator.requestCount()).isEqualTo(1);
        assertThat(client.dms().allowedRate()).isEqualTo(500);
        assertThat(client.counts().throttlings()).containsExactly(CloudOperation.LIST_TASKS);
    }

    @Test
    void throttledRequest_goesOnAfterThePause_whenThereIsTime() throws Exception {
        use(DmsTestClient.withRetries(3));
        simulator.add(
                Fault.on(LIST_TASKS).throttle(ThrottlingResponse.DMS_404, "1").times(1));
        assertThat(client.answer(RestDmsTroubleTest::tasks).tasks()).hasSize(1);
        assertThat(client.counts().requests()).containsExactly("list_tasks 404", "list_tasks 200");
        assertThat(client.counts().throttlings()).hasSize(1);
    }

    @Test
    void oneFault_costsOnlyItsOwnOperation() throws Exception {
        simulator.add(Fault.on(SHOW_DUMP_TASK).serverError());
        assertThat(client.failure((dms, scope) -> dms.showDumpTask("c", "t", scope))
                        .reason())
                .isEqualTo(FailureReason.SERVER_ERROR);
        assertThat(client.answer(RestDmsTroubleTest::tasks).tasks()).hasSize(1);
    }
}
