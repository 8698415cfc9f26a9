package io.smartconnect.exporter.metrics.catalogue;

import static io.smartconnect.exporter.metrics.render.SnapshotSamples.UNKNOWN;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.aged;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.dump;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.everything;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.family;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.instance;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.instances;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.limits;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.partition;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.polledInstance;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.progress;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.rendered;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.replication;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.target;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.targets;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.task;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.tasks;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import io.smartconnect.exporter.metrics.render.SnapshotSamples;
import io.smartconnect.exporter.metrics.render.TextParser;
import io.smartconnect.exporter.snapshot.FailureCounts;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagHistory;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the text of each family with snapshots made by hand. */
class MetricCatalogueTest {

    private static final Optional<String> RUNNING = Optional.of("RUNNING");

    @Test
    void target_hasAllFamilies_whenItAnswered() {
        FailureCounts failures = FailureCounts.NONE.plus(FailureReason.DENIED).plus(FailureReason.DENIED);

        assertThat(rendered(targets(target(Optional.of(true), failures)), Granularity.PARTITION))
                .isEqualTo("""
                # HELP smartconnect_target_up 1 if the last discovery of the target's instances succeeded, else 0; with a fixed list of instances, if the last poll of at least one did.
                # TYPE smartconnect_target_up gauge
                smartconnect_target_up{target="prod"} 1
                # HELP smartconnect_target_failures_total Failed discoveries of the target's instances, by reason.
                # TYPE smartconnect_target_failures_total counter
                smartconnect_target_failures_total{target="prod",reason="auth"} 0
                smartconnect_target_failures_total{target="prod",reason="denied"} 2
                smartconnect_target_failures_total{target="prod",reason="throttled"} 0
                smartconnect_target_failures_total{target="prod",reason="not_found"} 0
                smartconnect_target_failures_total{target="prod",reason="timeout"} 0
                smartconnect_target_failures_total{target="prod",reason="unreachable"} 0
                smartconnect_target_failures_total{target="prod",reason="server_error"} 0
                smartconnect_target_failures_total{target="prod",reason="bad_response"} 0
                smartconnect_target_failures_total{target="prod",reason="rejected"} 0
                smartconnect_target_failures_total{target="prod",reason="internal"} 0
                # HELP smartconnect_target_instances Number of instances of the target that the exporter polls.
                # TYPE smartconnect_target_instances gauge
                smartconnect_target_instances{target="prod"} 2
                # HELP smartconnect_exporter_api_budget_used_ratio Requests per second to DMS for Kafka that the polls of the target need, divided by those allowed; absent before the first poll. Cloud Eye has a limit of its own.
                # TYPE smartconnect_exporter_api_budget_used_ratio gauge
                smartconnect_exporter_api_budget_used_ratio{target="prod"} 0.56
                # HELP smartconnect_exporter_detail_interval_seconds Time between two readings of the offsets of a task that is not in trouble; longer than the poll interval if the request rate is too low; absent before the first poll, and if the rate leaves nothing for them.
                # TYPE smartconnect_exporter_detail_interval_seconds gauge
                smartconnect_exporter_detail_interval_seconds{target="prod"} 61.5
                """);
    }

    @Test
    void targetUp_isZero_whenTheDiscoveryFailed() {
        assertThat(family("smartconnect_target_up", targets(target(Optional.of(false), FailureCounts.NONE))))
                .isEqualTo("smartconnect_target_up{target=\"prod\"} 0\n");
    }

    @Test
    void targetUp_isAbsent_beforeTheFirstAnswer() {
        assertThat(rendered(targets(target(Optional.empty(), FailureCounts.NONE)), Granularity.PARTITION))
                .doesNotContain("smartconnect_target_up")
                .contains("smartconnect_target_instances{target=\"prod\"} 2\n");
    }

