package io.smartconnect.exporter.web.api;

import static io.smartconnect.exporter.web.JudgedTasks.NOW;
import static io.smartconnect.exporter.web.JudgedTasks.bare;
import static io.smartconnect.exporter.web.JudgedTasks.barePartition;
import static io.smartconnect.exporter.web.JudgedTasks.dump;
import static io.smartconnect.exporter.web.JudgedTasks.endangeredDump;
import static io.smartconnect.exporter.web.JudgedTasks.instance;
import static io.smartconnect.exporter.web.JudgedTasks.judged;
import static io.smartconnect.exporter.web.JudgedTasks.late;
import static io.smartconnect.exporter.web.JudgedTasks.partition;
import static io.smartconnect.exporter.web.JudgedTasks.progress;
import static io.smartconnect.exporter.web.JudgedTasks.rates;
import static io.smartconnect.exporter.web.JudgedTasks.replication;
import static io.smartconnect.exporter.web.JudgedTasks.snapshot;
import static io.smartconnect.exporter.web.JudgedTasks.task;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.Partitions;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.web.Description;
import io.smartconnect.exporter.web.HttpTestClient;
import io.smartconnect.exporter.web.JudgedTasks;
import io.smartconnect.exporter.web.WebSamples;
import io.smartconnect.exporter.web.WebServer;
import io.smartconnect.exporter.web.WebSettings;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON API over a real port. Every answer is also checked against the description. */
@Timeout(60)
class TaskApiTest {

    private static final String LIST = "/api/v1/tasks";
    private static final String ONE = "/api/v1/tasks/{task_id}";
    private static final String DESCRIPTION = "/api/v1/openapi.json";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void list_isEmpty_beforeTheFirstPoll() throws Exception {
        HttpResponse<String> response = list(snapshot(), "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"tasks\":[]}");
    }

    @Test
    void standby_namesTheProcessThatPolls() throws Exception {
        Snapshot standby = Snapshot.of(new Standby(Optional.of("exporter-a")), NOW);

        assertThat(list(standby, "").body()).isEqualTo("{\"polled_by\":\"exporter-a\",\"tasks\":[]}");
        assertThat(list(Snapshot.of(Standby.UNKNOWN, NOW), "").body()).startsWith("{\"polled_by\":null,");
        HttpResponse<String> one = show(standby, "t-1", "");
        assertThat(one.statusCode()).isEqualTo(404);
        assertThat(one.body()).isEqualTo("{\"error\":\"this process stands by: exporter-a polls\"}");
    }

    @Test
    void list_hasEveryFactButThePartitions() throws Exception {
        assertThat(list(typical(), "").body()).isEqualTo(compact("""
                        {"tasks":[{
                          "target":"prod",
                          "instance_id":"i-1",
                          "instance_name":"orders",
                          "task_id":"t-1",
                          "task_name":"nightly",
                          "kind":"dump",
                          "source":null,
                          "destination":"obs://bucket/path",
                          "topics":"a,b",
                          "status":"RUNNING",
                          "health":"stalled",
                          "reason":"because stalled",
                          "lag_messages":9007199254740998,
                          "lag_seconds":734.25,
                          "lag_seconds_lower_bound":true,"lag_objective_seconds":1800,
                          "lag_source":"dump",
                          "delay_seconds":null,
                          "retention_margin_seconds":null,
                          "expired_messages":null,
                          "transferred_per_second":0.5,
                          "produced_per_second":0.25,
                          "catch_up_seconds":1468.5,
                          "data_age_seconds":21.4
                        }]}
                        """));
    }

