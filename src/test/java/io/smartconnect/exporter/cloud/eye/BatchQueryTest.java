package io.smartconnect.exporter.cloud.eye;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.http.CannedCloud.Arrived;
import io.smartconnect.exporter.cloud.http.CannedCloud.Canned;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries by API v1 over real HTTP: their batches, and what a failed batch costs. */
class BatchQueryTest {

    private static final Vertx VERTX = Vertx.vertx();

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
                                .add(new JsonObject()
                                        .put("timestamp", EyeSamples.NOW)
                                        .put("average", 1)))));
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

        assertThat(client.points(EyeSamples.tasks(200))).hasSize(800);

        Arrived first = client.cloud.requests().get(0);
        assertThat(first.method() + " " + first.uri()).isEqualTo("POST /V1.0/p/batch-query-metric-data");
        JsonArray metrics = (JsonArray) first.json().remove("metrics");
        assertThat(metrics.getJsonObject(1))
                .isEqualTo(EyeSamples.metric(EyeSamples.tasks(1).get(0)).put("metric_name", "kafka_synchronize_rate"));
        assertThat(batches()).containsExactly(300, 300, 200);
        assertThat(client.points(List.of())).isEmpty();
        assertThat(batches()).isEmpty();
    }

    @Test
    void batch_hasAWindow_aPeriodAndAFilter() throws Exception {
        answersBatches(500);
        client.points(EyeSamples.tasks(1));

        JsonObject body = client.cloud.requests().get(0).json();
        body.remove("metrics");
        assertThat(body)
                .isEqualTo(new JsonObject()
                        .put("from", EyeSamples.NOW - 600_000)
                        .put("to", EyeSamples.NOW)
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

        assertThat(client.points(EyeSamples.tasks(100))).hasSize(400);
        assertThat(batches()).containsExactly(300, 150, 75, 75, 75, 75, 75, 25);
        assertThat(client.points(EyeSamples.tasks(20))).hasSize(80);
        assertThat(batches()).containsExactly(75, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-de", "eu-nl"})
    void batch_ofOpenTelekomCloud_beginsWith10_andDoubles(String region) throws Exception {
        client.close();
        client = new EyeTestClient(VERTX, region);
        answersBatches(80);

        assertThat(client.points(EyeSamples.tasks(100))).hasSize(400);
        assertThat(batches()).containsExactly(10, 20, 40, 80, 160, 80, 80, 80, 10);
    }

    @Test
    void metricThatIsRefusedAlone_isLeftOut_andTheOthersAreRead() throws Exception {
        client.cloud.answers(
                request -> request.body().contains("task-7") && request.body().contains("message_delay")
                        ? Canned.of(400, "{\"http_code\":400,\"message\":{\"details\":\"bad\",\"code\":\"ces.0014\"}}")
                        : Canned.ok(points(request.json().getJsonArray("metrics"))));

        EyePoints read = client.read(EyeSamples.tasks(8));

        assertThat(read.points()).hasSizeBetween(30, 31);
        assertThat(read.failure()).map(CloudFailure::reason).contains(FailureReason.REJECTED);
        client.cloud.requests().clear();
        answersBatches(500);
        assertThat(client.points(EyeSamples.tasks(300))).hasSize(1_200);
        assertThat(batches()).contains(300);
    }

    @Test
    void query_ends_whenTheCloudRefusesEverything() {
        client.cloud.answers(request -> Canned.of(400, "{\"http_code\":\"400\"}"));

        assertThat(client.failureOfPoints(EyeSamples.tasks(300)).reason()).isEqualTo(FailureReason.REJECTED);
        assertThat(client.cloud.requests()).hasSize(20);
    }

    @Test
    void batchThatFails_losesItsPointsOnly_andIsReported() throws Exception {
        client.cloud.answers(request -> client.cloud.requests().size() == 2
                ? Canned.of(500, "")
                : Canned.ok(points(request.json().getJsonArray("metrics"))));

        EyePoints read = client.read(EyeSamples.tasks(200));

        assertThat(read.points()).hasSize(500);
        assertThat(read.failure()).map(CloudFailure::reason).contains(FailureReason.SERVER_ERROR);
        assertThat(batches()).containsExactly(300, 300, 200);
    }

    @Test
    void query_ends_whenThreeBatchesFail() {
        client.cloud.answers(request -> Canned.of(500, ""));

        assertThat(client.failureOfPoints(EyeSamples.tasks(800)).reason()).isEqualTo(FailureReason.SERVER_ERROR);
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

        CloudFailure failure = client.failureOfPoints(EyeSamples.tasks(200));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).message().contains("Policy doesn't allow it");
        assertThat(client.cloud.requests()).hasSize(1);
    }

    @Test
    void pointsNotAskedFor_areIgnored() throws Exception {
        JsonArray answer = new JsonArray()
                .add(EyeSamples.metric(new TaskSeries("i", "other")).put("metric_name", "message_delay"))
                .add(EyeSamples.metric(EyeSamples.tasks(1).get(0)).put("metric_name", "messages_remained"))
                .add(EyeSamples.metric(EyeSamples.tasks(1).get(0)))
                .add(EyeSamples.metric(EyeSamples.tasks(1).get(0)).put("metric_name", "message_delay"))
                .add(EyeSamples.metric(EyeSamples.tasks(1).get(0))
                        .put("metric_name", "message_delay")
                        .put("datapoints", 7));
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

        assertThat(client.points(EyeSamples.tasks(1)))
                .containsExactly(
                        new CloudEyePoint(EyeSamples.tasks(1).get(0), EyeMetric.DELAY, Instant.ofEpochMilli(1), 2));
        assertThat(client.counts.unreadable()).containsExactly("datapoints");
    }
}