    @Test
    void instance_hasAllFamilies_afterAPoll() {
        Snapshot snapshot = instances(
                polledInstance(Map.of(ApiFamily.SMART_CONNECT, limits(3, OptionalLong.of(18), OptionalLong.of(16)))));

        assertThat(rendered(snapshot, Granularity.PARTITION)).isEqualTo("""
                # HELP smartconnect_up 1 if the last poll of the instance read every listing of its tasks completely, else 0.
                # TYPE smartconnect_up gauge
                smartconnect_up{instance_id="i-1"} 1
                # HELP smartconnect_instance_info Attributes of the instance as labels, empty if unknown; always 1.
                # TYPE smartconnect_instance_info gauge
                smartconnect_instance_info{instance_id="i-1",instance_name="orders",target="prod",region="eu-west-101",project_id="p-1",engine_version="2.7",instance_status="RUNNING"} 1
                # HELP smartconnect_last_success_timestamp_seconds Unix time at which the last successful poll of the instance ended.
                # TYPE smartconnect_last_success_timestamp_seconds gauge
                smartconnect_last_success_timestamp_seconds{instance_id="i-1"} 1772366400
                # HELP smartconnect_poll_duration_seconds Duration of the last poll of the instance.
                # TYPE smartconnect_poll_duration_seconds gauge
                smartconnect_poll_duration_seconds{instance_id="i-1"} 1.5
                # HELP smartconnect_polls_total Finished polls of the instance, successful or failed.
                # TYPE smartconnect_polls_total counter
                smartconnect_polls_total{instance_id="i-1"} 7
                # HELP smartconnect_poll_failures_total Failed polls of the instance, by reason.
                # TYPE smartconnect_poll_failures_total counter
                smartconnect_poll_failures_total{instance_id="i-1",reason="auth"} 1
                smartconnect_poll_failures_total{instance_id="i-1",reason="denied"} 0
                smartconnect_poll_failures_total{instance_id="i-1",reason="throttled"} 0
                smartconnect_poll_failures_total{instance_id="i-1",reason="not_found"} 0
                smartconnect_poll_failures_total{instance_id="i-1",reason="timeout"} 2
                smartconnect_poll_failures_total{instance_id="i-1",reason="unreachable"} 0
                smartconnect_poll_failures_total{instance_id="i-1",reason="server_error"} 0
                smartconnect_poll_failures_total{instance_id="i-1",reason="bad_response"} 0
                smartconnect_poll_failures_total{instance_id="i-1",reason="rejected"} 0
                smartconnect_poll_failures_total{instance_id="i-1",reason="internal"} 0
                # HELP smartconnect_history_restarts_total Histories of the instance that were discarded because an end offset moved back or the clock was set.
                # TYPE smartconnect_history_restarts_total counter
                smartconnect_history_restarts_total{instance_id="i-1"} 3
                # HELP smartconnect_tasks Tasks of the instance by status, each counted once; absent while a listing is missing.
                # TYPE smartconnect_tasks gauge
                smartconnect_tasks{instance_id="i-1",status="CREATING"} 0
                smartconnect_tasks{instance_id="i-1",status="PAUSED"} 0
                smartconnect_tasks{instance_id="i-1",status="RESTARTING"} 0
                smartconnect_tasks{instance_id="i-1",status="RUNNING"} 0
                smartconnect_tasks{instance_id="i-1",status="WAITING"} 0
                # HELP smartconnect_tasks_reported Number of tasks of the instance, as the API reports it.
                # TYPE smartconnect_tasks_reported gauge
                smartconnect_tasks_reported{instance_id="i-1",api="smart_connect"} 3
                # HELP smartconnect_tasks_max Number of tasks that the instance supports, as the API reports it.
                # TYPE smartconnect_tasks_max gauge
                smartconnect_tasks_max{instance_id="i-1",api="smart_connect"} 18
                # HELP smartconnect_tasks_quota Task quota of the instance, as the API reports it.
                # TYPE smartconnect_tasks_quota gauge
                smartconnect_tasks_quota{instance_id="i-1",api="smart_connect"} 16
                # HELP smartconnect_topic_retention_seconds Retention time of a source topic of the instance's tasks.
                # TYPE smartconnect_topic_retention_seconds gauge
                smartconnect_topic_retention_seconds{instance_id="i-1",topic="a"} 259200
                """);
    }

    @Test
    void instance_hasItsFactsAndCounters_beforeTheFirstPoll() {
        assertThat(families(instances(instance(false))))
                .isEqualTo(Set.of(
                        "smartconnect_instance_info",
                        "smartconnect_polls_total",
                        "smartconnect_poll_failures_total",
                        "smartconnect_history_restarts_total"));
        assertThat(family("smartconnect_instance_info", instances(instance(false))))
                .isEqualTo("""
                smartconnect_instance_info{instance_id="i-1",instance_name="",target="prod",region="",project_id="",engine_version="",instance_status=""} 1
                """);
        assertThat(family("smartconnect_polls_total", instances(instance(false))))
                .isEqualTo("smartconnect_polls_total{instance_id=\"i-1\"} 0\n");
    }

