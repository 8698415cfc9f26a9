package io.smartconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.model.ActualPartitionState;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.InstanceBuilder;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    private static final String INSTANCE = "aaaaaaaa-0000-0000-0000-000000000001";
    private static final String BARE = "aaaaaaaa-0000-0000-0000-000000000002";
    private static final String CONNECTOR = "bbbbbbbb-0000-0000-0000-000000000001";
    private static final String OBS = "cccccccc-0000-0000-0000-000000000001";
    private static final String DUMP = "cccccccc-0000-0000-0000-000000000002";
    private static final String REPLICATION = "cccccccc-0000-0000-0000-000000000003";
    private static final String UNKNOWN = "dddddddd-0000-0000-0000-000000000000";
    private static final String TASKS = "/instances/" + INSTANCE + "/connector/tasks";
    private static final String DUMP_TASKS = "/connectors/" + CONNECTOR + "/sink-tasks";

    private final TurnableClock clock = new TurnableClock(Instant.parse("2026-03-01T00:00:00Z"));
    private final Simulator simulator = Simulator.start(scenario(), clock);
    private final SimulatorClient client = new SimulatorClient(simulator);

    private static Scenario scenario() {
        return Scenario.builder()
                .instance(
                        INSTANCE,
                        instance -> instance.name("orders")
                                .connector(CONNECTOR)
                                .limits(18, 4)
                                .dumpLimits(9, 10)
                                .obs(
                                        OBS,
                                        "orders-archive",
                                        task -> task.deliverInterval(Duration.ofSeconds(30))
                                                .topic(
                                                        "orders",
                                                        3,
                                                        SimulatedProduction.steady(10),
                                                        SimulatedTransfer.flushing(Duration.ofSeconds(30))))
                                .dump(
                                        DUMP,
                                        "history",
                                        task -> task.topic(
                                                "history",
                                                1,
                                                SimulatedProduction.steady(10),
                                                SimulatedTransfer.stalledAfter(Duration.ZERO)))
                                .replication(REPLICATION, "to-standby", task -> task.topics("orders")))
                .instance(BARE, InstanceBuilder::withoutConnector)
                .build();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(new JsonObject(response.body()).getString("error_code")).isEqualTo(code);
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void instances_areListedInPages() {
        JsonObject page = client.json("/instances?engine=kafka&offset=1&limit=1");
        assertThat(page.getInteger("instance_num")).isEqualTo(2);
        JsonObject instance = page.getJsonArray("instances").getJsonObject(0);
        assertThat(instance.getString("instance_id")).isEqualTo(BARE);
        assertThat(instance.getValue("partition_num")).isEqualTo("300");
        assertThat(instance.getString("connector_id")).isEmpty();
        assertThat(instance.getBoolean("connector_enable")).isFalse();
    }

    @Test
    void instances_areRefused_whenTheOffsetIsBeyondTheLast() {
        assertRefused(client.get("/instances?offset=2"), 400, "DMS.40050010");
    }

    @Test
    void limit_isRefused_outsideOneToFifty() {
        assertRefused(client.get("/instances?limit=51"), 400, "DMS.00400062");
        assertRefused(client.get(TASKS + "?limit=0"), 400, "DMS.00400062");
        assertRefused(client.get(TASKS + "?offset=many"), 400, "DMS.00400062");
    }

    @Test
    void instance_isShown() {
        assertThat(client.json("/instances/" + INSTANCE).getString("connector_id"))
                .isEqualTo(CONNECTOR);
    }

    @Test
    void tasks_areListedInPages_andEmptyBeyondTheLast() {
        JsonObject page = client.json(TASKS + "?offset=1&limit=1");
        assertThat(page.getJsonArray("tasks")).hasSize(1);
        assertThat(page.getInteger("total_number")).isEqualTo(2);
        assertThat(page.getInteger("max_tasks")).isEqualTo(18);
        assertThat(page.getInteger("quota_tasks")).isEqualTo(4);
        assertThat(client.json(TASKS + "?offset=2").getJsonArray("tasks")).isEmpty();
    }

    @Test
    void taskEntity_hasNullForTheSideThatItHasNot() {
        JsonObject replication = client.json(TASKS + "/" + REPLICATION);
        assertThat(replication.containsKey("sink_task")).isTrue();
        assertThat(replication.getValue("sink_task")).isNull();
        assertThat(replication.getString("sink_type")).isEqualTo("NONE");
    }

    @Test
    void unknownThings_areRefusedAsDocumented() {
        assertRefused(client.get("/instances/" + UNKNOWN), 404, "DMS.00404022");
        assertRefused(client.get("/instances/nonsense"), 400, "DMS.00400030");
        assertRefused(client.get("/instances/" + BARE + "/connector/tasks"), 404, "DMS.00404024");
        assertRefused(client.get("/connectors/" + UNKNOWN + "/sink-tasks"), 404, "DMS.00404024");
        assertRefused(client.get(TASKS + "/" + UNKNOWN), 404, "DMS.00404026");
        assertRefused(client.get(TASKS + "/nonsense"), 400, "DMS.00400070");
        assertRefused(client.get(DUMP_TASKS + "/" + UNKNOWN), 404, "DMS.00404026");
        assertRefused(client.get("/nowhere"), 404, "APIG.0101");
        assertRefused(client.send("DELETE", "/instances", ""), 405, "DMS.00405001");
        assertRefused(client.get("/v2/nonsense/instances"), 400, "DMS.00400002");
        assertRefused(client.get("/v2/ffffffffffffffffffffffffffffffff/instances"), 403, "APIG.0310");
    }

    @Test
    void request_isRefused_whenItsBodyIsLargerThanAMebibyte() {
        assertThat(client.send("PUT", TASKS + "/" + OBS, " ".repeat(1024 * 1024 + 1))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void dumpTasks_areListed_whicheverApiMadeThem() {
        JsonObject listing = client.json(DUMP_TASKS);
        assertThat(listing.getInteger("total_number")).isEqualTo(2);
        assertThat(listing.getInteger("max_tasks")).isEqualTo(9);
        assertThat(listing.getJsonArray("tasks").getJsonObject(0).getString("task_id"))
                .isEqualTo(OBS);
    }

    @Test
    void dumpDetail_hasPartitionsOnlyOnRequest_unsortedAndWithStringsForNumbers() {
        assertThat(client.json(DUMP_TASKS + "/" + OBS).containsKey("topics_info"))
                .isFalse();
        JsonArray partitions = partitions();
        assertThat(partitions).hasSize(3);
        assertThat(partitions.getJsonObject(0).getValue("partition_id")).isEqualTo("2");
        assertThat(partitions.getJsonObject(0).getValue("log_end_offset")).isEqualTo("864000");
        assertThat(partitions.getJsonObject(0).getValue("lag")).isEqualTo("0");
    }

    private JsonArray partitions() {
        return client.json(DUMP_TASKS + "/" + OBS + "?topic-info=true")
                .getJsonArray("topics_info")
                .getJsonObject(0)
                .getJsonArray("partitions");
    }

    @Test
    void lag_isASawTooth_whenTheTaskFlushes() {
        clock.advance(Duration.ofSeconds(29));
        assertThat(partitions().getJsonObject(0).getValue("lag")).isEqualTo("290");
        clock.advance(Duration.ofSeconds(1));
        assertThat(partitions().getJsonObject(0).getValue("lag")).isEqualTo("0");
    }

    @Test
    void truth_saysOffsetsAndTheAgeOfTheOldestMessage() {
        clock.advance(Duration.ofMillis(60_050));
        assertThat(simulator.truth(INSTANCE, DUMP, "history", 0))
                .isEqualTo(new ActualPartitionState(
                        INSTANCE,
                        DUMP,
                        "history",
                        0,
                        0,
                        864_600,
                        864_000,
                        Duration.ofMillis(59_950),
                        0,
                        Optional.of(Duration.ofDays(3).minusMillis(59_950))));
        assertThat(simulator.truths()).hasSize(4);
        assertThatThrownBy(() -> simulator.truth(INSTANCE, DUMP, "history", 9))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("history/9");
    }

    @Test
    void task_isPausedAndResumed() {
        assertThat(client.send("PUT", TASKS + "/" + OBS + "/pause", "").statusCode())
                .isEqualTo(204);
        assertThat(client.json(TASKS + "/" + OBS).getString("status")).isEqualTo("PAUSED");
        assertRefused(client.send("PUT", TASKS + "/" + OBS + "/pause", ""), 400, "DMS.00400026");
        clock.advance(Duration.ofMinutes(1));
        assertThat(simulator.truth(INSTANCE, OBS, "orders", 0).lag()).isEqualTo(600);
        assertThat(client.send("PUT", TASKS + "/" + OBS + "/resume", "").statusCode())
                .isEqualTo(204);
        clock.advance(Duration.ofMinutes(1));
        assertThat(simulator.truth(INSTANCE, OBS, "orders", 0).lag()).isZero();
    }

    @Test
    void task_isThrownBack_whenRestartedByEitherPath() {
        for (String path : List.of(TASKS, "/kafka" + TASKS)) {
            assertThat(client.send("PUT", path + "/" + OBS + "/restart", "").statusCode())
                    .isEqualTo(204);
            assertThat(client.json(TASKS + "/" + OBS).getString("status")).isEqualTo("RESTARTING");
            assertThat(simulator.truth(INSTANCE, OBS, "orders", 0).transferredOffset())
                    .isZero();
            clock.advance(Duration.ofMinutes(1));
            assertThat(simulator.truth(INSTANCE, OBS, "orders", 0).lag()).isZero();
        }
    }

    @Test
    void modification_mergesSourceAndSink_butNeitherIdNorStatus() {
        JsonObject changed =
                new JsonObject(client.send("PUT", TASKS + "/" + OBS, """
                        {"id": "other", "status": "GONE", "topics_regex": "o.*", "sink_task": {"obs_path": "new", "secret_key": "s"}}""").body());
        assertThat(changed.getString("id")).isEqualTo(OBS);
        assertThat(changed.getString("status")).isEqualTo("RUNNING");
        assertThat(changed.getString("topics_regex")).isEqualTo("o.*");
        assertThat(changed.containsKey("topics")).isFalse();
        assertThat(changed.getJsonObject("sink_task").getString("obs_path")).isEqualTo("new");
        assertThat(changed.getJsonObject("sink_task").getInteger("deliver_time_interval"))
                .isEqualTo(30);
        assertThat(changed.getJsonObject("sink_task").containsKey("secret_key")).isFalse();
        assertThat(client.json(TASKS + "/" + OBS)).isEqualTo(changed);
        assertThat(client.json(DUMP_TASKS + "/" + OBS)
                        .getJsonObject("obs_destination_descriptor")
                        .getString("obs_path"))
                .isEqualTo("new");
        assertRefused(client.send("PUT", TASKS + "/" + OBS, "no JSON"), 400, "DMS.00400062");
        assertRefused(client.send("POST", DUMP_TASKS, "{\"task_name\": 7}"), 400, "DMS.00400062");
    }

    @Test
    void task_isCreatedUpToTheQuota_andDeleted() {
        String request = """
                {"task_name": "new-archive", "topics": "new", "source_type": "NONE", "sink_type": "OBS_SINK",
                 "sink_task": {"obs_bucket_name": "b", "access_key": "a", "secret_key": "s", "deliver_time_interval": 60}}""";
        JsonObject created = new JsonObject(client.send("POST", TASKS, request).body());
        assertThat(created.getString("status")).isEqualTo("CREATING");
        assertThat(created.getJsonObject("sink_task").containsKey("access_key")).isFalse();
        clock.advance(Duration.ofMinutes(1));
        String id = created.getString("id");
        assertThat(client.json(TASKS + "/" + id).getString("status")).isEqualTo("RUNNING");
        assertThat(simulator.truth(INSTANCE, id, "new", 2).logEndOffset()).isPositive();
        assertThat(client.send("POST", TASKS, request).statusCode()).isEqualTo(200);
        assertRefused(client.send("POST", TASKS, request), 404, "DMS.00404029");
        assertThat(client.send("DELETE", TASKS + "/" + id, "").statusCode()).isEqualTo(204);
        assertRefused(client.get(TASKS + "/" + id), 404, "DMS.00404026");
    }

    @Test
    void dumpTask_isCreatedAndDeleted() {
        JsonObject created = new JsonObject(client.send("POST", DUMP_TASKS, """
                        {"source_type": "BLOB", "task_name": "new-dump", "destination_type": "OBS",
                         "obs_destination_descriptor": {"topics": "new", "obs_bucket_name": "b", "secret_key": "s"}}""").body());
        String task = DUMP_TASKS + "/" + created.getString("task_id");
        JsonObject detail = client.json(task);
        assertThat(detail.getString("topics")).isEqualTo("new");
        assertThat(detail.encode()).contains("\"obs_bucket_name\":\"b\"").doesNotContain("secret_key");
        assertThat(client.send("DELETE", task, "").statusCode()).isEqualTo(204);
        assertRefused(client.get(task), 404, "DMS.00404026");
    }

    @Test
    void token_isIssuedForThePassword_andGoodUntilItExpires() {
        HttpResponse<String> response =
                client.send("POST", "/v3/auth/tokens?nocatalog=true", logIn("simulated-password"));
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("X-IAM-Trace-Id")).isPresent();
        JsonObject token = new JsonObject(response.body()).getJsonObject("token");
        assertThat(token.getString("expires_at")).isEqualTo("2026-03-02T00:00:00.000000Z");
        assertThat(token.getJsonObject("project").getString("id")).isEqualTo(simulator.projectId());
        client.useToken(response.headers().firstValue("X-Subject-Token").orElseThrow());
        assertThat(client.get("/instances").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofHours(24));
        assertRefused(client.get("/instances"), 401, "APIG.0301");
    }

    @Test
    void logIn_isRefused_inIamsOwnWords() {
        HttpResponse<String> response = client.send("POST", "/v3/auth/tokens", logIn("wrong"));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(new JsonObject(response.body()).getJsonObject("error").getString("title"))
                .isEqualTo("Unauthorized");
        assertThat(client.send("POST", "/v3/auth/tokens", "{}").statusCode()).isEqualTo(400);
    }

    private String logIn(String password) {
        return """
                {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "%s", "password": "%s",
                 "domain": {"name": "%s"}}}}, "scope": {"project": {"id": "%s"}}}}""".formatted(simulator.username(), password, simulator.domain(), simulator.projectId());
    }

    @Test
    void tokens_areRefused_onceRevoked() {
        assertThat(client.get("/instances").statusCode()).isEqualTo(200);
        simulator.revokeTokens();
        HttpResponse<String> refused = client.get("/instances");
        assertRefused(refused, 401, "APIG.0301");
        JsonObject body = new JsonObject(refused.body());
        assertThat(body.getString("error_msg"))
                .isEqualTo("Incorrect IAM authentication information: decrypt token fail");
        assertThat(body.getString("request_id"))
                .isEqualTo(refused.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void requests_areCountedAndRemembered() {
        client.get(TASKS);
        client.get(DUMP_TASKS);
        client.send("PUT", TASKS + "/" + OBS + "/pause", "");
        client.get("/nowhere");
        assertThat(simulator.requestCount()).isEqualTo(4);
        assertThat(simulator.requestCount(SimulatedOperation.LIST_TASKS)).isEqualTo(1);
        assertThat(simulator.requestCount(INSTANCE)).isEqualTo(3);
        assertThat(simulator.requestCount(SimulatedOperation.LIST_DUMP_TASKS, INSTANCE))
                .isEqualTo(1);
        assertThat(simulator.requestCount(SimulatedOperation.LIST_TASKS, BARE)).isZero();
        assertThat(simulator.changeCount()).isEqualTo(1);
        assertThat(simulator.maxConcurrentRequests()).isEqualTo(1);
        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsExactly(200, 200, 204, 404);
        assertThat(simulator.requests().get(0).time()).isEqualTo(clock.instant());
        simulator.clearRequests();
        assertThat(simulator.requestCount()).isZero();
    }

    @Test
    void instancesAndTasks_canBeTakenAway() {
        simulator.deleteTask(INSTANCE, DUMP);
        assertThat(client.json(DUMP_TASKS).getInteger("total_number")).isEqualTo(1);
        simulator.deleteInstance(INSTANCE);
        assertThat(client.json("/instances").getInteger("instance_num")).isEqualTo(1);
    }

    @Test
    void recreatedTopic_startsWithEmptyLogs_andGoesOnAsBefore() {
        clock.advance(Duration.ofSeconds(40));
        simulator.recreateTopic(INSTANCE, "orders");
        assertThat(simulator.truth(INSTANCE, OBS, "orders", 1).logEndOffset()).isZero();
        clock.advance(Duration.ofSeconds(15));
        ActualPartitionState growing = simulator.truth(INSTANCE, OBS, "orders", 1);
        assertThat(growing.logEndOffset()).isEqualTo(150);
        assertThat(growing.transferredOffset()).isZero();
        assertThat(growing.oldestAge()).isEqualTo(Duration.ofMillis(14_900));
        clock.advance(Duration.ofSeconds(5));
        assertThat(simulator.truth(INSTANCE, OBS, "orders", 1).transferredOffset())
                .isEqualTo(200);
    }

    @Test
    void recreatedTopic_costsOthersNothing() {
        clock.advance(Duration.ofSeconds(40));
        ActualPartitionState before = simulator.truth(INSTANCE, DUMP, "history", 0);
        simulator.recreateTopic(INSTANCE, "orders");
        assertThat(simulator.truth(INSTANCE, DUMP, "history", 0)).isEqualTo(before);
    }

    @Test
    void start_saysWhatIsWrong_whenThePortIsTaken() {
        int port = simulator.url().getPort();
        assertThatThrownBy(() -> Simulator.start(scenario(), InstantSource.system(), "127.0.0.1", port))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("can't listen on 127.0.0.1:" + port);
    }
}
