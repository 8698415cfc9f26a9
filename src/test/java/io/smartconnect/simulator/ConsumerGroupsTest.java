package io.smartconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.simulator.model.ActualPartitionState;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.InstanceBuilder;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsumerGroupsTest {

    private static final String INSTANCE = "aaaaaaaa-0000-0000-0000-000000000001";
    private static final String CONNECTOR = "bbbbbbbb-0000-0000-0000-000000000001";
    private static final String OBS = "cccccccc-0000-0000-0000-000000000001";
    private static final String YOUNG = "cccccccc-0000-0000-0000-000000000002";
    private static final String CUSTOM = "cccccccc-0000-0000-0000-000000000003";
    private static final String GROUPS = "/instances/" + INSTANCE + "/groups";
    private static final String GROUP = "/instances/" + INSTANCE + "/management/groups/";
    private static final SimulatedProduction STEADY = SimulatedProduction.steady(10);
    private static final SimulatedTransfer BEHIND = SimulatedTransfer.behind(Duration.ofSeconds(5));

    private final TurnableClock clock = new TurnableClock(Instant.parse("2026-03-01T00:00:00Z"));
    private final Simulator simulator = Simulator.start(scenario(), clock);
    private final SimulatorClient client = new SimulatorClient(simulator);

    private static Scenario scenario() {
        return Scenario.builder()
                .instance(INSTANCE, ConsumerGroupsTest::describe)
                .build();
    }

    private static void describe(InstanceBuilder instance) {
        instance.connector(CONNECTOR)
                .obs(
                        OBS,
                        "orders-archive",
                        task -> task.topic("orders", 2, STEADY, BEHIND).topic("returns", 2, STEADY, BEHIND))
                .obs(YOUNG, "young", task -> task.topic("young", 1, STEADY, SimulatedTransfer.nothing()))
                .obs(
                        CUSTOM,
                        "custom",
                        task -> task.consumerGroups("sink-{task_name}", "{task_id}-copy")
                                .topic("custom", 1, STEADY, BEHIND))
                .replication("cccccccc-0000-0000-0000-000000000004", "copy", task -> task.topics("orders"))
                .consumer(
                        "billing",
                        consumer -> consumer.topic("orders", 2, STEADY, SimulatedTransfer.behind(Duration.ZERO)));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private List<String> names(String query) {
        return client.json(GROUPS + query).getJsonArray("groups").stream()
                .map(group -> ((JsonObject) group).getString("group_id"))
                .toList();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(new JsonObject(response.body()).getString("error_code")).isEqualTo(code);
    }

    @Test
    void groups_areThoseOfDumpsAndOfOthers() {
        assertThat(names(""))
                .containsExactly("connect-orders-archive", "connect-young", "sink-custom", CUSTOM + "-copy", "billing");
        assertThat(client.json(GROUPS).getInteger("total")).isEqualTo(5);
    }

    @Test
    void groups_areListedInPages_andByPartOfTheName() {
        assertThat(names("?offset=1&limit=2")).containsExactly("connect-young", "sink-custom");
        assertThat(names("?offset=9")).isEmpty();
        assertThat(names("?group=ill")).containsExactly("billing");
        assertThat(client.json(GROUPS + "?group=ill").getInteger("total")).isEqualTo(1);
        assertRefused(client.get(GROUPS + "?limit=51"), 400, "DMS.00400062");
        assertRefused(client.get(GROUPS + "?limit=0"), 400, "DMS.00400062");
    }

    @Test
    void groups_haveTheDocumentedFields() {
        JsonObject group =
                client.json(GROUPS + "?group=orders").getJsonArray("groups").getJsonObject(0);
        assertThat(group.fieldNames())
                .containsExactlyInAnyOrder("createdAt", "group_id", "state", "coordinator_id", "lag", "group_desc");
        assertThat(group.getLong("lag")).isEqualTo(4 * 50);
        assertThat(group.getString("state")).isEqualTo("STABLE");
    }

    @Test
    void group_hasAllPartitionsInOneAnswer_interleaved() {
        JsonObject group = client.json(GROUP + "connect-orders-archive").getJsonObject("group");
        assertThat(group.getString("group_id")).isEqualTo("connect-orders-archive");
        assertThat(group.getJsonArray("group_message_offsets"))
                .extracting(row -> ((JsonObject) row).getString("topic") + ((JsonObject) row).getInteger("partition"))
                .containsExactly("orders0", "returns0", "orders1", "returns1");
        assertThat(group.getJsonArray("members").getJsonObject(0).getJsonArray("assignment"))
                .hasSize(2);
    }

    @Test
    void offsets_areThoseOfTheDumpDetail_andOfTheTruth() {
        clock.advance(Duration.ofMillis(12_345));
        JsonArray rows = client.json(GROUP + "connect-orders-archive")
                .getJsonObject("group")
                .getJsonArray("group_message_offsets");
        for (Object each : rows) {
            JsonObject row = (JsonObject) each;
            ActualPartitionState truth =
                    simulator.truth(INSTANCE, OBS, row.getString("topic"), row.getInteger("partition"));
            assertThat(row.getLong("lag")).isEqualTo(truth.lag());
            assertThat(row.getLong("message_current_offset")).isEqualTo(truth.transferredOffset());
            assertThat(row.getLong("message_log_end_offset")).isEqualTo(truth.logEndOffset());
        }
        assertThat(rows.stream()
                        .mapToLong(row -> ((JsonObject) row).getLong("lag"))
                        .sum())
                .isEqualTo(dumpLag());
    }

    private long dumpLag() {
        return client
                .json("/connectors/" + CONNECTOR + "/sink-tasks/" + OBS + "?topic-info=true")
                .getJsonArray("topics_info")
                .stream()
                .flatMap(topic -> ((JsonObject) topic).getJsonArray("partitions").stream())
                .mapToLong(partition -> Long.parseLong(((JsonObject) partition).getString("lag")))
                .sum();
    }

    @Test
    void offsets_comeInPagesToo_withTheStartOffset() {
        String path = "/v2/kafka/" + simulator.projectId() + GROUPS + "/connect-orders-archive/message-offset";
        JsonObject page = client.json(path + "?topic=orders&offset=1&limit=1");
        assertThat(page.getInteger("total")).isEqualTo(2);
        assertThat(page.getJsonArray("group_message_offsets").getJsonObject(0).getInteger("partition"))
                .isEqualTo(1);
        assertThat(page.getJsonArray("group_message_offsets").getJsonObject(0).getLong("message_log_start_offset"))
                .isZero();
        assertRefused(client.get(path), 400, "DMS.00400062");
    }

    @Test
    void group_hasItsMemberButNoOffsets_untilTheFirstCommit() {
        JsonObject group = client.json(GROUP + "connect-young").getJsonObject("group");
        assertThat(group.getString("state")).isEqualTo("STABLE");
        assertThat(group.getJsonArray("members")).hasSize(1);
        assertThat(group.getJsonArray("group_message_offsets")).isEmpty();
    }

    @Test
    void group_isNotFound_onceItIsGone() {
        assertRefused(client.get(GROUP + "nobody"), 400, "DMS.111400864");
        simulator.setConsumerGroups(INSTANCE, OBS);
        assertRefused(client.get(GROUP + "connect-orders-archive"), 400, "DMS.111400864");
        simulator.setConsumerGroups(INSTANCE, OBS, "another");
        assertThat(client.get(GROUP + "another").statusCode()).isEqualTo(200);
    }

    @Test
    void group_ofACreatedTask_appearsOnceItRuns() {
        String request = """
                {"task_name": "created", "topics": "new", "source_type": "NONE", "sink_type": "OBS_SINK",
                 "sink_task": {"obs_bucket_name": "b", "deliver_time_interval": 60}}""";
        client.send("POST", "/instances/" + INSTANCE + "/connector/tasks", request);
        assertThat(names("?group=connect-created")).isEmpty();
        clock.advance(Duration.ofSeconds(4));
        assertThat(names("?group=connect-created")).hasSize(1);
    }

    @Test
    void deadGroup_hasNoOffsets() {
        simulator.setConsumerGroupState(INSTANCE, OBS, "DEAD");
        JsonObject group = client.json(GROUP + "connect-orders-archive").getJsonObject("group");
        assertThat(group.getString("state")).isEqualTo("DEAD");
        assertThat(group.getJsonArray("group_message_offsets")).isEmpty();
        assertThat(group.getJsonArray("members")).isEmpty();
    }

    @Test
    void topics_areListedOnce_withTheirRetentionTime_inPagesOfFifty() {
        Scenario many = Scenario.builder()
                .instance(
                        INSTANCE,
                        instance -> IntStream.range(0, 60)
                                .forEach(i -> instance.topic(
                                        "topic-" + i,
                                        topic -> topic.retention(Duration.ofHours(i + 1))
                                                .partition(0, STEADY, SimulatedTransfer.nothing()))))
                .build();
        try (Simulator large = Simulator.start(many, clock)) {
            SimulatorClient asking = new SimulatorClient(large);
            String topics = "/instances/" + INSTANCE + "/topics";
            assertThat(asking.json(topics).getJsonArray("topics")).hasSize(50);
            assertThat(asking.json(topics + "?limit=200").getJsonArray("topics"))
                    .hasSize(60);
            assertThat(asking.json(topics + "?offset=59").getInteger("total")).isEqualTo(60);
            assertThat(asking.json(topics + "?offset=59")
                            .getJsonArray("topics")
                            .getJsonObject(0)
                            .getInteger("retention_time"))
                    .isEqualTo(60);
            assertRefused(asking.get(topics + "?limit=201"), 400, "DMS.00400062");
            assertThat(large.truths()).isEmpty();
        }
        assertThat(client.json("/instances/" + INSTANCE + "/topics").getJsonArray("topics"))
                .extracting(topic -> ((JsonObject) topic).getString("name"))
                .containsExactly("orders", "returns", "young", "custom");
    }

    @Test
    void partitions_areSortedAndInPages() {
        String path = "/kafka/instances/" + INSTANCE + "/topics/orders/partitions";
        JsonObject partitions = client.json(path);
        assertThat(partitions.getInteger("total")).isEqualTo(2);
        JsonObject first = partitions.getJsonArray("partitions").getJsonObject(0);
        assertThat(first.getInteger("partition")).isZero();
        assertThat(first.getLong("start_offset")).isZero();
        assertThat(first.getLong("last_offset")).isEqualTo(864_000);
        assertThat(first.getLong("message_count")).isEqualTo(864_000);
        assertThat(client.json(path + "?offset=1").getJsonArray("partitions")).hasSize(1);
        assertRefused(client.get(path + "?limit=51"), 400, "DMS.00400062");
        assertRefused(client.get(path + "?offset=10001"), 400, "DMS.00400062");
        assertRefused(client.get("/kafka/instances/" + INSTANCE + "/topics/none/partitions"), 404, "DMS.00404033");
    }

    @Test
    void openTelekomCloud_hasItsOwnLimitsAndErrors() {
        Scenario otc = Scenario.builder()
                .openTelekomCloud()
                .instance(INSTANCE, ConsumerGroupsTest::describe)
                .build();
        try (Simulator other = Simulator.start(otc, clock)) {
            SimulatorClient asking = new SimulatorClient(other);
            assertRefused(asking.get("/connectors/" + CONNECTOR + "/sink-tasks"), 404, "APIGW.0101");
            assertRefused(asking.get("/instances/" + INSTANCE + "/topics?limit=51"), 400, "DMS.00400062");
            assertThat(asking.get(GROUP + "connect-orders-archive").statusCode())
                    .isEqualTo(200);
            assertRefused(
                    asking.get("/v2/kafka/" + other.projectId() + GROUPS + "/billing/message-offset?topic=orders"),
                    404,
                    "APIGW.0101");
        }
    }
}