    @Test
    void tasks_areCountedByStatus_whateverTheStatusIs() {
        Snapshot snapshot = tasks(
                task("a", RUNNING, Optional.empty()),
                task("b", RUNNING, Optional.empty()),
                task("c", Optional.empty(), Optional.empty()),
                task("d", Optional.of("FROZEN"), Optional.empty()));

        assertThat(family("smartconnect_tasks", snapshot)).isEqualTo("""
                smartconnect_tasks{instance_id="i-1",status="CREATING"} 0
                smartconnect_tasks{instance_id="i-1",status="FROZEN"} 1
                smartconnect_tasks{instance_id="i-1",status="PAUSED"} 0
                smartconnect_tasks{instance_id="i-1",status="RESTARTING"} 0
                smartconnect_tasks{instance_id="i-1",status="RUNNING"} 2
                smartconnect_tasks{instance_id="i-1",status="UNKNOWN"} 1
                smartconnect_tasks{instance_id="i-1",status="WAITING"} 0
                """);
    }

    @Test
    void tasks_areNotCounted_whileAListingIsMissing() {
        Snapshot snapshot = instances(instance(false, task(RUNNING)));

        assertThat(family("smartconnect_tasks", snapshot)).isEmpty();
        assertThat(family("smartconnect_task_info", snapshot)).isNotEmpty();
    }

    @Test
    void quotas_areExposedPerApi_ifKnown() {
        Snapshot snapshot = instances(polledInstance(Map.of(
                ApiFamily.SMART_CONNECT, limits(3, OptionalLong.of(18), UNKNOWN),
                ApiFamily.DUMP, limits(0, UNKNOWN, OptionalLong.of(10)))));

        assertThat(family("smartconnect_tasks_reported", snapshot)).isEqualTo("""
                smartconnect_tasks_reported{instance_id="i-1",api="smart_connect"} 3
                smartconnect_tasks_reported{instance_id="i-1",api="dump"} 0
                """);
        assertThat(family("smartconnect_tasks_max", snapshot))
                .isEqualTo("smartconnect_tasks_max{instance_id=\"i-1\",api=\"smart_connect\"} 18\n");
        assertThat(family("smartconnect_tasks_quota", snapshot))
                .isEqualTo("smartconnect_tasks_quota{instance_id=\"i-1\",api=\"dump\"} 10\n");
    }

    @Test
    void dump_hasAllFamilies_whenEverythingIsKnown() {
        Snapshot snapshot = tasks(dump(topic("a", partition(0, 120, 100), partition(1, 7, 7))));

        assertThat(samplesOf("smartconnect_task_", snapshot)).isEqualTo("""
                smartconnect_task_info{instance_id="i-1",task_id="t-1",task_name="nightly",api="both",source_type="NONE",sink_type="OBS_SINK",topics="a,b",topics_regex="",source="",destination="obs://bucket/path",direction="",consumer_strategy="earliest"} 1
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="RUNNING"} 1
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="PAUSED"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="WAITING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="RESTARTING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="CREATING"} 0
                smartconnect_task_created_timestamp_seconds{instance_id="i-1",task_id="t-1",task_name="nightly"} 1772366400.25
                smartconnect_task_deliver_interval_seconds{instance_id="i-1",task_id="t-1",task_name="nightly"} 300
                smartconnect_task_lag_available{instance_id="i-1",task_id="t-1",task_name="nightly"} 1
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="dump"} 1
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="consumer_group"} 0
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="cloud_eye"} 0
                smartconnect_task_partitions{instance_id="i-1",task_id="t-1",task_name="nightly",status="RUNNING"} 2
                smartconnect_task_lag_messages{instance_id="i-1",task_id="t-1",task_name="nightly"} 20
                smartconnect_task_lag_unknown_partitions{instance_id="i-1",task_id="t-1",task_name="nightly"} 0
                """);
    }