    @Test
    void show_addsThePartitions_withTheirSamples() throws Exception {
        String task = show(typical(), "t-1", "").body();

        assertThat(task.substring(task.indexOf("\"partitions\""))).isEqualTo(compact("""
                        "partitions":[
                          {"topic":"a","partition":0,"status":"RUNNING",
                          "health":"stalled","reason":"because stalled",
                          "log_start_offset":null,"log_end_offset":9007199254740999,"last_transfer_offset":6,"lag_messages":9007199254740993,
                          "lag_seconds":734.25,"lag_seconds_lower_bound":false,"retention_margin_seconds":null,
                          "samples":[
                            {"time":"2026-03-01T11:59:00Z","log_end_offset":9007199254740998,"last_transfer_offset":6},
                            {"time":"2026-03-01T12:00:00.001Z","log_end_offset":9007199254740999,"last_transfer_offset":6}
                          ]},
                          {"topic":"a","partition":1,"status":"RUNNING",
                          "health":"warn","reason":"because warn",
                          "log_start_offset":null,"log_end_offset":5,"last_transfer_offset":0,"lag_messages":5,
                          "lag_seconds":3.0,"lag_seconds_lower_bound":true,"retention_margin_seconds":null,
                          "samples":[]},
                          {"topic":"b","partition":7,"status":null,
                          "health":null,"reason":null,
                          "log_start_offset":null,"log_end_offset":null,"last_transfer_offset":null,"lag_messages":null,
                          "lag_seconds":null,"lag_seconds_lower_bound":null,"retention_margin_seconds":null,
                          "samples":null}
                        ]}
                        """));
        String listed = list(typical(), "").body();
        assertThat(task).startsWith(listed.substring("{\"tasks\":[".length(), listed.length() - "}]}".length()));
    }

    @Test
    void replication_hasTheValuesOfCloudEye_andTheAgeOfItsPoint() throws Exception {
        JsonObject task = new JsonObject(show(snapshot(instance("i-1", "", replication("t-1"))), "t-1", "")
                .body());

        assertThat(task.getMap())
                .containsAllEntriesOf(Map.of(
                        "lag_source", "cloud_eye",
                        "lag_messages", 4121,
                        "lag_seconds", 95.5,
                        "lag_seconds_lower_bound", false,
                        "delay_seconds", 95.5,
                        "transferred_per_second", 2.5,
                        "retention_margin_seconds", 3600.0,
                        "expired_messages", 7,
                        "data_age_seconds", 240.0))
                .containsEntry("partitions", null)
                .containsEntry("produced_per_second", null);
    }

    @Test
    void retention_isThatOfEachPartition_andOfTheTask() throws Exception {
        JsonObject task = new JsonObject(show(snapshot(instance("i-1", "", endangeredDump("t-1"))), "t-1", "")
                .body());

        assertThat(task.getMap())
                .containsEntry("retention_margin_seconds", 900.5)
                .containsEntry("expired_messages", 0);
        assertThat(task.getJsonArray("partitions").getJsonObject(0).getMap())
                .containsEntry("log_start_offset", 80)
                .containsEntry("retention_margin_seconds", 900.5);
        assertThat(task.getJsonArray("partitions").getJsonObject(1).getMap())
                .containsEntry("log_start_offset", null)
                .containsEntry("retention_margin_seconds", null);
    }

    @Test
    void whatIsNotKnown_isNull() throws Exception {
        HttpResponse<String> response = show(snapshot(instance("i-1", "", bare("t-1"))), "t-1", "");

        assertThat(new JsonObject(response.body()).getMap())
                .hasSize(25)
                .allSatisfy((name, value) -> assertThat(value)
                        .isEqualTo(Map.of("target", "prod", "instance_id", "i-1", "task_id", "t-1")
                                .get(name)));
    }

    @Test
    void partitions_areEmpty_whenTheDetailHasNone() throws Exception {
        HttpResponse<String> response = show(snapshot(instance("i-1", "", dump("t-1", Health.OK))), "t-1", "");

        assertThat(new JsonObject(response.body()).getValue("partitions")).isEqualTo(new JsonArray());
    }

