package io.smartconnect.exporter.metrics.catalogue;

import static io.smartconnect.exporter.metrics.render.SnapshotSamples.NOW;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.family;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.partition;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.progress;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.rendered;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.replication;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.retained;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.target;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.targets;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.task;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.tasks;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.topic;
import static io.smartconnect.exporter.metrics.render.SnapshotSamples.watchedReplication;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.FailureCounts;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.SourceStatus;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.Partitions;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The families about sources of lag and about retention, compared with snapshots made by hand. */
class LagSourceFamiliesTest {

    private static final String DUMP = "{instance_id=\"i-1\",task_id=\"t-1\",task_name=\"nightly\"";
    private static final String REPLICATION = "{instance_id=\"i-1\",task_id=\"t-3\",task_name=\"both-ways\"";

    @ParameterizedTest
    @EnumSource
    void lagSource_isOneForTheSourceInUse_andZeroForTheOthers(LagSource used) {
        Task task = TestTasks.like(task(topic("a", partition(0, 9, 1))))
                .lagSource(used)
                .build();

        assertThat(family("smartconnect_task_lag_source", tasks(task)).lines())
                .containsExactlyInAnyOrderElementsOf(List.of(LagSource.values()).stream()
                        .map(source -> "smartconnect_task_lag_source" + DUMP + ",source=\"" + source.label() + "\"} "
                                + (source == used ? 1 : 0))
                        .toList());
    }

    @Test
    void lagSource_isZeroForAll_whenNoneKnowsTheLag() {
        assertThat(family("smartconnect_task_lag_source", tasks(replication())).lines())
                .hasSize(3)
                .allMatch(line -> line.endsWith("} 0"));
    }

    @Test
    void replication_hasTheValuesOfCloudEye() {
        Snapshot snapshot = tasks(watchedReplication());

        Map.of(
                        "smartconnect_task_lag_available", "1",
                        "smartconnect_task_lag_messages", "120",
                        "smartconnect_task_max_lag_seconds", "60",
                        "smartconnect_task_delay_seconds", "7.25",
                        "smartconnect_task_transferred_messages_per_second", "2.5",
                        "smartconnect_task_cloud_eye_status", "1",
                        "smartconnect_task_cloud_eye_timestamp_seconds", "1772366310")
                .forEach((name, value) ->
                        assertThat(family(name, snapshot)).isEqualTo(name + REPLICATION + "} " + value + "\n"));
        assertThat(rendered(snapshot, Granularity.PARTITION))
                .doesNotContain("smartconnect_task_lag_unknown_partitions", "smartconnect_partition_");
    }

    @Test
    void valuesThatCloudEyeDoesNotReport_areAbsent() {
        Task task = TestTasks.like(replication())
                .cloudEye(new CloudEyeReading(
                        NOW,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        Optional.of(false),
                        Optional.empty()))
                .build();

        assertThat(rendered(tasks(task), Granularity.TASK))
                .contains("smartconnect_task_cloud_eye_status{", "smartconnect_task_cloud_eye_timestamp_seconds{")
                .doesNotContain(
                        "smartconnect_task_lag_messages",
                        "smartconnect_task_max_lag_seconds",
                        "smartconnect_task_delay_seconds",
                        "smartconnect_task_transferred_messages_per_second");
        assertThat(family("smartconnect_task_cloud_eye_status", tasks(task))).endsWith("} 0\n");
        assertThat(family("smartconnect_task_lag_available", tasks(task))).endsWith("} 0\n");
    }