    @Test
    void replication_hasWorkersButNoLag() {
        assertThat(samplesOf("smartconnect_task_", tasks(replication()))).isEqualTo("""
                smartconnect_task_info{instance_id="i-1",task_id="t-2",task_name="mirror",api="smart_connect",source_type="KAFKA_REPLICATOR_SOURCE",sink_type="NONE",topics="",topics_regex="orders-.*",source="kafka://B",destination="kafka://A",direction="pull",consumer_strategy="latest"} 1
                smartconnect_task_status{instance_id="i-1",task_id="t-2",task_name="mirror",status="RUNNING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-2",task_name="mirror",status="PAUSED"} 1
                smartconnect_task_status{instance_id="i-1",task_id="t-2",task_name="mirror",status="WAITING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-2",task_name="mirror",status="RESTARTING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-2",task_name="mirror",status="CREATING"} 0
                smartconnect_task_workers{instance_id="i-1",task_id="t-2",task_name="mirror"} 4
                smartconnect_task_lag_available{instance_id="i-1",task_id="t-2",task_name="mirror"} 0
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-2",task_name="mirror",source="dump"} 0
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-2",task_name="mirror",source="consumer_group"} 0
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-2",task_name="mirror",source="cloud_eye"} 0
                """);
    }

    @Test
    void taskInfo_hasAllItsLabels_whenNoFactIsKnown() {
        assertThat(family("smartconnect_task_info", tasks(task(RUNNING)))).isEqualTo("""
                smartconnect_task_info{instance_id="i-1",task_id="t-1",task_name="nightly",api="smart_connect",source_type="",sink_type="",topics="",topics_regex="",source="",destination="",direction="",consumer_strategy=""} 1
                """);
    }

    @Test
    void taskInfo_saysDump_whenOnlyTheDumpApiKnowsTheTask() {
        Task known = task(RUNNING);
        Task task = TestTasks.like(known)
                .apis(ApiFamily.DUMP)
                .deliverInterval(UNKNOWN)
                .workers(UNKNOWN)
                .build();

        assertThat(family("smartconnect_task_info", tasks(task))).contains(",api=\"dump\",");
    }

    @Test
    void taskStatus_isTheKnownOnesAllZero_whenTheTaskHasNone() {
        assertThat(family("smartconnect_task_status", tasks(task(Optional.empty()))))
                .isEqualTo("""
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="RUNNING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="PAUSED"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="WAITING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="RESTARTING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="CREATING"} 0
                """);
    }

    @Test
    void taskStatus_isTheTextItself_whenItIsNoKnownOne() {
        assertThat(family("smartconnect_task_status", tasks(task(Optional.of("running")))))
                .isEqualTo("""
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="RUNNING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="PAUSED"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="WAITING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="RESTARTING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="CREATING"} 0
                smartconnect_task_status{instance_id="i-1",task_id="t-1",task_name="nightly",status="running"} 1
                """);
    }

    @Test
    void partitions_areCountedByStatus_withoutZeros() {
        Task task = task(
                topic("a", partition(0, RUNNING), partition(1, Optional.of("PAUSED"))),
                topic("b", partition(0, RUNNING), partition(1, Optional.empty())));

        assertThat(family("smartconnect_task_partitions", tasks(task))).isEqualTo("""
                smartconnect_task_partitions{instance_id="i-1",task_id="t-1",task_name="nightly",status="PAUSED"} 1
                smartconnect_task_partitions{instance_id="i-1",task_id="t-1",task_name="nightly",status="RUNNING"} 2
                smartconnect_task_partitions{instance_id="i-1",task_id="t-1",task_name="nightly",status="UNKNOWN"} 1
                """);
    }

    @Test
    void lag_isTheSumOfTheKnown_andTheUnknownAreCounted() {
        Task task = task(
                topic("a", partition(0, 120, 100), partition(1, RUNNING)),
                topic("b", partition(0, OptionalLong.of(9), UNKNOWN, OptionalLong.of(3)), partition(1, 5, 8)));

        assertThat(samplesOf("smartconnect_task_lag", tasks(task))).isEqualTo("""
                smartconnect_task_lag_available{instance_id="i-1",task_id="t-1",task_name="nightly"} 1
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="dump"} 1
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="consumer_group"} 0
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="cloud_eye"} 0
                smartconnect_task_lag_messages{instance_id="i-1",task_id="t-1",task_name="nightly"} 23
                smartconnect_task_lag_unknown_partitions{instance_id="i-1",task_id="t-1",task_name="nightly"} 1
                """);
    }