    @Test
    void list_hasTheWorstFirst() throws Exception {
        Snapshot snapshot = snapshot(
                instance(
                        "i-2",
                        "",
                        dump("ok", Health.OK, late(0, 900, Optional.of(new LagTime(900, false)))),
                        dump("paused", Health.PAUSED),
                        dump("unknown", Health.UNKNOWN),
                        dump("warn", Health.WARN),
                        dump("rewound", Health.REWOUND),
                        dump("failed", Health.FAILED),
                        dump("stalled-alike", Health.STALLED)),
                instance(
                        "i-1",
                        "",
                        dump("stalled-alike-2", Health.STALLED),
                        dump("stalled-alike-1", Health.STALLED),
                        dump("stalled-some", Health.STALLED, late(0, 1, Optional.empty())),
                        dump("stalled-more", Health.STALLED, late(0, 2, Optional.empty())),
                        dump("stalled-young", Health.STALLED, late(0, 3, Optional.of(LagTime.NONE))),
                        dump("stalled-old", Health.STALLED, late(0, 1, Optional.of(new LagTime(7, false)))),
                        bare("not-judged")));

        assertThat(ids(list(snapshot, "")))
                .containsExactly(
                        "failed",
                        "stalled-old",
                        "stalled-young",
                        "stalled-more",
                        "stalled-some",
                        "stalled-alike-1",
                        "stalled-alike-2",
                        "stalled-alike",
                        "rewound",
                        "warn",
                        "not-judged",
                        "unknown",
                        "paused",
                        "ok");
    }