    @Test
    void lagMessages_keepTheFractionOfAnAverage() {
        Task task = TestTasks.like(replication())
                .cloudEye(new CloudEyeReading(
                        NOW,
                        OptionalDouble.of(0.25),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .build();

        assertThat(family("smartconnect_task_lag_messages", tasks(task))).endsWith("} 0.25\n");
    }

    @Test
    void retention_isThatOfTheTask_itsTopicsAndItsPartitions() {
        Snapshot snapshot = tasks(task(
                        retained("a", partition(0, 9, 1), 1, 7200.5),
                        new Topic(
                                "b",
                                Partitions.of(List.of(partition(0, 9, 5), partition(1, 9, 5), partition(2, 9, 9)))
                                        .withRetention(new long[] {4, 2, -1}, new double[] {900, 0, Double.NaN})),
                        topic("c", partition(0, 9, 1)))
                .with(progress(Health.WARN)));

        assertThat(family("smartconnect_partition_log_start_offset", snapshot)).isEqualTo("""
                smartconnect_partition_log_start_offset{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="0"} 1
                smartconnect_partition_log_start_offset{instance_id="i-1",task_id="t-1",task_name="nightly",topic="b",partition="0"} 4
                smartconnect_partition_log_start_offset{instance_id="i-1",task_id="t-1",task_name="nightly",topic="b",partition="1"} 2
                """);
        assertThat(family("smartconnect_partition_retention_margin_seconds", snapshot))
                .isEqualTo("""
                smartconnect_partition_retention_margin_seconds{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a",partition="0"} 7200.5
                smartconnect_partition_retention_margin_seconds{instance_id="i-1",task_id="t-1",task_name="nightly",topic="b",partition="0"} 900
                smartconnect_partition_retention_margin_seconds{instance_id="i-1",task_id="t-1",task_name="nightly",topic="b",partition="1"} 0
                """);
        assertThat(family("smartconnect_topic_log_start_offset", snapshot, Granularity.TOPIC))
                .isEqualTo("""
                smartconnect_topic_log_start_offset{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a"} 1
                smartconnect_topic_log_start_offset{instance_id="i-1",task_id="t-1",task_name="nightly",topic="b"} 2
                """);
        assertThat(family("smartconnect_topic_retention_margin_seconds", snapshot, Granularity.TOPIC))
                .isEqualTo("""
                smartconnect_topic_retention_margin_seconds{instance_id="i-1",task_id="t-1",task_name="nightly",topic="a"} 7200.5
                smartconnect_topic_retention_margin_seconds{instance_id="i-1",task_id="t-1",task_name="nightly",topic="b"} 0
                """);
        assertThat(family("smartconnect_task_retention_margin_seconds", snapshot))
                .isEqualTo("smartconnect_task_retention_margin_seconds" + DUMP + "} 7200\n");
        assertThat(family("smartconnect_task_expired_messages_total", snapshot))
                .isEqualTo("smartconnect_task_expired_messages_total" + DUMP + "} 3\n");
    }

    @Test
    void retention_isAbsent_untilItIsKnown() {
        assertThat(rendered(tasks(task(topic("a", partition(0, 9, 1)))), Granularity.PARTITION))
                .doesNotContain("retention", "expired", "start_offset");
    }

    @Test
    void sources_areThoseThatMayBeAsked_withEveryReason() {
        Snapshot snapshot = targets(target(
                Optional.of(true),
                FailureCounts.NONE,
                Map.of(
                        LagSource.DUMP,
                        new SourceStatus(Optional.of(true), FailureCounts.NONE, Optional.empty()),
                        LagSource.CLOUD_EYE,
                        new SourceStatus(
                                Optional.of(false), FailureCounts.NONE.plus(FailureReason.DENIED), Optional.empty()),
                        LagSource.CONSUMER_GROUP,
                        SourceStatus.UNUSED)));

        assertThat(family("smartconnect_lag_source_up", snapshot)).isEqualTo("""
                smartconnect_lag_source_up{target="prod",source="dump"} 1
                smartconnect_lag_source_up{target="prod",source="cloud_eye"} 0
                """);
        assertThat(family("smartconnect_lag_source_failures_total", snapshot).lines())
                .hasSize(LagSource.values().length * FailureReason.values().length)
                .contains(
                        "smartconnect_lag_source_failures_total{target=\"prod\",source=\"cloud_eye\",reason=\"denied\"} 1",
                        "smartconnect_lag_source_failures_total{target=\"prod\",source=\"consumer_group\",reason=\"auth\"} 0");
    }

    @Test
    void sourceThatMayNotBeAsked_hasNoSample() {
        Snapshot snapshot =
                targets(target(Optional.of(true), FailureCounts.NONE, Map.of(LagSource.DUMP, SourceStatus.UNUSED)));

        assertThat(rendered(snapshot, Granularity.TASK))
                .contains("source=\"dump\"")
                .doesNotContain("source=\"cloud_eye\"", "source=\"consumer_group\"", "smartconnect_lag_source_up");
    }
}