    @Test
    void lag_isAbsent_whenItIsKnownOfNoPartition() {
        assertThat(samplesOf("smartconnect_task_lag", tasks(task(topic("a", partition(0, RUNNING))))))
                .isEqualTo("""
                smartconnect_task_lag_available{instance_id="i-1",task_id="t-1",task_name="nightly"} 0
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="dump"} 0
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="consumer_group"} 0
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="cloud_eye"} 0
                smartconnect_task_lag_unknown_partitions{instance_id="i-1",task_id="t-1",task_name="nightly"} 1
                """);
    }

    @Test
    void unknownPartitions_areZero_whenTheDetailHasNone() {
        assertThat(samplesOf("smartconnect_task_lag", tasks(task(new Topic[0]))))
                .isEqualTo("""
                smartconnect_task_lag_available{instance_id="i-1",task_id="t-1",task_name="nightly"} 0
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="dump"} 0
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="consumer_group"} 0
                smartconnect_task_lag_source{instance_id="i-1",task_id="t-1",task_name="nightly",source="cloud_eye"} 0
                smartconnect_task_lag_unknown_partitions{instance_id="i-1",task_id="t-1",task_name="nightly"} 0
                """);
    }

    @Test
    void partitionAndTaskLag_areAbsent_withoutADetail() {
        assertThat(families(tasks(task(RUNNING))))
                .isEqualTo(Set.of(
                        "smartconnect_instance_info",
                        "smartconnect_polls_total",
                        "smartconnect_poll_failures_total",
                        "smartconnect_history_restarts_total",
                        "smartconnect_tasks",
                        "smartconnect_task_info",
                        "smartconnect_task_status",
                        "smartconnect_task_lag_available",
                        "smartconnect_task_lag_source"));
    }

    @Test
    void partitions_haveWhatIsKnown() {
        Task task = task(topic(
                "a",
                partition(0, 120, 100),
                partition(1, UNKNOWN, OptionalLong.of(100), OptionalLong.of(4)),
                partition(2, 100, 120),
                partition(10, Optional.empty())));

        assertThat(samplesOf("smartconnect_partition_", tasks(task))).isEqualTo("""
                smartconnect_partition_log_end_offset{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="0"} 120
                smartconnect_partition_log_end_offset{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="2"} 100
                smartconnect_partition_last_transfer_offset{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="0"} 100
                smartconnect_partition_last_transfer_offset{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="1"} 100
                smartconnect_partition_last_transfer_offset{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="2"} 120
                smartconnect_partition_lag_messages{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="0"} 20
                smartconnect_partition_lag_messages{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="1"} 4
                smartconnect_partition_lag_messages{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="2"} 0
                smartconnect_partition_status{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="0",status="RUNNING"} 1
                smartconnect_partition_status{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="1",status="RUNNING"} 1
                smartconnect_partition_status{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="2",status="RUNNING"} 1
                """);
    }

    @Test
    void topics_haveSumsOfWhatIsKnown() {
        Task task = task(
                topic("a", partition(0, 120, 100), partition(1, OptionalLong.of(30), UNKNOWN, OptionalLong.of(5))),
                topic("b", partition(0, Optional.of("PAUSED"))));

        String text = rendered(tasks(task), Granularity.TOPIC);

        assertThat(text.lines().filter(line -> line.startsWith("smartconnect_topic_")))
                .containsExactly(
                        "smartconnect_topic_log_end_offset{instance_id=\"i-1\",task_id=\"t-1\",task_name=\"nightly\",topic=\"a\"} 150",
                        "smartconnect_topic_last_transfer_offset{instance_id=\"i-1\",task_id=\"t-1\",task_name=\"nightly\",topic=\"a\"} 100",
                        "smartconnect_topic_lag_messages{instance_id=\"i-1\",task_id=\"t-1\",task_name=\"nightly\",topic=\"a\"} 25");
        assertThat(text).doesNotContain("smartconnect_partition_").contains("smartconnect_task_partitions{");
    }