    @ParameterizedTest
    @CsvSource({
        "?instance_id=i-2, two three",
        "?status=PAUSED, three",
        "?health=ok, one three",
        "?health=ok&instance_id=i-1, one",
        "?health=failed, ''",
        "?instance_id=I-1, ''",
        "?status=paused, ''",
        "?%69nstance_id=i%2D2, two three",
    })
    void list_canBeFiltered(String query, String expected) throws Exception {
        Task paused = judged(
                task("three", "", Optional.of("PAUSED"), JudgedTasks.DUMP, Optional.empty()),
                Health.OK,
                rates(0, 0, 0));
        Snapshot snapshot = snapshot(
                instance("i-1", "", dump("one", Health.OK)), instance("i-2", "", dump("two", Health.WARN), paused));

        assertThat(String.join(" ", ids(list(snapshot, query)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?state=x | the parameters are instance_id, status, health; found \"state\"",
                "?health=bad | health: must be one of ok, paused, unknown, warn, rewound, stalled, failed; found \"bad\"",
                "?health=OK | health: must be one of ok, paused, unknown, warn, rewound, stalled, failed; found \"OK\"",
                "?status= | status: must not be empty",
                "?status | status: must not be empty",
                "?health=ok&health=warn | health: must be given only once; found 2",
                "?%22%0a | the parameters are instance_id, status, health; found \"\"\\n\"",
            })
    void badParameter_isRefused_withTheRule(String query, String error) throws Exception {
        HttpResponse<String> response = list(typical(), query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo(error.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?health=ok", "?instance_id=", "?instance_id=i-1&instance_id=i-2"})
    void badParameter_isRefused_forOneTaskToo(String query) throws Exception {
        assertThat(show(typical(), "t-1", query).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tasks?health=%zz, Error while decoding query params",
        "/api/v1/tasks/%zz, Not a valid request",
        "/api/v1/tasks/%, Not a valid request",
        "/api/v1/tasks/%4, Not a valid request",
    })
    void badEscape_isRefused(String path, String error) throws Exception {
        try (HttpTestClient raw = new HttpTestClient(start(typical()).port())) {
            raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(raw.untilTheEnd()).startsWith("HTTP/1.1 400").endsWith("\r\n\r\n{\"error\":\"" + error + "\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/tasks/", "/api/v1/tasks/a/b", "/api/v1/tasks/%2E%2E", "/api/v1/", "/api/v1/tasksx"})
    void unknownPath_isNotFound(String path) throws Exception {
        try (HttpTestClient raw = new HttpTestClient(start(typical()).port())) {
            raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(raw.untilTheEnd())
                    .startsWith("HTTP/1.1 404")
                    .contains("{\"error\":\"Not found. The paths are: / ");
        }
    }

    @Test
    void unknownTask_isNotFound() throws Exception {
        HttpResponse<String> response = show(typical(), "t-2", "");
        HttpResponse<String> elsewhere = show(typical(), "t-1", "?instance_id=i-2");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(error(response)).isEqualTo("No task has the id \"t-2\"");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(error(elsewhere)).isEqualTo("No task of the instance \"i-2\" has the id \"t-1\"");
    }

    @Test
    void sharedId_needsTheInstance() throws Exception {
        Snapshot snapshot = snapshot(
                instance("i-1", "", bare("t-1")),
                instance("i-2", "orders", bare("other"), dump("t-1", Health.STALLED)));

        HttpResponse<String> conflict = show(snapshot, "t-1", "");

        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).isEqualTo(compact("""
                        {"error":"Several instances have a task with the id \\"t-1\\"; choose one by instance_id",
                        "candidates":[
                          {"instance_id":"i-2","instance_name":"orders","task_id":"t-1","task_name":"nightly"},
                          {"instance_id":"i-1","instance_name":null,"task_id":"t-1","task_name":null}
                        ]}
                        """));
        assertThat(new JsonObject(show(snapshot, "t-1", "?instance_id=i-1").body()).getString("instance_id"))
                .isEqualTo("i-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "/",
                "\"quoted\"",
                "two\r\nlines",
                "a+b c",
                "%2F",
                "100%",
                "?instance_id=x",
                "#fragment",
                "{task_id}",
                "\\E.*\\Q",
                "…",
                "Überlauf 🚀",
                "\uFFFD",
                "\0",
                "a;b=c",
                "x.y.",
            })
    void hostileId_isFound(String id) throws Exception {
        Snapshot snapshot = snapshot(instance("i-1", "", bare("other"), bare(id)));

        assertThat(new JsonObject(show(snapshot, id, "").body()).getString("task_id"))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "\r\n", "\0\u001f", "<script>alert(1)</script>", "\u2028", "🚀", "\uFEFF"})
    void hostileText_isReadBackAsItWas(String text) throws Exception {
        Snapshot snapshot = saying(text);

        HttpResponse<String> listed = list(snapshot, "");
        JsonObject shown = new JsonObject(show(snapshot, "t-1", "").body());

        assertThat(new JsonObject(listed.body()).getJsonArray("tasks").getJsonObject(0))
                .isEqualTo(without("partitions", shown));
        assertThat(shown.stream().map(Map.Entry::getValue).filter(text::equals)).hasSize(6);
        assertThat(shown.getJsonArray("partitions").getJsonObject(0).getString("topic"))
                .isEqualTo(text);
        assertThat(listed.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE80"})
    void halfACharacter_isReplaced(String half) throws Exception {
        JsonObject shown =
                new JsonObject(show(saying("a" + half + "b"), "t-1", "").body());

        assertThat(shown.getString("task_name")).isEqualTo("a\uFFFDb");
    }

    @Test
    void lag_isExact_evenBeyondTheLargestLong() throws Exception {
        Snapshot snapshot = snapshot(instance(
                "i-1", "", dump("t-1", Health.OK, partition(0, Long.MAX_VALUE, 0), partition(1, Long.MAX_VALUE, 0))));

        JsonObject shown = new JsonObject(show(snapshot, "t-1", "").body());

        assertThat(shown.getValue("lag_messages"))
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).shiftLeft(1));
        assertThat(shown.getJsonArray("partitions").getJsonObject(0).getValue("lag_messages"))
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_REPLICATOR_SOURCE, NONE, replicate",
        "REDIS_REPLICATOR_SOURCE, REDIS_REPLICATOR_SINK, redis",
        "NONE, OBS_SINK, dump",
        "'', OBS_SINK, dump",
        "NEW_SOURCE, NEW_SINK, ",
    })
    void kind_followsTheTypes(String source, String sink, String kind) throws Exception {
        TaskInfo info = new TaskInfo(source, sink, "", "orders-.*", "", "", "", "");
        Snapshot snapshot = snapshot(instance("i-1", "", task("t-1", "", Optional.empty(), info, Optional.empty())));

        JsonObject shown = new JsonObject(show(snapshot, "t-1", "").body());

        assertThat(shown.getString("kind")).isEqualTo(kind);
        assertThat(shown.getString("topics")).isEqualTo("orders-.*");
    }

    @Test
    void dataAge_isNeverNegative() throws Exception {
        WebServer server = start(typical(), NOW.minusSeconds(3600));

        JsonObject shown =
                new JsonObject(send(request(server, "/api/v1/tasks/t-1")).body());

        assertThat(shown.getValue("data_age_seconds")).isEqualTo(0.0);
    }

    @Test
    void largeTask_arrivesWhole() throws Exception {
        HttpResponse<String> response = show(JudgedTasks.large(1_000), "t-1", "");

        JsonArray partitions = new JsonObject(response.body()).getJsonArray("partitions");
        assertThat(partitions)
                .hasSize(1_000)
                .allSatisfy(partition -> assertThat(((JsonObject) partition).getJsonArray("samples"))
                        .hasSize(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/tasks", "/api/v1/tasks/t-1"})
    void answer_isDeflated_whenTheClientAcceptsThat(String path) throws Exception {
        WebServer server = start(typical());

        HttpResponse<byte[]> zipped = client.send(
                request(server, path).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        HttpResponse<String> plain = send(request(server, path));

        assertThat(zipped.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())))
                .hasBinaryContent(plain.body().getBytes(UTF_8));
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(List.of(zipped.headers().firstValue("vary"), plain.headers().firstValue("vary")))
                .containsOnly(Optional.of("Accept-Encoding"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tasks, 200",
        "/api/v1/tasks/t-1, 200",
        "/api/v1/openapi.json, 200",
        "/api/v1/tasks?x=y, 400",
        "/api/v1/tasks/none, 404",
        "/api/v1/none, 404",
    })
    void everyAnswer_isJson_thatIsNotKept_andHasAHead(String path, int status) throws Exception {
        WebServer server = start(typical());

        HttpResponse<String> get = send(request(server, path));
        HttpResponse<String> head = send(request(server, path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(get.statusCode()).isEqualTo(status);
        assertThat(get.headers().map())
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry(
                        "content-length", List.of(Integer.toString(get.body().getBytes(UTF_8).length)));
        assertThat(new JsonObject(get.body())).isNotEmpty();
        assertThat(head.body()).isEmpty();
        assertThat(head.statusCode()).isEqualTo(status);
        assertThat(head.headers().map()).isEqualTo(get.headers().map());
    }

    @ParameterizedTest
    @CsvSource({LIST + ", /api/v1/tasks", ONE + ", /api/v1/tasks/t-1", DESCRIPTION + ", /api/v1/openapi.json"})
    void otherMethod_isNotAllowed(String described, String path) throws Exception {
        HttpResponse<String> response =
                send(request(start(typical()), path).method("DELETE", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
        Description.assertForesees(described, response);
    }

    @Test
    void mistakeOfOurOwn_isAnswered500_inJson() throws Exception {
        WebServer server = start(WebSamples.inputs(
                WebSamples.NO_METRICS,
                () -> {
                    throw new IllegalStateException("secret detail");
                },
                () -> NOW));

        HttpResponse<String> response = send(request(server, LIST));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"error\":\"The request failed; the log has the cause\"}");
        Description.assertForesees(LIST, response);
    }

    @Test
    void pathsOfTheApi_areThoseThatAreDescribed() throws Exception {
        HttpResponse<String> response = send(request(start(typical()), "/api/v1/none"));

        assertThat(List.of(error(response).split(" ")))
                .filteredOn(word -> word.startsWith("/api/"))
                .containsExactlyInAnyOrderElementsOf(
                        Description.DOCUMENT.getJsonObject("paths").fieldNames());
    }

    @Test
    void description_isServedAsItIs() throws Exception {
        HttpResponse<String> response = send(request(start(typical()), DESCRIPTION));

        assertThat(response.body()).isEqualTo(Description.TEXT);
        Description.assertForesees(DESCRIPTION, response);
    }

    /** A stalled dump: one partition well known, one a lower bound, one unknown. */
    private static Snapshot typical() {
        long end = (1L << 53) + 7;
        OffsetSamples samples = OffsetSamples.NONE
                .plus(NOW.minusSeconds(60).toEpochMilli(), end - 1, 6)
                .plus(NOW.plusMillis(1).toEpochMilli(), end, 6);
        Topic a = new Topic(
                "a",
                Partitions.of(List.of(
                        partition(0, end, 6).with(Optional.of(new LagTime(734.25, false))),
                        late(1, 5, Optional.of(new LagTime(3, true))))),
                progress(judged(Health.STALLED, samples), judged(Health.WARN, OffsetSamples.NONE)));
        Topic b = new Topic("b", List.of(barePartition(7)));
        Task task = task("t-1", "nightly", Optional.of("RUNNING"), JudgedTasks.DUMP, Optional.of(List.of(a, b)));
        return snapshot(instance("i-1", "orders", judged(task, Health.STALLED, rates(0.5, 0.25, 1468.5))));
    }

    /** A snapshot whose every text but the ids is {@code text}. */
    private static Snapshot saying(String text) {
        TaskInfo info = new TaskInfo(text, text, text, text, text, text, text, text);
        List<Topic> topics = List.of(new Topic(text, List.of(partition(0, 1, 1))));
        return snapshot(instance("i-1", text, task("t-1", text, Optional.of(text), info, Optional.of(topics))));
    }

    private static String compact(String json) {
        return json.replaceAll("\n *", "");
    }

    private static JsonObject without(String name, JsonObject object) {
        JsonObject rest = object.copy();
        rest.remove(name);
        return rest;
    }

    private static String error(HttpResponse<String> response) {
        return new JsonObject(response.body()).getString("error");
    }

    private static List<String> ids(HttpResponse<String> response) {
        return new JsonObject(response.body())
                .getJsonArray("tasks").stream()
                        .map(task -> ((JsonObject) task).getString("task_id"))
                        .toList();
    }

    private HttpResponse<String> list(Snapshot snapshot, String query) throws Exception {
        HttpResponse<String> response = send(request(start(snapshot), "/api/v1/tasks" + query));
        Description.assertForesees(LIST, response);
        return response;
    }

    private HttpResponse<String> show(Snapshot snapshot, String id, String query) throws Exception {
        String segment = URLEncoder.encode(id, UTF_8).replace("+", "%20");
        HttpResponse<String> response = send(request(start(snapshot), "/api/v1/tasks/" + segment + query));
        Description.assertForesees(ONE, response);
        return response;
    }

    private WebServer start(Snapshot snapshot) throws Exception {
        return start(snapshot, NOW);
    }

    private WebServer start(Snapshot snapshot, Instant now) throws Exception {
        return start(WebSamples.inputs(WebSamples.NO_METRICS, () -> snapshot, () -> now));
    }

    private WebServer start(ServerInputs sources) throws Exception {
        return WebServer.start(vertx, new WebSettings("127.0.0.1", 0, "/metrics"), sources)
                .await(10, SECONDS);
    }

    private static HttpRequest.Builder request(WebServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
