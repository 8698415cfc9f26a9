package io.smartconnect.exporter.cloud.dms;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DmsResponseDecoderTest {

    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private final Counts counts = new Counts();
    private final DmsResponseDecoder answers = new DmsResponseDecoder(counts);

    private JsonFields fields(JsonObject object) {
        return new JsonFields(new JsonObject(object.encode()), counts::unreadable);
    }

    private JsonFields fields(String json) {
        return fields(new JsonObject(json));
    }

    private Task dumpDetail(JsonObject answer) {
        return answers.dumpDetail("asked", answer.toBuffer());
    }

    /** One of the examples of the API reference, as the simulator keeps them. */
    private static JsonObject example(String name) {
        try (InputStream text = Scenario.class.getResourceAsStream("seeds/" + name + ".json")) {
            return new JsonObject(new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OptionalLong known(long number) {
        return OptionalLong.of(number);
    }

    private Task listed(int index) {
        JsonArray tasks = example("list_tasks").getJsonArray("tasks");
        return answers.smartConnectTask(fields(tasks.getJsonObject(index))).orElseThrow();
    }

    private static Task withoutConfiguration(Task task) {
        return task.with(Map.<String, String>of());
    }

    @Test
    void listingsExample_hasItsConfiguration() {
        assertThat(listed(1).configuration())
                .containsEntry("topics_regex", "topic-obs*")
                .containsEntry("sink_type", "OBS_SINK")
                .containsEntry("sink_task.obs_bucket_name", "abcabc")
                .containsEntry("sink_task.deliver_time_interva", "300")
                .doesNotContainKeys("id", "status", "create_time");
        assertThat(answers.dumpTask(fields(DUMP_ITEM)).orElseThrow().configuration())
                .isEqualTo(Map.of("task_name", "obsTransfer-56997523", "destination_type", "OBS", "topics", "a,b"));
    }

    @Test
    void listingsExample_isDecoded_whenItIsAReplication() {
        assertThat(withoutConfiguration(listed(0)))
                .isEqualTo(TestTasks.task("194917d0-****-****-****-********")
                        .name("smart-connect-1571576841")
                        .status("RUNNING")
                        .created(Instant.ofEpochMilli(1708427753133L))
                        .workers(2)
                        .info(new TaskInfo(
                                "KAFKA_REPLICATOR_SOURCE",
                                "NONE",
                                "topic-1643449744",
                                "",
                                "kafka://B",
                                "kafka://A",
                                "pull",
                                "earliest"))
                        .build());
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void listingsExample_isDecoded_whenItIsADumpWithTheMisspelledInterval() {
        assertThat(withoutConfiguration(listed(1)))
                .isEqualTo(TestTasks.task("3c0ac4d1-****-****-****-********")
                        .name("smart-connect-1")
                        .status("RUNNING")
                        .created(Instant.ofEpochMilli(1708565483911L))
                        .deliverInterval(300)
                        .info(new TaskInfo(
                                "NONE",
                                "OBS_SINK",
                                "",
                                "topic-obs*",
                                "",
                                "obs://abcabc/obsTransfer-1810125534",
                                "",
                                "earliest"))
                        .build());
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void listingsExample_isDecoded_whenItIsARedisTask() {
        assertThat(withoutConfiguration(listed(2)))
                .isEqualTo(redis("8a205bbd-****-****-****-********", "topic-sc", Instant.ofEpochMilli(1708427753133L)));
        assertThat(counts.unreadable()).isEmpty();
    }

    private static Task redis(String id, String topics, Instant created) {
        return TestTasks.task(id)
                .name("smart-connect-121248117")
                .status("RUNNING")
                .created(created)
                .info(new TaskInfo(
                        "REDIS_REPLICATOR_SOURCE",
                        "REDIS_REPLICATOR_SINK",
                        topics,
                        "",
                        "redis://949190a2-598a-4afd-99a8-dad3cae1e7cd",
                        "redis://9b981368-a8e3-416a-87d9-1581a968b41b",
                        "",
                        ""))
                .build();
    }

    @Test
    void listingsExample_tellsItsLimits() {
        JsonFields listing = fields(example("list_tasks"));
        assertThat(answers.limits(listing.requiredNumber("total_number"), listing))
                .isEqualTo(new TaskQuota(known(3), known(18), known(18)));
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void shownExamples_areDecoded() {
        assertThat(answers.smartConnectTask("asked", fields(example("show_task")))
                        .info())
                .isEqualTo(new TaskInfo(
                        "KAFKA_REPLICATOR_SOURCE",
                        "NONE",
                        "topic-1643449744",
                        "",
                        "kafka://B",
                        "kafka://A",
                        "pull",
                        "earliest"));
        assertThat(answers.smartConnectTask("asked", fields(example("show_task_redis"))))
                .isEqualTo(redis("asked", "topic-sc", Instant.ofEpochMilli(1708427753133L)));
        assertThat(answers.smartConnectTask("asked", fields(example("modify_task")))
                        .workers())
                .hasValue(3);
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void dumpDetailsExample_isDecoded_withSortedPartitions() {
        assertThat(dumpDetail(example("show_dump_task")))
                .isEqualTo(TestTasks.task("asked")
                        .name("obsTransfer-56997523")
                        .apis(ApiFamily.DUMP)
                        .status("RUNNING")
                        .created(Instant.ofEpochMilli(1628126621283L))
                        .deliverInterval(300)
                        .info(new TaskInfo(
                                "",
                                "OBS_SINK",
                                "topic-sdk-no-delete",
                                "",
                                "",
                                "obs://testobs/obsTransfer-56997523",
                                "",
                                "earliest"))
                        .topics(new Topic("topic-sdk-no-delete", List.of(caughtUp(0), caughtUp(1), caughtUp(2))))
                        .build());
        assertThat(counts.unreadable()).isEmpty();
        assertThat(counts.mismatches()).isZero();
    }

    private static Partition caughtUp(long id) {
        return new Partition(id, Optional.of("RUNNING"), known(3), known(3), known(0));
    }

    /** The API reference's example of ListSinkTasks. */
    private static final String DUMP_ITEM = """
            {"task_id": "9dcb6d9e-9ee7-4b8b-9c64-5a8d5e4b2f10", "task_name": "obsTransfer-56997523",
             "destination_type": "OBS", "create_time": 1628126621283, "status": "RUNNING", "topics": "a,b"}""";

    @Test
    void dumpItem_isDecoded_withoutProgress() {
        Task task = answers.dumpTask(fields(DUMP_ITEM)).orElseThrow();
        assertThat(withoutConfiguration(task))
                .isEqualTo(TestTasks.task("9dcb6d9e-9ee7-4b8b-9c64-5a8d5e4b2f10")
                        .name("obsTransfer-56997523")
                        .apis(ApiFamily.DUMP)
                        .status("RUNNING")
                        .created(Instant.ofEpochMilli(1628126621283L))
                        .info(new TaskInfo("", "OBS_SINK", "a,b", "", "", "", "", ""))
                        .build());
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void createTimeAsText_isRead() {
        Task task = answers.dumpTask(fields(new JsonObject(DUMP_ITEM).put("create_time", "1628126621283")))
                .orElseThrow();
        assertThat(task.created()).contains(Instant.ofEpochMilli(1628126621283L));
        assertThat(counts.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "pull,    there, here,  kafka://there, kafka://here",
                "push,    there, here,  kafka://here,  kafka://there",
                "two-way, there, here,  kafka://here,  kafka://there",
                "pull,    '',    here,  '',            kafka://here",
                "pull,    there, '',    kafka://there, ''",
                "push,    null,  here,  kafka://here,  ''",
                "around,  there, here,  '',            ''",
                "null,    there, here,  '',            ''"
            })
    void replication_goesWhereItsDirectionSays(
            String direction, String peer, String own, String source, String destination) {
        JsonObject task = example("show_task");
        task.getJsonObject("source_task")
                .put("direction", direction)
                .put("cluster_name", peer)
                .put("current_cluster_name", own);
        TaskInfo info = answers.smartConnectTask("asked", fields(task)).info();
        assertThat(info.source()).isEqualTo(source);
        assertThat(info.destination()).isEqualTo(destination);
        assertThat(info.direction()).isEqualTo(direction == null ? "" : direction);
    }

    @Test
    void redis_isNamedByItsAddress_whenItHasNoInstance() {
        JsonObject task = example("show_task_redis");
        task.getJsonObject("source_task").remove("dcs_instance_id");
        task.getJsonObject("sink_task").put("dcs_instance_id", "");
        TaskInfo info = answers.smartConnectTask("asked", fields(task)).info();
        assertThat(info.source()).isEqualTo("redis://192.168.91.179:6379");
        assertThat(info.destination()).isEqualTo("redis://192.168.119.51:6379");
    }

    @Test
    void bucket_isNamed_withItsPathIfItHasOne() {
        assertThat(TaskEndpointUris.bucket(fields("{\"obs_bucket_name\":\"b\",\"obs_path\":\"p/q\"}")))
                .isEqualTo("obs://b/p/q");
        assertThat(TaskEndpointUris.bucket(fields("{\"obs_bucket_name\":\"b\",\"obs_path\":null}")))
                .isEqualTo("obs://b");
        assertThat(TaskEndpointUris.bucket(fields("{\"obs_path\":\"p\"}"))).isEmpty();
        assertThat(TaskEndpointUris.bucket(fields(new JsonObject().put("obs_bucket_name", "b".repeat(2000)))))
                .hasSize(1024);
    }

    @Test
    void taskOfUnknownTypes_isDecoded() {
        Task task = answers.smartConnectTask("asked", fields("""
                        {"task_name": "n", "status": "FAILED", "create_time": 1, "source_type": "MYSQL_SOURCE",
                         "sink_type": "ES_SINK", "source_task": {}, "sink_task": {}, "unheard": [1]}"""));
        assertThat(task.info()).isEqualTo(new TaskInfo("MYSQL_SOURCE", "ES_SINK", "", "", "", "", "", ""));
        assertThat(task.status()).contains("FAILED");
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void emptySmartConnectTask_countsWhatTheCloudAlwaysSends() {
        Task task = answers.smartConnectTask("asked", fields("{}"));
        assertThat(counts.unreadable())
                .containsExactlyInAnyOrder("task_name", "status", "create_time", "source_type", "sink_type");
        assertThat(task.name()).isEmpty();
        assertThat(task.status()).isEmpty();
        assertThat(task.created()).isEmpty();
    }

    @Test
    void nullsOfASmartConnectTask_countOnlyWhereANumberIsWanted() {
        answers.smartConnectTask("asked", fields("""
                        {"task_name": null, "status": null, "create_time": null, "source_type": null, "sink_type": null,
                         "topics": null, "topics_regex": null, "source_task": null, "sink_task": null}"""));
        assertThat(counts.unreadable()).containsExactly("create_time");
    }

    @Test
    void emptyDumpDetail_countsWhatTheCloudAlwaysSends() {
        Task task = dumpDetail(new JsonObject());
        assertThat(counts.unreadable())
                .containsExactlyInAnyOrder("task_name", "status", "create_time", "destination_type", "topics");
        assertThat(task.topics()).contains(List.of());
    }

    @Test
    void deliverInterval_isUnknownAndCounted_whenItIsNoNumber() {
        JsonObject dump = example("show_dump_task");
        dump.getJsonObject("obs_destination_descriptor").put("deliver_time_interval", "soon");
        assertThat(dumpDetail(dump).deliverIntervalSeconds()).isEmpty();
        assertThat(counts.unreadable()).containsExactly("deliver_time_interval");
    }

    @Test
    void deliverIntervalAsText_isRead() {
        JsonObject dump = example("show_dump_task");
        dump.getJsonObject("obs_destination_descriptor").put("deliver_time_interval", "900");
        assertThat(dumpDetail(dump).deliverIntervalSeconds()).hasValue(900);
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void rightlySpelledInterval_winsOverTheMisspelled() {
        JsonObject task = example("list_tasks").getJsonArray("tasks").getJsonObject(1);
        task.getJsonObject("sink_task").put("deliver_time_interval", 60);
        assertThat(answers.smartConnectTask(fields(task)).orElseThrow().deliverIntervalSeconds())
                .hasValue(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":5}"})
    void smartConnectTaskWithoutId_isLeftOutAndCounted(String json) {
        assertThat(answers.smartConnectTask(fields(json))).isEmpty();
        assertThat(counts.unreadable()).containsExactly("id");
    }

    @Test
    void dumpTaskWithoutId_isLeftOutAndCounted() {
        JsonObject item = new JsonObject(DUMP_ITEM);
        item.remove("task_id");
        assertThat(answers.dumpTask(fields(item))).isEmpty();
        assertThat(counts.unreadable()).containsExactly("task_id");
    }

    private Optional<List<Topic>> topics(String json) {
        JsonObject dump = example("show_dump_task").put("topics_info", new JsonArray(json));
        return dumpDetail(dump).topics();
    }

    private Partition partition(String json) {
        return topics("[{\"topic\":\"t\",\"partitions\":[" + json + "]}]")
                .orElseThrow()
                .get(0)
                .partitions()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void detailWithoutTopics_isKnownToHaveNone(String json) {
        JsonObject dump = example("show_dump_task");
        dump.put("topics_info", new JsonObject("{\"v\":" + json + "}").getValue("v"));
        assertThat(dumpDetail(dump).topics()).contains(List.of());
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void offsetsAsNumbers_areRead() {
        assertThat(partition("""
                                {"partition_id": 7, "status": "FAILED", "last_transfer_offset": 5000000000,
                                 "log_end_offset": 9223372036854775807, "lag": 9223372031854775807}"""))
                .isEqualTo(new Partition(
                        7,
                        Optional.of("FAILED"),
                        known(Long.MAX_VALUE),
                        known(5_000_000_000L),
                        known(9223372031854775807L)));
        assertThat(counts.unreadable()).isEmpty();
        assertThat(counts.mismatches()).isZero();
    }

    @Test
    void offsetsBeforeTheFirstTransfer_areUnknownAndCounted() {
        Partition partition = partition("""
                {"partition_id": "0", "status": "RUNNING", "last_transfer_offset": "-1",
                 "log_end_offset": "7", "lag": "-"}""");
        assertThat(partition).isEqualTo(new Partition(0, Optional.of("RUNNING"), known(7), UNKNOWN, UNKNOWN));
        assertThat(partition.lag()).isEmpty();
        assertThat(counts.unreadable()).containsExactlyInAnyOrder("last_transfer_offset", "lag");
    }

    @Test
    void emptyPartition_isLeftOutAndCountedOnce() {
        assertThat(topics("[{\"topic\":\"t\",\"partitions\":[{}]}]")).contains(List.of(new Topic("t", List.of())));
        assertThat(counts.unreadable()).containsExactly("partition_id");
    }

    @Test
    void missingValuesOfAPartition_areCounted() {
        assertThat(partition("{\"partition_id\":\"0\"}").lag()).isEmpty();
        assertThat(counts.unreadable())
                .containsExactlyInAnyOrder("status", "last_transfer_offset", "log_end_offset", "lag");
    }

    @Test
    void partitionStatus_isUnknownAndNotCounted_whenItIsNull() {
        assertThat(partition("""
                                        {"partition_id": "0", "status": null, "last_transfer_offset": "1",
                                         "log_end_offset": "1", "lag": "0"}""").status()).isEmpty();
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void lagThatIsNotTheDifference_isCountedAndNotBelieved() {
        Partition partition = partition("""
                {"partition_id": "0", "status": "RUNNING", "last_transfer_offset": "10",
                 "log_end_offset": "15", "lag": "4"}""");
        assertThat(partition.lag()).hasValue(5);
        assertThat(counts.mismatches()).isEqualTo(1);
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void missingLag_isNoMismatch() {
        partition("{\"partition_id\":\"0\",\"last_transfer_offset\":\"1\",\"log_end_offset\":\"2\",\"lag\":null}");
        assertThat(counts.mismatches()).isZero();
    }

    @Test
    void reportedLag_isBelieved_whenAnOffsetIsMissing() {
        assertThat(partition("{\"partition_id\":\"0\",\"last_transfer_offset\":null,\"lag\":\"4\"}")
                        .lag())
                .hasValue(4);
    }

    @Test
    void topicsAndPartitions_areSorted_eachOnce_theFirstWins() {
        assertThat(topics("""
                                [{"topic": "b", "partitions": [{"partition_id": "10", "lag": "1"}, {"partition_id": "9"}]},
                                 {"topic": "a", "partitions": null},
                                 {"topic": "b", "partitions": [{"partition_id": 10, "lag": "2"}, {"partition_id": "2"}]}]""").orElseThrow())
                .satisfiesExactly(a -> assertThat(a).isEqualTo(new Topic("a", List.of())), b -> {
                    assertThat(b.name()).isEqualTo("b");
                    assertThat(b.partitions()).extracting(Partition::id).containsExactly(2L, 9L, 10L);
                    assertThat(b.partitions().get(2).reportedLag()).hasValue(1);
                });
    }

    @Test
    void topicsThatAreNone_areLeftOutAndCounted() {
        assertThat(topics("[7, {\"partitions\":[]}, {\"topic\":null}, {\"topic\":\"t\",\"partitions\":\"none\"}]"))
                .contains(List.of(new Topic("t", List.of())));
        assertThat(counts.unreadable()).containsExactlyInAnyOrder("topics_info", "topic", "topic", "partitions");
    }

    @Test
    void topicsInfoThatIsNoArray_isCounted() {
        JsonObject dump = example("show_dump_task").put("topics_info", "none");
        assertThat(dumpDetail(dump).topics()).contains(List.of());
        assertThat(counts.unreadable()).containsExactly("topics_info");
    }

    /** Shortened from the API reference's example of ListInstances. */
    private static final String INSTANCE = """
            {"name": "kafka-2085975099", "engine": "kafka", "engine_version": "2.7", "status": "RUNNING",
             "instance_id": "6b4ba2a5", "partition_num": "300", "created_at": "1585618587087",
             "connector_enable": true, "connector_id": "c1", "connector_node_num": 2}""";

    @Test
    void instance_isDecoded() {
        assertThat(answers.instance(fields(INSTANCE)))
                .contains(new InstanceFacts("6b4ba2a5", "kafka-2085975099", "2.7", "RUNNING", "c1", Optional.of(true)));
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void instanceWithoutConnectorFields_isDecoded() {
        JsonObject instance = new JsonObject(INSTANCE);
        List.of("connector_enable", "connector_id", "connector_node_num", "engine_version", "engine")
                .forEach(instance::remove);
        assertThat(answers.instance(fields(instance)))
                .contains(new InstanceFacts("6b4ba2a5", "kafka-2085975099", "", "RUNNING", "", Optional.empty()));
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void instanceOfAnotherEngine_isLeftOut() {
        assertThat(answers.instance(fields(new JsonObject(INSTANCE).put("engine", "rabbitmq"))))
                .isEmpty();
        assertThat(answers.instance(fields(new JsonObject(INSTANCE).put("engine", "Kafka"))))
                .isPresent();
        assertThat(counts.unreadable()).isEmpty();
    }

    @Test
    void instanceWithoutId_isLeftOutAndCounted() {
        assertThat(answers.instance(fields("{\"name\":\"n\",\"status\":\"RUNNING\"}")))
                .isEmpty();
        assertThat(counts.unreadable()).containsExactly("instance_id");
    }

    @Test
    void emptyInstance_countsWhatTheCloudAlwaysSends() {
        assertThat(answers.instance("asked", fields("{}"))).isEqualTo(InstanceFacts.unknown("asked"));
        assertThat(counts.unreadable()).containsExactlyInAnyOrder("name", "status");
    }

    @Test
    void missingLimits_areCounted() {
        assertThat(answers.limits(known(1), fields("{\"max_tasks\":\"18\"}")))
                .isEqualTo(new TaskQuota(known(1), known(18), UNKNOWN));
        assertThat(counts.unreadable()).containsExactly("quota_tasks");
    }
}