    @Test
    void task_hasNothingFiner_whenThatIsTheGranularity() {
        String text = rendered(tasks(dump(topic("a", partition(0, 120, 100)))), Granularity.TASK);

        assertThat(text)
                .contains("smartconnect_task_lag_messages{")
                .contains("smartconnect_task_partitions{")
                .doesNotContain("smartconnect_partition_")
                .doesNotContain("smartconnect_topic_")
                .doesNotContain("topic=");
    }

    @Test
    void lagSeconds_areTheOldest_andAnyBoundCounts() {
        Snapshot snapshot = tasks(task(
                topic("a", aged(partition(0, 9, 1), 12.5, false), aged(partition(1, 9, 1), 3, true)),
                topic("b", partition(0, 9, 1))));

        assertThat(samplesOf("smartconnect_partition_lag_seconds", snapshot)).isEqualTo("""
                smartconnect_partition_lag_seconds{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="0"} 12.5
                smartconnect_partition_lag_seconds{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="1"} 3
                smartconnect_partition_lag_seconds_lower_bound{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="0"} 0
                smartconnect_partition_lag_seconds_lower_bound{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="1"} 1
                """);
        assertThat(family("smartconnect_topic_lag_seconds", snapshot, Granularity.TOPIC))
                .isEqualTo("""
                smartconnect_topic_lag_seconds{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a"} 12.5
                """);
        assertThat(family("smartconnect_topic_lag_seconds_lower_bound", snapshot, Granularity.TOPIC))
                .isEqualTo("""
                smartconnect_topic_lag_seconds_lower_bound{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a"} 1
                """);
        assertThat(family("smartconnect_task_max_lag_seconds", snapshot)).isEqualTo("""
                smartconnect_task_max_lag_seconds{instance_id="i-1",task_id="t-1",task_name="nightly"} 12.5
                """);
    }

    @Test
    void progress_hasOneHealthOfAll() {
        Snapshot snapshot = tasks(task(RUNNING).with(progress(Health.STALLED)));

        assertThat(family("smartconnect_task_lag_objective_seconds", snapshot)).isEqualTo("""
                smartconnect_task_lag_objective_seconds{instance_id="i-1",task_id="t-1",task_name="nightly"} 1800
                """);
        assertThat(family("smartconnect_task_health", snapshot)).isEqualTo("""
                smartconnect_task_health{instance_id="i-1",task_id="t-1",task_name="nightly",health="ok"} 0
                smartconnect_task_health{instance_id="i-1",task_id="t-1",task_name="nightly",health="paused"} 0
                smartconnect_task_health{instance_id="i-1",task_id="t-1",task_name="nightly",health="unknown"} 0
                smartconnect_task_health{instance_id="i-1",task_id="t-1",task_name="nightly",health="warn"} 0
                smartconnect_task_health{instance_id="i-1",task_id="t-1",task_name="nightly",health="rewound"} 0
                smartconnect_task_health{instance_id="i-1",task_id="t-1",task_name="nightly",health="stalled"} 1
                smartconnect_task_health{instance_id="i-1",task_id="t-1",task_name="nightly",health="failed"} 0
                """);
        assertThat(samplesOf("smartconnect_task_transferred_messages_total", snapshot)
                        + samplesOf("smartconnect_task_produced", snapshot)
                        + samplesOf("smartconnect_task_rewinds", snapshot)
                        + samplesOf("smartconnect_task_catch_up", snapshot)
                        + samplesOf("smartconnect_task_objective_breach", snapshot)
                        + samplesOf("smartconnect_task_status_changes", snapshot)
                        + samplesOf("smartconnect_task_config", snapshot))
                .isEqualTo("""
                smartconnect_task_transferred_messages_total{instance_id="i-1",task_id="t-1",task_name="nightly"} 70
                smartconnect_task_produced_messages_total{instance_id="i-1",task_id="t-1",task_name="nightly"} 80
                smartconnect_task_rewinds_total{instance_id="i-1",task_id="t-1",task_name="nightly"} 2
                smartconnect_task_catch_up_seconds{instance_id="i-1",task_id="t-1",task_name="nightly"} 90
                smartconnect_task_objective_breach_seconds{instance_id="i-1",task_id="t-1",task_name="nightly"} 720
                smartconnect_task_status_changes_total{instance_id="i-1",task_id="t-1",task_name="nightly"} 4
                smartconnect_task_config_changes_total{instance_id="i-1",task_id="t-1",task_name="nightly"} 5
                """);
    }

