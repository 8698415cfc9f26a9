package io.smartconnect.exporter.cloud.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.http.CannedCloud.Arrived;
import io.smartconnect.exporter.cloud.http.CannedCloud.Canned;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups and topics over real HTTP, as the clouds document them. */
class RestKafkaResourcesTest {

    private static final Vertx VERTX = Vertx.vertx();

    private KafkaTestClient client;

    @BeforeEach
    void start() throws Exception {
        client = new KafkaTestClient(VERTX);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    /** Answers each page with the items that it asks for, of {@code count} in all. */
    private void answersPages(String key, String totalKey, int count, IntFunction<String> item) {
        client.cloud.answers(request -> {
            int offset = number(request, "offset");
            int end = Math.min(count, offset + number(request, "limit"));
            return Canned.ok(IntStream.range(offset, Math.max(offset, end))
                    .mapToObj(item)
                    .collect(Collectors.joining(",", "{\"" + totalKey + "\":" + count + ",\"" + key + "\":[", "]}")));
        });
    }

    private static int number(Arrived request, String parameter) {
        return Integer.parseInt(request.query().getOrDefault(parameter, ""));
    }

    private List<String> groups(String instance, String part) throws Exception {
        return client.answer((kafka, scope) -> kafka.listGroups(instance, part, scope));
    }

    private GroupOffsets group(String name) throws Exception {
        return client.answer((kafka, scope) -> kafka.showGroup("i", name, scope));
    }

    private List<TopicRetention> topics() throws Exception {
        return client.answer((kafka, scope) -> kafka.listTopics("i", scope));
    }

    private Map<Long, Long> startOffsets(String topic) throws Exception {
        return client.answer((kafka, scope) -> kafka.listStartOffsets("i", topic, scope));
    }

    @Test
    void groups_areThoseOfAllPages() throws Exception {
        answersPages("groups", "total", 101, i -> "{\"group_id\":\"connect-" + i + "\",\"state\":\"EMPTY\",\"lag\":0}");

        assertThat(groups("i/1", "connect-ä&")).hasSize(101).startsWith("connect-0", "connect-1");
        assertThat(client.cloud.uris())
                .containsExactly(
                        "/v2/p/instances/i%2F1/groups?group=connect-%C3%A4%26&limit=50&offset=0",
                        "/v2/p/instances/i%2F1/groups?group=connect-%C3%A4%26&limit=50&offset=50",
                        "/v2/p/instances/i%2F1/groups?group=connect-%C3%A4%26&limit=50&offset=100");
        assertThat(client.counts().requests()).containsOnly("list_groups 200");
    }

    @Test
    void groups_areAll_withoutAFilter() throws Exception {
        answersPages("groups", "total", 0, i -> "");

        assertThat(groups("i", "")).isEmpty();
        assertThat(client.cloud.uris()).containsExactly("/v2/p/instances/i/groups?limit=50&offset=0");
    }

    @Test
    void listing_ends_atAnEmptyPage_andAfter100Pages() throws Exception {
        client.cloud.answers(request -> Canned.ok(
                "{\"total\":900,\"groups\":[" + (number(request, "offset") > 0 ? "" : "{\"group_id\":\"a\"}") + "]}"));
        assertThat(groups("i", "")).containsExactly("a");
        assertThat(client.cloud.requests()).hasSize(2);

        client.cloud.requests().clear();
        answersPages("groups", "ignored", 1_000_000, i -> "{\"group_id\":\"" + i + "\"}");
        assertThat(groups("i", "")).hasSize(5_000);
        assertThat(client.cloud.requests()).hasSize(100);
    }

    @Test
    void group_hasItsTopics_whoseRowsAlternate() throws Exception {
        client.cloud.answers("""
                {"group":{"group_id":"connect-a","state":"PREPARING_REBALANCE","coordinator_id":2,
                 "members":[{"assignment":[{"topic":"b","partitions":[0]}]}],
                 "group_message_offsets":[
                  {"partition":1,"lag":10,"topic":"b","message_current_offset":90,"message_log_end_offset":100},
                  {"partition":"0","lag":"3","topic":"a","message_current_offset":"4","message_log_end_offset":"7"},
                  {"partition":0,"lag":0,"topic":"b","message_current_offset":-1,"message_log_end_offset":5},
                  {"partition":1,"lag":99,"topic":"b","message_current_offset":1,"message_log_end_offset":100}]}}
                """);

        GroupOffsets group = group("connect-a b/..");

        assertThat(client.cloud.uris()).containsExactly("/v2/p/instances/i/management/groups/connect-a%20b%2F..");
        assertThat(group.state()).isEqualTo("PREPARINGREBALANCE");
        assertThat(group.isDead()).isFalse();
        assertThat(group.topics()).extracting(Topic::name).containsExactly("a", "b");
        assertThat(group.topics().get(0).partitions()).containsExactly(row(0, 7, 4, 3));
        assertThat(group.topics().get(1).partitions())
                .containsExactly(
                        new Partition(
                                0, Optional.empty(), OptionalLong.of(5), OptionalLong.empty(), OptionalLong.of(0)),
                        row(1, 100, 90, 10));
        assertThat(client.counts().unreadable()).containsExactly("message_current_offset");
        assertThat(client.counts().mismatches()).isZero();
        assertThat(client.counts().requests()).containsExactly("show_group 200");
    }

    private static Partition row(long id, long end, long next, long lag) {
        return new Partition(id, Optional.empty(), OptionalLong.of(end), OptionalLong.of(next), OptionalLong.of(lag));
    }

    @ParameterizedTest
    @CsvSource({"dead, DEAD, true", "'', '', false", "Completing_Rebalance, COMPLETINGREBALANCE, false"})
    void state_isInCapitals_withoutLines(String sent, String state, boolean isDead) throws Exception {
        client.cloud.answers("{\"group\":{\"state\":\"" + sent + "\",\"group_message_offsets\":null}}");

        GroupOffsets group = group("g");

        assertThat(group.state()).isEqualTo(state);
        assertThat(group.isDead()).isEqualTo(isDead);
        assertThat(group.topics()).isEmpty();
        assertThat(client.counts().unreadable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | group",
                "{\"group\":null} | group",
                "{\"group\":[]} | group",
                "{\"group\":{}} | state",
                "{\"group\":{\"state\":7,\"group_message_offsets\":{}}} | group_message_offsets,state",
            })
    void group_isEmptyAndCounted_whenItIsUnreadable(String body, String counted) throws Exception {
        client.cloud.answers(body);

        assertThat(group("g")).isEqualTo(new GroupOffsets("", List.of()));
        assertThat(client.counts().unreadable()).containsExactlyInAnyOrder(counted.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"group\":{", "null", "<html>"})
    void group_thatIsNoObject_isABadResponse(String body) {
        client.cloud.answers(body);

        assertThat(client.failure((kafka, scope) -> kafka.showGroup("i", "g", scope)))
                .extracting(failure -> failure.reason(), failure -> failure.operation())
                .containsExactly(FailureReason.BAD_RESPONSE, Optional.of(CloudOperation.SHOW_GROUP));
    }

    @Test
    void groupOf16MiB_isRead_andALongerOneRefused() throws Exception {
        String row = "{\"partition\":%d,\"lag\":1,\"topic\":\"t%d\",\"message_current_offset\":1,"
                + "\"message_log_end_offset\":2}";
        int rows = 100_000;
        String body = IntStream.range(0, rows)
                .mapToObj(i -> row.formatted(i / 10, i % 10))
                .collect(
                        Collectors.joining(",", "{\"group\":{\"state\":\"STABLE\",\"group_message_offsets\":[", "]}}"));
        client.cloud.answers(body + " ".repeat((16 << 20) - body.length()));

        assertThat(group("g").topics())
                .hasSize(10)
                .extracting(topic -> topic.partitions().size())
                .allMatch(size -> size >= rows / 10);

        client.cloud.answers(" ".repeat(16 << 20) + body);
        assertThat(client.failure((kafka, scope) -> kafka.showGroup("i", "g", scope))
                        .reason())
                .isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @Test
    void groupOfTooManyPartitionsOrTopics_isRefused_withTheRule() throws Exception {
        assertThat(failure(100_001, "{\"topic\":\"t\",\"partition\":%d}"))
                .isEqualTo("must have at most 100,000 partitions of a consumer group");
        assertThat(failure(10_001, "{\"topic\":\"t%d\",\"partition\":1}"))
                .isEqualTo("must have at most 10,000 topics of a consumer group");
    }

    private String failure(int rows, String row) {
        client.cloud.answers(IntStream.range(0, rows)
                .mapToObj(row::formatted)
                .collect(Collectors.joining(",", "{\"group\":{\"group_message_offsets\":[", "]}}")));
        CloudFailure failure = client.failure((kafka, scope) -> kafka.showGroup("i", "g", scope));
        assertThat(failure.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
        return failure.getMessage();
    }

    @Test
    void topics_haveTheirRetentionTime() throws Exception {
        answersPages("topics", "total", 60, i -> "{\"name\":\"t" + i + "\",\"partition\":3,\"retention_time\":72}");

        assertThat(topics()).hasSize(60).contains(new TopicRetention("t59", Optional.of(Duration.ofDays(3))));
        assertThat(client.cloud.uris())
                .containsExactly(
                        "/v2/p/instances/i/topics?limit=50&offset=0", "/v2/p/instances/i/topics?limit=50&offset=50");
        assertThat(client.counts().unreadable()).isEmpty();
        assertThat(client.counts().requests()).containsOnly("list_topics 200");
    }

    @Test
    void topics_ofOlderClouds_haveOtherNames() throws Exception {
        answersPages(
                "topics",
                "count",
                51,
                i -> "{\"id\":\"t" + i + "\",\"retention_time\":\"720\",\"sync_replication\":\"false\"}");

        assertThat(topics()).hasSize(51).contains(new TopicRetention("t0", Optional.of(Duration.ofDays(30))));
        assertThat(client.counts().unreadable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "null", "\"soon\"", "1.5", "{}", "87673", "9223372036854775807", "1e300"})
    void retentionTime_isUnknownAndCounted_whenItIsUnreadable(String value) throws Exception {
        answersPages("topics", "total", 1, i -> "{\"name\":\"t\",\"retention_time\":" + value + "}");

        assertThat(topics()).containsExactly(new TopicRetention("t", Optional.empty()));
        assertThat(client.counts().unreadable()).containsExactly("retention_time");
    }

    @Test
    void startOffsets_areByPartition_withoutUnknownOnes() throws Exception {
        client.cloud.answers("""
                {"total":8,"partitions":[
                 {"partition":0,"start_offset":5,"last_offset":9},
                 {"partition":"1","start_offset":"7","last_offset":"7"},
                 {"partition":2,"start_offset":-1,"last_offset":9},
                 {"partition":3,"start_offset":10,"last_offset":9},
                 {"partition":4,"start_offset":3},
                 {"partition":0,"start_offset":6,"last_offset":9},
                 {"start_offset":1,"last_offset":1},
                 {"partition":5,"last_offset":1}]}
                """);

        assertThat(startOffsets("a.b/c")).isEqualTo(Map.of(0L, 5L, 1L, 7L, 4L, 3L));
        assertThat(client.cloud.uris())
                .containsExactly("/v2/p/kafka/instances/i/topics/a.b%2Fc/partitions?limit=50&offset=0");
        assertThat(client.counts().unreadable())
                .containsExactlyInAnyOrder("start_offset", "start_offset", "last_offset", "partition", "start_offset");
        assertThat(client.counts().requests()).containsExactly("list_partitions 200");
    }

    @Test
    void startOffsets_areThoseOfAllPages() throws Exception {
        answersPages(
                "partitions",
                "total",
                120,
                i -> "{\"partition\":" + i + ",\"start_offset\":" + i + ",\"last_offset\":999}");

        assertThat(startOffsets("t")).hasSize(120).containsEntry(119L, 119L);
        assertThat(client.cloud.requests()).hasSize(3);
    }
}
