package io.smartconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.model.ActualPartitionState;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.InstanceBuilder;
import io.smartconnect.simulator.scenario.Scenario;
import io.smartconnect.simulator.scenario.ScenarioBuilder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudEyeClientTest {

    private static final String INSTANCE = "aaaaaaaa-0000-0000-0000-000000000001";
    private static final String LAGGING = "cccccccc-0000-0000-0000-000000000001";
    private static final String TWO_WAY = "cccccccc-0000-0000-0000-000000000002";
    private static final String STALLED = "cccccccc-0000-0000-0000-000000000003";
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final SimulatedProduction STEADY = SimulatedProduction.steady(10);

    private final TurnableClock clock = new TurnableClock(START);
    private final Simulator simulator = start(scenario -> scenario);
    private final SimulatorClient client = new SimulatorClient(simulator);
    private final String metrics = "/V1.0/" + simulator.projectId() + "/metrics";
    private final String query = "/V1.0/" + simulator.projectId() + "/batch-query-metric-data";
    private final String queryV2 = "/v2/" + simulator.projectId() + "/batch-query-metric-data";

    private Simulator start(UnaryOperator<ScenarioBuilder> change) {
        ScenarioBuilder scenario = Scenario.builder().cloudEyeDelay(Duration.ofMinutes(2));
        return Simulator.start(
                change.apply(scenario.instance(INSTANCE, CloudEyeClientTest::describe))
                        .build(),
                clock);
    }

    private static void describe(InstanceBuilder instance) {
        instance.replication(
                        LAGGING,
                        "lagging",
                        task -> task.topic("orders", 3, STEADY, SimulatedTransfer.behind(Duration.ofSeconds(90))))
                .replication(
                        TWO_WAY,
                        "both",
                        task -> task.direction("two-way")
                                .topic("here", 1, STEADY, SimulatedTransfer.behind(Duration.ofSeconds(1)))
                                .reverseTopic("there", 1, STEADY, SimulatedTransfer.behind(Duration.ofSeconds(2))))
                .replication(
                        STALLED,
                        "stalled",
                        task -> task.abnormalAfter(Duration.ofMinutes(5))
                                .topic("payments", 1, STEADY, SimulatedTransfer.stalledAfter(Duration.ofMinutes(-20))))
                .obs("cccccccc-0000-0000-0000-000000000004", "archive", task -> task.topics("orders"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static JsonObject metric(String name, String task) {
        return new JsonObject()
                .put("namespace", "SYS.DMS")
                .put("metric_name", name)
                .put(
                        "dimensions",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("name", "connector_task")
                                        .put("value", task))
                                .add(new JsonObject()
                                        .put("name", "kafka_instance_id")
                                        .put("value", INSTANCE)));
    }

    private JsonObject body(Duration from, Duration to, JsonObject... asked) {
        return new JsonObject()
                .put("metrics", new JsonArray(List.of(asked)))
                .put("from", START.plus(from).toEpochMilli())
                .put("to", START.plus(to).toEpochMilli())
                .put("period", "1")
                .put("filter", "average");
    }

    private JsonArray points(Duration from, Duration to, String name, String task) {
        String answer = client.send(
                        "POST", query, body(from, to, metric(name, task)).encode())
                .body();
        return new JsonObject(answer).getJsonArray("metrics").getJsonObject(0).getJsonArray("datapoints");
    }

    private static List<Double> values(JsonArray points) {
        return points.stream()
                .map(point -> ((JsonObject) point).getDouble("average"))
                .toList();
    }

    @Test
    void metrics_areThoseOfReplications_byDirection() {
        JsonObject listing = client.json(metrics + "?namespace=SYS.DMS&metric_name=message_delay");
        assertThat(listing.getJsonArray("metrics"))
                .extracting(item -> ((JsonObject) item)
                        .getJsonArray("dimensions")
                        .getJsonObject(1)
                        .getString("value"))
                .containsExactly("lagging", "both_source_0", "both_source_1", "stalled");
        assertThat(listing.getJsonArray("metrics").getJsonObject(0).getString("unit"))
                .isEqualTo("ms");
        assertThat(client.json(metrics).getJsonObject("meta_data").getInteger("total"))
                .isEqualTo(16);
        assertThat(client.json(metrics + "?namespace=SYS.ECS").getJsonArray("metrics"))
                .isEmpty();
        assertThat(client.json(metrics + "?dim.0=kafka_instance_id,other").getJsonArray("metrics"))
                .isEmpty();
        assertThat(client.json(metrics + "?dim.0=kafka_instance_id," + INSTANCE + "&dim.1=connector_task,lagging")
                        .getJsonArray("metrics"))
                .hasSize(4);
    }

    @Test
    void metrics_comeInPages_untilOneIsEmpty() {
        List<Integer> sizes = new ArrayList<>();
        String marker = "";
        do {
            JsonObject page = client.json(metrics + "?limit=7" + (marker.isEmpty() ? "" : "&start=" + marker));
            sizes.add(page.getJsonArray("metrics").size());
            assertThat(page.getJsonObject("meta_data").getInteger("count")).isEqualTo(sizes.get(sizes.size() - 1));
            marker = page.getJsonObject("meta_data").getString("marker");
        } while (!marker.isEmpty());
        assertThat(sizes).containsExactly(7, 7, 2, 0);
        assertRefused(client.get(metrics + "?limit=1001"), 400, "ces.0014");
        assertRefused(client.get(metrics + "?start=nonsense"), 400, "ces.0014");
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getString("http_code")).isEqualTo(Integer.toString(status));
        assertThat(body.getJsonObject("message").getString("code")).isEqualTo(code);
    }

    @Test
    void points_areOnceAMinute_andVisibleAfterTheDelay() {
        clock.advance(Duration.ofSeconds(10));
        JsonArray points =
                points(Duration.ofMinutes(-5), Duration.ofMinutes(1), "kafka_wait_synchronize_data", "lagging");
        assertThat(points)
                .extracting(point -> (((JsonObject) point).getLong("timestamp") - START.toEpochMilli()) / 60_000.0)
                .containsExactly(-5.0, -4.0, -3.0, -2.0);
        assertThat(values(points)).containsOnly(3 * 900.0);
    }

    @Test
    void backlog_isTheLagOfTheTruth_atTheMinute() {
        clock.set(START.plusSeconds(600));
        long lag = lag(LAGGING);
        long stalled = lag(STALLED);
        long both = lag(TWO_WAY);
        clock.advance(Duration.ofMinutes(2));
        String name = "kafka_wait_synchronize_data";
        Duration ten = Duration.ofMinutes(10);
        Duration before = ten.minusSeconds(1);
        assertThat(values(points(before, ten, name, "lagging"))).containsExactly((double) lag);
        assertThat(values(points(before, ten, name, "stalled"))).containsExactly((double) stalled);
        assertThat(Stream.of("both_source_0", "both_source_1")
                        .flatMap(part -> values(points(before, ten, name, part)).stream())
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo((double) both);
    }

    private long lag(String task) {
        return simulator.truths().stream()
                .filter(truth -> truth.taskId().equals(task))
                .mapToLong(ActualPartitionState::lag)
                .sum();
    }

    @Test
    void rateAndDelay_areThoseOfTheTransfer_andAStalledTaskHasNoDelay() {
        Duration now = Duration.ofMinutes(-2);
        Duration before = now.minusSeconds(1);
        assertThat(values(points(before, now, "kafka_synchronize_rate", "lagging")))
                .containsExactly(3 * 600.0);
        assertThat(values(points(before, now, "message_delay", "lagging"))).containsExactly(90_000.0);
        assertThat(values(points(before, now, "message_delay", "both_source_1")))
                .containsExactly(2_000.0);
        assertThat(values(points(before, now, "kafka_synchronize_rate", "stalled")))
                .containsExactly(0.0);
        assertThat(points(before, now, "message_delay", "stalled")).isEmpty();
        assertThat(values(points(Duration.ofMinutes(-25), now, "message_delay", "stalled")))
                .hasSize(6);
    }

    @Test
    void status_fallsToZero_whenTheTaskIsAbnormal() {
        clock.advance(Duration.ofMinutes(10));
        assertThat(values(points(Duration.ofMinutes(3), Duration.ofMinutes(6), "task_status", "stalled")))
                .containsExactly(1.0, 1.0, 0.0, 0.0);
    }

    @Test
    void points_areMergedIntoLongerPeriods() {
        JsonObject asked = body(
                        Duration.ofMinutes(-10), Duration.ofMinutes(-3), metric("kafka_synchronize_rate", "lagging"))
                .put("period", "300")
                .put("filter", "sum");
        JsonArray points = new JsonObject(
                        client.send("POST", query, asked.encode()).body())
                .getJsonArray("metrics")
                .getJsonObject(0)
                .getJsonArray("datapoints");
        assertThat(points)
                .extracting(point -> ((JsonObject) point).getDouble("sum"))
                .containsExactly(5 * 1800.0, 3 * 1800.0);
    }

    @Test
    void earlyPoints_areLeftOut_whenAQueryIsTooLarge() {
        JsonObject[] asked = Stream.generate(() -> metric("task_status", "lagging"))
                .limit(300)
                .toArray(JsonObject[]::new);
        JsonObject answer = new JsonObject(client.send(
                        "POST",
                        query,
                        body(Duration.ofMinutes(-60), Duration.ofMinutes(-2), asked)
                                .encode())
                .body());
        assertThat(answer.getJsonArray("metrics")).hasSize(300);
        JsonArray points = answer.getJsonArray("metrics").getJsonObject(0).getJsonArray("datapoints");
        assertThat(points).hasSize(11);
        assertThat(points.getJsonObject(0).getLong("timestamp"))
                .isEqualTo(START.minusSeconds(12 * 60).toEpochMilli());
    }

    @Test
    void query_isRefused_whenItBreaksALimit() {
        JsonObject[] asked = Stream.generate(() -> metric("task_status", "lagging"))
                .limit(501)
                .toArray(JsonObject[]::new);
        Duration from = Duration.ofMinutes(-5);
        assertRefused(
                client.send("POST", query, body(from, Duration.ZERO, asked).encode()), 400, "ces.0014");
        JsonObject one = body(from, Duration.ZERO, metric("task_status", "lagging"));
        String padded = one.encode() + " ".repeat(512 * 1024);
        assertRefused(client.send("POST", query, padded), 400, "ces.0014");
        assertRefused(client.send("POST", query, "no JSON"), 400, "ces.0014");
        assertRefused(client.send("POST", query, one.copy().put("period", "2").encode()), 400, "ces.0014");
        assertRefused(client.send("POST", query, one.copy().put("period", 1).encode()), 400, "ces.0014");
        assertRefused(client.send("POST", query, one.copy().put("to", 0).encode()), 400, "ces.0014");
        try (Simulator small = start(scenario -> scenario.cloudEyeBatchLimit(10))) {
            JsonObject[] eleven = Stream.of(asked).limit(11).toArray(JsonObject[]::new);
            assertRefused(
                    new SimulatorClient(small)
                            .send(
                                    "POST",
                                    query,
                                    body(from, Duration.ZERO, eleven).encode()),
                    400,
                    "ces.0014");
        }
    }

    @Test
    void unknownSeries_hasNoPoints() {
        assertThat(points(Duration.ofMinutes(-5), Duration.ZERO, "task_status", "unknown"))
                .isEmpty();
        assertThat(points(Duration.ofMinutes(-5), Duration.ZERO, "unknown", "lagging"))
                .isEmpty();
    }

    private JsonObject v2(String name, Duration from, Duration to) {
        return new JsonObject()
                .put("namespace", "SYS.DMS")
                .put("metric_name", name)
                .put("metric_dimension", "kafka_instance_id,connector_task")
                .put("from", START.plus(from).toEpochMilli())
                .put("to", START.plus(to).toEpochMilli());
    }

    @Test
    void version2_hasThePointsOfAllTasks_inPagesOfPoints() {
        JsonObject asked = v2("kafka_wait_synchronize_data", Duration.ofMinutes(-5), Duration.ZERO);
        List<JsonObject> all = new ArrayList<>();
        for (int offset = 0; offset == all.size(); offset += 5) {
            String answer = client.send(
                            "POST",
                            queryV2,
                            asked.put("limit", 5).put("offset", offset).encode())
                    .body();
            new JsonObject(answer).getJsonArray("data_points").forEach(point -> all.add((JsonObject) point));
        }
        assertThat(all).hasSize(16);
        assertThat(all.get(0).getDouble("value")).isEqualTo(3 * 900.0);
        assertThat(all.get(0).getJsonArray("dimensions").getJsonObject(1).getString("origin_value"))
                .isEqualTo("lagging");
        assertThat(all.get(0).getString("unit")).isEqualTo("Count");
        assertThat(new JsonObject(client.send(
                                        "POST", queryV2, asked.put("offset", 16).encode())
                                .body())
                        .getJsonArray("data_points"))
                .isEmpty();
    }

    @Test
    void version2_isRefused_outsideItsLimits() {
        JsonObject asked = v2("task_status", Duration.ofMinutes(-5), Duration.ZERO);
        for (JsonObject wrong : List.of(
                asked.copy().put("limit", 1001),
                asked.copy().put("limit", 0),
                asked.copy().put("from", asked.getLong("from") - 1))) {
            HttpResponse<String> response = client.send("POST", queryV2, wrong.encode());
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(new JsonObject(response.body()).fieldNames())
                    .containsExactlyInAnyOrder("error_code", "error_msg", "request_id");
        }
    }

    @Test
    void series_appearTenMinutesAfterTheTaskWasCreated() {
        String request = """
                {"task_name": "young-copy", "topics": "t", "source_type": "KAFKA_REPLICATOR_SOURCE", "sink_type": "NONE",
                 "source_task": {"direction": "push"}}""";
        client.send("POST", "/instances/" + INSTANCE + "/connector/tasks", request);
        String path = metrics + "?dim.0=connector_task,young-copy";
        clock.advance(Duration.ofSeconds(599));
        assertThat(client.json(path).getJsonArray("metrics")).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(client.json(path).getJsonArray("metrics")).hasSize(4);
        clock.advance(Duration.ofMinutes(3));
        assertThat(points(Duration.ZERO, Duration.ofMinutes(13), "task_status", "young-copy"))
                .hasSize(2);
    }

    @Test
    void series_lingerThreeHoursInTheList_afterTheTaskWasDeleted() {
        clock.advance(Duration.ofMinutes(10));
        simulator.deleteTask(INSTANCE, LAGGING);
        String path = metrics + "?dim.0=connector_task,lagging";
        clock.advance(Duration.ofMinutes(10));
        assertThat(client.json(path).getJsonArray("metrics")).hasSize(4);
        assertThat(points(Duration.ofMinutes(8), Duration.ofMinutes(20), "task_status", "lagging"))
                .hasSize(2);
        clock.advance(Duration.ofMinutes(170));
        assertThat(client.json(path).getJsonArray("metrics")).isEmpty();
    }

    @Test
    void clouds_mayLackVersions() {
        JsonObject asked = v2("task_status", Duration.ofMinutes(-5), Duration.ZERO);
        try (Simulator old = start(scenario -> scenario.cloudEyeVersions(true, false))) {
            SimulatorClient asking = new SimulatorClient(old);
            assertThat(new JsonObject(
                                    asking.send("POST", queryV2, asked.encode()).body())
                            .getString("error_code"))
                    .isEqualTo("APIG.0101");
            assertThat(asking.get(metrics).statusCode()).isEqualTo(200);
        }
        try (Simulator without = start(scenario -> scenario.cloudEyeVersions(false, false))) {
            assertThat(new SimulatorClient(without).get(metrics).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void faults_haveTheFormsOfCloudEye() {
        simulator.add(Fault.on(SimulatedOperation.QUERY_CLOUD_EYE).cloudEyeDenied("ces:metricData:list"));
        HttpResponse<String> denied = client.send("POST", query, "{}");
        assertRefused(denied, 403, "403");
        assertThat(denied.body()).contains("Policy doesn't allow [ces:metricData:list] to be performed");
        simulator.add(Fault.on(SimulatedOperation.QUERY_CLOUD_EYE_V2).cloudEyeV2Denied("ces:metricData:list"));
        assertThat(new JsonObject(client.send("POST", queryV2, "{}").body()).getString("error_msg"))
                .isEqualTo("Policy doesn't allow [ces:metricData:list] to be performed");
        simulator.add(Fault.on(SimulatedOperation.LIST_CLOUD_EYE_METRICS).throttle(ThrottlingResponse.CES_429));
        HttpResponse<String> throttled = client.get(metrics);
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(new JsonObject(throttled.body()).getValue("http_code")).isEqualTo(429);
    }

    @Test
    void queries_changeNothing() {
        client.send(
                "POST",
                query,
                body(Duration.ofMinutes(-5), Duration.ZERO, metric("task_status", "lagging"))
                        .encode());
        client.send(
                "POST",
                queryV2,
                v2("task_status", Duration.ofMinutes(-5), Duration.ZERO).encode());
        assertThat(simulator.requestCount(SimulatedOperation.QUERY_CLOUD_EYE)).isEqualTo(1);
        assertThat(simulator.requestCount(SimulatedOperation.QUERY_CLOUD_EYE_V2))
                .isEqualTo(1);
        assertThat(simulator.changeCount()).isZero();
    }
}