    @Test
    void movementAndRates_areAbsent_untilOffsetsHaveBeenSeen() {
        TaskProgress unseen = new TaskProgress(
                new HealthJudgement(Health.UNKNOWN, "no offsets"),
                SnapshotSamples.NOW,
                Optional.empty(),
                TransferRates.UNKNOWN,
                RetentionRisk.UNKNOWN,
                0,
                0,
                1800,
                LagHistory.NONE);

        assertThat(rendered(tasks(task(RUNNING).with(unseen)), Granularity.PARTITION))
                .contains("smartconnect_task_health{", "smartconnect_task_status_changes_total{")
                .doesNotContain("messages_total", "rewinds", "catch_up", "breach", "lag_seconds");
    }

    @ParameterizedTest
    @EnumSource
    void labels_areThoseOfTheLevel_andThoseOfTheFamily(Granularity granularity) {
        Snapshot snapshot = everything();
        Map<String, List<String>> identities = Map.of(
                "smartconnect_target_", List.of("target"),
                "smartconnect_task_", List.of("instance_id", "task_id", "task_name"),
                "smartconnect_lag_source_", List.of("target"),
                "smartconnect_exporter_", List.of("target"),
                "smartconnect_topic_retention_s", List.of("instance_id"),
                "smartconnect_topic_retention_m", List.of("instance_id", "task_id", "task_name", "topic"),
                "smartconnect_topic_l", List.of("instance_id", "task_id", "task_name", "topic"),
                "smartconnect_partition_", List.of("instance_id", "task_id", "task_name", "topic", "partition"));
        List<TextParser.Parsed> parsed = TextParser.parse(rendered(snapshot, granularity), ExpositionFormat.TEXT_0_0_4);

        for (EntityMetricFamilies<?> level : MetricCatalogue.levels(granularity)) {
            for (MetricFamily<?> family : level.families()) {
                List<String> labels = new ArrayList<>(identity(family.name(), identities));
                labels.addAll(family.extraLabels());
                assertThat(samples(parsed, family.name()))
                        .isNotEmpty()
                        .allSatisfy(
                                sample -> assertThat(sample.labels().keySet()).containsExactlyElementsOf(labels));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void openMetrics_saysTheSame(Granularity granularity) {
        String text = rendered(everything(), granularity);
        String openMetrics = rendered(everything(), granularity, ExpositionFormat.OPENMETRICS_1_0);

        assertThat(TextParser.parse(openMetrics + "# EOF\n", ExpositionFormat.OPENMETRICS_1_0).stream()
                        .flatMap(family -> family.samples().stream()))
                .containsExactlyElementsOf(TextParser.parse(text, ExpositionFormat.TEXT_0_0_4).stream()
                        .flatMap(family -> family.samples().stream())
                        .toList());
        assertThat(openMetrics).doesNotContain("# EOF").contains("# TYPE smartconnect_task info\n");
    }

    @Test
    void emptySnapshot_hasNoFamily() {
        assertThat(rendered(Snapshot.empty(SnapshotSamples.NOW), Granularity.PARTITION))
                .isEmpty();
        assertThat(rendered(
                        Snapshot.empty(SnapshotSamples.NOW), Granularity.PARTITION, ExpositionFormat.OPENMETRICS_1_0))
                .isEmpty();
    }

    private static List<String> identity(String name, Map<String, List<String>> identities) {
        return identities.entrySet().stream()
                .filter(prefix -> name.startsWith(prefix.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of("instance_id"));
    }

    private static List<TextParser.Sample> samples(List<TextParser.Parsed> families, String name) {
        return families.stream()
                .filter(family -> family.name().equals(name))
                .flatMap(family -> family.samples().stream())
                .toList();
    }

    private static Set<String> families(Snapshot snapshot) {
        return Set.copyOf(
                TextParser.parse(rendered(snapshot, Granularity.PARTITION), ExpositionFormat.TEXT_0_0_4).stream()
                        .map(TextParser.Parsed::name)
                        .toList());
    }

    private static String samplesOf(String prefix, Snapshot snapshot) {
        return rendered(snapshot, Granularity.PARTITION)
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
