package io.smartconnect.exporter.cloud.eye;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.DmsTestClient;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.http.CannedCloud.Arrived;
import io.smartconnect.exporter.cloud.http.CannedCloud.Canned;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Operation;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cloud Eye over real HTTP: its lists, both its queries, its limits and its errors. */
class RestCloudEyeTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final long NOW = EyeTestClient.NOW.toEpochMilli();
    private static final String QUERY = "?namespace=SYS.DMS&metric_name=kafka_wait_synchronize_data&limit=1000";

    private EyeTestClient client;

    @BeforeEach
    void start() throws Exception {
        client = new EyeTestClient(VERTX, "eu-west-101");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    private static List<TaskSeries> tasks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TaskSeries("i", "task-" + i))
                .toList();
    }

    private static JsonObject metric(TaskSeries series) {
        return new JsonObject().put("namespace", "SYS.DMS").put("dimensions", series.dimensions());
    }

    private static String series(String marker, TaskSeries... series) {
        JsonArray metrics = new JsonArray();
        List.of(series).forEach(each -> metrics.add(metric(each)));
        JsonObject page = new JsonObject()
                .put("count", series.length)
                .put("marker", marker)
                .put("total", 7);
        return new JsonObject().put("metrics", metrics).put("meta_data", page).encode();
    }

    @Test
    void series_areThoseOfAllPages_untilAnEmptyOne() throws Exception {
        TaskSeries one = new TaskSeries("i", "one");
        TaskSeries two = new TaskSeries("i", "two_source_0");
        client.cloud.answers(request -> Canned.ok(
                switch (request.query().getOrDefault("start", "")) {
                    case "" -> series("a b&", one);
                    case "a b&" -> series("c", two, one);
                    default -> series("d");
                }));

        assertThat(client.series()).containsExactlyInAnyOrder(one, two);
        assertThat(client.cloud.uris())
                .containsExactly(
                        "/V1.0/p/metrics" + QUERY,
                        "/V1.0/p/metrics" + QUERY + "&start=a%20b%26",
                        "/V1.0/p/metrics" + QUERY + "&start=c");
        assertThat(client.counts.requests()).containsOnly("list_cloud_eye_metrics 200");
    }

    @ParameterizedTest
    @CsvSource({"same, 2", "'', 1"})
    void series_end_atAMarkerThatIsNotNew(String marker, int requests) throws Exception {
        client.cloud.answers(series(marker, new TaskSeries("i", "one")));

        assertThat(client.series()).hasSize(1);
        assertThat(client.cloud.requests()).hasSize(requests);
    }

    @Test
    void series_end_after100Pages() throws Exception {
        client.cloud.answers(request -> Canned.ok(series(
                "m" + client.cloud.requests().size(),
                new TaskSeries("i", "t" + client.cloud.requests().size()))));

        assertThat(client.series()).hasSize(100);
        assertThat(client.cloud.requests()).hasSize(100);
    }

    @Test
    void series_withOtherDimensions_areIgnored() throws Exception {
        client.cloud.answers("""
                {"metrics":[7,
                 {"dimensions":[{"name":"kafka_instance_id","value":"i"},{"name":"kafka_groups","value":"g"}]},
                 {"dimensions":[{"name":"connector_task","value":"t"},{"name":"x"},{"name":"kafka_instance_id","value":"i"}]},
                 {"dimensions":[{"name":"connector_task","value":"t"},{"name":"kafka_instance_id","value":null}]},
                 {"dimensions":{}},{}]}
                """);

        assertThat(client.series()).containsExactly(new TaskSeries("i", "t"));
        assertThat(client.counts.unreadable()).containsExactly("metrics", "dimensions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"metrics\":{}}", "{\"metrics\":7}"})
    void listOrPoints_withoutAnArray_areABadResponse(String body) {
        client.cloud.answers(body);

        assertThat(client.failureOfSeries().reason()).isEqualTo(FailureReason.BAD_RESPONSE);
        assertThat(client.failureOfAll().reason()).isEqualTo(FailureReason.BAD_RESPONSE);
        assertThat(client.failureOfPoints(tasks(1)).reason()).isEqualTo(FailureReason.BAD_RESPONSE);
    }

    /** Answers API v2 with these points of each metric, {@code page} at a time. */
    private void answersAll(int page, List<JsonObject> points) {
        client.cloud.answers(request -> {
            int offset = Math.min(points.size(), request.json().getInteger("offset"));
            JsonArray found = new JsonArray(points.subList(offset, Math.min(points.size(), offset + page)));
            return Canned.ok(new JsonObject().put("data_points", found).encode());
        });
    }

    private static JsonObject point(TaskSeries series, long time, double value) {
        return metric(series).put("timestamp", time).put("value", value);
    }

    @Test
    void allPoints_areThoseOfAllPages_ofEachMetric() throws Exception {
        List<TaskSeries> tasks = tasks(3);
        List<JsonObject> points = new ArrayList<>();
        tasks.forEach(task -> points.add(point(task, NOW - 60_000, 5)));
        answersAll(2, points);

        assertThat(client.all())
                .hasSize(12)
                .contains(new Point(
                        tasks.get(2),
                        EyeMetric.DELAY,
                        EyeTestClient.NOW.minusMillis(60_000).truncatedTo(ChronoUnit.MILLIS),
                        5));
        assertThat(client.cloud.requests())
                .hasSize(12)
                .extracting(request -> request.json().getInteger("offset"))
                .startsWith(0, 2, 3, 0, 2, 3);
        Arrived first = client.cloud.requests().get(0);
        assertThat(first.method() + " " + first.uri()).isEqualTo("POST /v2/p/batch-query-metric-data");
        assertThat(first.json())
                .isEqualTo(new JsonObject()
                        .put("namespace", "SYS.DMS")
                        .put("metric_name", "kafka_wait_synchronize_data")
                        .put("metric_dimension", "kafka_instance_id,connector_task")
                        .put("from", NOW - 300_000)
                        .put("to", NOW)
                        .put("limit", 1000)
                        .put("offset", 0));
        assertThat(client.counts.requests()).containsOnly("query_cloud_eye 200");
    }

    @Test
    void allPoints_end_whenAPageOnlyRepeatsPoints() throws Exception {
        client.cloud.answers(new JsonObject()
                .put("data_points", new JsonArray().add(point(tasks(1).get(0), NOW, 1)))
                .encode());

        assertThat(client.all()).hasSize(4);
        assertThat(client.cloud.requests()).hasSize(8);
    }

    @Test
    void allPoints_end_after100Pages_ofEachMetric() throws Exception {
        client.cloud.answers(request -> Canned.ok(new JsonObject()
                .put(
                        "data_points",
                        new JsonArray()
                                .add(point(tasks(1).get(0), request.json().getInteger("offset"), 1)))
                .encode()));

        assertThat(client.all()).hasSize(400);
        assertThat(client.cloud.requests()).hasSize(400);
    }

    @Test
    void allPoints_fail_withTheFirstMetric() {
        client.cloud.answers(request -> Canned.of(
                404, "{\"error_code\":\"APIG.0101\",\"error_msg\":\"The API does not exist\",\"request_id\":\"r\"}"));

        CloudFailure failure = client.failureOfAll();

        assertThat(failure.isMissingApi()).isTrue();
        assertThat(failure.operation()).contains(Operation.QUERY_CLOUD_EYE);
        assertThat(client.cloud.requests()).hasSize(1);
    }

    /** Answers API v1 with a point of 1 for each metric; refuses more than {@code most} metrics. */
    private void answersBatches(int most) {
        client.cloud.answers(request -> {
            JsonArray asked = request.json().getJsonArray("metrics");
            return asked.size() > most ? Canned.of(400, "{\"http_code\":400}") : Canned.ok(points(asked));
        });
    }

    private static String points(JsonArray asked) {
        JsonArray found = new JsonArray();
        asked.stream()
                .map(JsonObject.class::cast)
                .forEach(metric -> found.add(metric.put(
                        "datapoints",
                        new JsonArray()
                                .add(new JsonObject().put("timestamp", NOW).put("average", 1)))));
        return new JsonObject().put("metrics", found).encode();
    }

    private List<Integer> batches() {
        List<Integer> sizes = client.cloud.requests().stream()
                .map(request -> request.json().getJsonArray("metrics").size())
                .toList();
        client.cloud.requests().clear();
        return sizes;
    }

    @Test
    void batch_isAsLargeAsThePointsAllow() throws Exception {
        answersBatches(500);

        assertThat(client.points(tasks(200))).hasSize(800);

        Arrived first = client.cloud.requests().get(0);
        assertThat(first.method() + " " + first.uri()).isEqualTo("POST /V1.0/p/batch-query-metric-data");
        JsonArray metrics = (JsonArray) first.json().remove("metrics");
        assertThat(metrics.getJsonObject(1))
                .isEqualTo(metric(tasks(1).get(0)).put("metric_name", "kafka_synchronize_rate"));
        assertThat(batches()).containsExactly(300, 300, 200);
        assertThat(client.points(List.of())).isEmpty();
        assertThat(batches()).isEmpty();
    }

    @Test
    void batch_hasAWindow_aPeriodAndAFilter() throws Exception {
        answersBatches(500);
        client.points(tasks(1));

        JsonObject body = client.cloud.requests().get(0).json();
        body.remove("metrics");
        assertThat(body)
                .isEqualTo(new JsonObject()
                        .put("from", NOW - 600_000)
                        .put("to", NOW)
                        .put("period", "1")
                        .put("filter", "average"));
    }

    @Test
    void batch_isShorterThan512KiB() throws Exception {
        answersBatches(500);
        List<TaskSeries> tasks = IntStream.range(0, 75)
                .mapToObj(i -> new TaskSeries("i", "\u0001".repeat(500) + i))
                .toList();

        assertThat(client.points(tasks)).hasSize(300);
        assertThat(client.cloud.requests())
                .hasSizeGreaterThan(1)
                .allMatch(request -> request.body().length() < 512_000);
    }

    @Test
    void batch_halvesWhenRefused_andIsRemembered() throws Exception {
        answersBatches(100);

        assertThat(client.points(tasks(100))).hasSize(400);
        assertThat(batches()).containsExactly(300, 150, 75, 75, 75, 75, 75, 25);
        assertThat(client.points(tasks(20))).hasSize(80);
        assertThat(batches()).containsExactly(75, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-de", "eu-nl"})
    void batch_ofOpenTelekomCloud_beginsWith10_andDoubles(String region) throws Exception {
        client.close();
        client = new EyeTestClient(VERTX, region);
        answersBatches(80);

        assertThat(client.points(tasks(100))).hasSize(400);
        assertThat(batches()).containsExactly(10, 20, 40, 80, 160, 80, 80, 80, 10);
    }

    @Test
    void metricThatIsRefusedAlone_isLeftOut_andTheOthersAreRead() throws Exception {
        client.cloud.answers(
                request -> request.body().contains("task-7") && request.body().contains("message_delay")
                        ? Canned.of(400, "{\"http_code\":400,\"message\":{\"details\":\"bad\",\"code\":\"ces.0014\"}}")
                        : Canned.ok(points(request.json().getJsonArray("metrics"))));

        assertThat(client.points(tasks(8))).hasSizeBetween(30, 31);
        client.cloud.requests().clear();
        answersBatches(500);
        assertThat(client.points(tasks(300))).hasSize(1_200);
        assertThat(batches()).contains(300);
    }

    @Test
    void query_ends_whenTheCloudRefusesEverything() {
        client.cloud.answers(request -> Canned.of(400, "{\"http_code\":\"400\"}"));

        assertThat(client.failureOfPoints(tasks(300)).reason()).isEqualTo(FailureReason.REJECTED);
        assertThat(client.cloud.requests()).hasSize(20);
    }

    @Test
    void batchThatFails_losesItsPointsOnly() throws Exception {
        client.cloud.answers(request -> client.cloud.requests().size() == 2
                ? Canned.of(500, "")
                : Canned.ok(points(request.json().getJsonArray("metrics"))));

        assertThat(client.points(tasks(200))).hasSize(500);
        assertThat(batches()).containsExactly(300, 300, 200);
    }

    @Test
    void query_ends_whenThreeBatchesFail() {
        client.cloud.answers(request -> Canned.of(500, ""));

        assertThat(client.failureOfPoints(tasks(800)).reason()).isEqualTo(FailureReason.SERVER_ERROR);
        assertThat(client.cloud.requests()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "403, ces.0017, DENIED",
        "403, 403, DENIED",
        "404, ces.0016, NOT_FOUND",
        "429, ces.0429, THROTTLED",
        "429, APIGW.0308, THROTTLED",
    })
    void query_endsAtOnce_forAReasonThatHoldsForAllBatches(int status, String code, FailureReason reason) {
        String body =
                "{\"http_code\":\"" + status + "\",\"message\":{\"details\":\"Policy doesn't allow it\",\"code\":\""
                        + code + "\"},\"encoded_authorization_message\":null}";
        client.cloud.answers(request -> Canned.of(status, body));

        CloudFailure failure = client.failureOfPoints(tasks(200));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).message().contains("Policy doesn't allow it");
        assertThat(client.cloud.requests()).hasSize(1);
    }

    @Test
    void pointsNotAskedFor_areIgnored() throws Exception {
        JsonArray answer = new JsonArray()
                .add(metric(new TaskSeries("i", "other")).put("metric_name", "message_delay"))
                .add(metric(tasks(1).get(0)).put("metric_name", "messages_remained"))
                .add(metric(tasks(1).get(0)))
                .add(metric(tasks(1).get(0)).put("metric_name", "message_delay"))
                .add(metric(tasks(1).get(0)).put("metric_name", "message_delay").put("datapoints", 7));
        answer.stream()
                .limit(4)
                .forEach(item -> ((JsonObject) item)
                        .put(
                                "datapoints",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("timestamp", 1)
                                                .put("average", 2))));
        client.cloud.answers(new JsonObject().put("metrics", answer).encode());

        assertThat(client.points(tasks(1)))
                .containsExactly(new Point(tasks(1).get(0), EyeMetric.DELAY, Instant.ofEpochMilli(1), 2));
        assertThat(client.counts.unreadable()).containsExactly("datapoints");
    }

    @Test
    void answerOf16MiB_isRead_withinALimit() throws Exception {
        String point = metric(tasks(1).get(0)).encode();
        StringBuilder page = new StringBuilder("{\"data_points\":[");
        for (int i = 0; page.length() < (16 << 20) - 400; i++) {
            page.append(i == 0 ? "" : ",").append(point, 0, point.length() - 1);
            page.append(",\"timestamp\":").append(i).append(",\"value\":1}");
        }
        String body = page.append("]}").toString();
        client.cloud.answers(
                request -> Canned.ok(request.json().getInteger("offset") == 0 ? body : "{\"data_points\":[]}"));

        assertThat(client.all()).hasSizeBetween(300_000, PointCollector.MOST_POINTS);
    }

    @Test
    void limits_areItsOwn() {
        ApiSettings dms = new ApiSettings(Duration.ofSeconds(9), 8, 100, 2, Duration.ofMinutes(1));

        assertThat(RestCloudEye.limits(dms))
                .isEqualTo(new ApiSettings(
                        Duration.ofSeconds(9), 1, 5, 2, Duration.ofSeconds(1), Duration.ofSeconds(4), true));
        assertThat(RestCloudEye.limits(DmsTestClient.AT_ONCE.withoutWaiting()).waitsWhenThrottled())
                .isFalse();
    }
}
