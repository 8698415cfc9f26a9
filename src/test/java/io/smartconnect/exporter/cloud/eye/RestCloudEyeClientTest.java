package io.smartconnect.exporter.cloud.eye;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.DmsTestClient;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.http.CannedCloud.Arrived;
import io.smartconnect.exporter.cloud.http.CannedCloud.Canned;
import io.smartconnect.exporter.cloud.route.CertificateAuthorities;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cloud Eye over real HTTP: its lists, its queries by API v2, and its limits. */
class RestCloudEyeClientTest {

    private static final Vertx VERTX = Vertx.vertx();
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

    private static String series(String marker, TaskSeries... series) {
        JsonArray metrics = new JsonArray();
        List.of(series).forEach(each -> metrics.add(EyeSamples.metric(each)));
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
        assertThat(client.failureOfPoints(EyeSamples.tasks(1)).reason()).isEqualTo(FailureReason.BAD_RESPONSE);
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
        return EyeSamples.metric(series).put("timestamp", time).put("value", value);
    }

    @Test
    void allPoints_areThoseOfAllPages_ofEachMetric() throws Exception {
        List<TaskSeries> tasks = EyeSamples.tasks(3);
        List<JsonObject> points = new ArrayList<>();
        tasks.forEach(task -> points.add(point(task, EyeSamples.NOW - 60_000, 5)));
        answersAll(2, points);

        assertThat(client.all())
                .hasSize(12)
                .contains(new CloudEyePoint(tasks.get(2), EyeMetric.DELAY, EyeTestClient.NOW.minusSeconds(60), 5));
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
                        .put("from", EyeSamples.NOW - 300_000)
                        .put("to", EyeSamples.NOW)
                        .put("limit", 1000)
                        .put("offset", 0));
        assertThat(client.counts.requests()).containsOnly("query_cloud_eye 200");
    }

    @Test
    void pointsMoreThanAMinuteAhead_areDroppedAndCounted_inAnyOrder() throws Exception {
        TaskSeries task = EyeSamples.tasks(1).get(0);
        answersAll(
                1000,
                List.of(
                        point(task, EyeSamples.NOW + 60_000, 3),
                        point(task, EyeSamples.NOW + 60_001, 4),
                        point(task, EyeSamples.NOW - 60_000, 2),
                        point(task, EyeSamples.NOW + 60_000, 5)));

        assertThat(client.all())
                .filteredOn(point -> point.metric() == EyeMetric.RATE)
                .containsExactly(
                        new CloudEyePoint(task, EyeMetric.RATE, EyeTestClient.NOW.minusSeconds(60), 2),
                        new CloudEyePoint(task, EyeMetric.RATE, EyeTestClient.NOW.plusSeconds(60), 3));
        assertThat(client.counts.unreadable()).hasSize(4).containsOnly("timestamp");
    }

    @Test
    void allPoints_end_whenAPageOnlyRepeatsPoints() throws Exception {
        client.cloud.answers(new JsonObject()
                .put(
                        "data_points",
                        new JsonArray().add(point(EyeSamples.tasks(1).get(0), EyeSamples.NOW, 1)))
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
                                .add(point(
                                        EyeSamples.tasks(1).get(0),
                                        request.json().getInteger("offset"),
                                        1)))
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
        assertThat(failure.operation()).contains(CloudOperation.QUERY_CLOUD_EYE);
        assertThat(client.cloud.requests()).hasSize(1);
    }

    @Test
    void answerOfTooManyPoints_isRefused_withTheRule_andALongOneIsRead() throws Exception {
        answersPoints(10_000);
        assertThat(client.all().size()).isEqualTo(40_000);

        answersPoints(60_000);
        CloudFailure failure = client.failureOfAll();
        assertThat(failure.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
        assertThat(failure.getMessage()).isEqualTo("must have at most 200,000 values");
    }

    private void answersPoints(int points) {
        String point = EyeSamples.metric(EyeSamples.tasks(1).get(0)).encode();
        StringBuilder page = new StringBuilder("{\"data_points\":[");
        for (int i = 0; i < points; i++) {
            page.append(i == 0 ? "" : ",").append(point, 0, point.length() - 1);
            page.append(",\"timestamp\":").append(i).append(",\"value\":1}");
        }
        String body = page.append("]}").toString();
        client.cloud.answers(
                request -> Canned.ok(request.json().getInteger("offset") == 0 ? body : "{\"data_points\":[]}"));
    }

    @Test
    void limits_areItsOwn() {
        ApiSettings dms = new ApiSettings(Duration.ofSeconds(9), 8, 100, 2, Duration.ofMinutes(1));

        assertThat(RestCloudEyeClient.limits(dms))
                .isEqualTo(new ApiSettings(
                        Duration.ofSeconds(9),
                        1,
                        5,
                        2,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        true,
                        CertificateAuthorities.OF_JVM));
        assertThat(RestCloudEyeClient.limits(DmsTestClient.AT_ONCE.withoutWaiting())
                        .waitsWhenThrottled())
                .isFalse();
    }
}
