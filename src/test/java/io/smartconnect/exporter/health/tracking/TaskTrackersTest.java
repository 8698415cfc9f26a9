package io.smartconnect.exporter.health.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.health.eye.CloudEyeSample;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retention;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.exporter.time.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTrackersTest {

    private final FakeTime time = new FakeTime();
    private final Retentions retentions = new Retentions(Duration.ofMinutes(10));
    private final TaskTrackers trackers = new TaskTrackers(
            new InstanceContext("i", "prod", HealthSettings.DEFAULT, true), new OffsetHistories(), retentions, time);

    private static Task task(long end, long transferred) {
        List<Topic> topics = List.of(new Topic(
                "orders",
                List.of(new Partition(
                        0,
                        Optional.of("RUNNING"),
                        OptionalLong.of(end),
                        OptionalLong.of(transferred),
                        OptionalLong.empty()))));
        return TestTasks.task("t").status("RUNNING").build().withTopics(topics, LagSource.DUMP);
    }

    private Optional<LagTime> judge(Task answer, TaskTrackers.Moment at) {
        Task judged = trackers.observed(answer, answer, at);
        return judged.topics().orElseThrow().get(0).partitions().get(0).lagTime();
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, 60})
    void observed_countsFromTheNewTime_whenTheClockIsSetBeforeTheJudgement(long minutes) {
        TaskTrackers.Moment arrived = trackers.now();
        time.advance(Duration.ofSeconds(10));
        time.stepWallClock(Duration.ofMinutes(minutes));
        judge(task(100, 50), arrived);

        time.advance(Duration.ofSeconds(50));
        assertThat(judge(task(100, 50), trackers.now())).contains(new LagTime(60, true));

        Task known = trackers.withProgress(task(100, 50));
        assertThat(known.progress().orElseThrow().asOf()).isEqualTo(time.instant());
    }

    @Test
    void withProgress_notesTheNeedOfAPullAgain_whenRetentionTimesWereRead() {
        Retention peer = retentions.of("peer");
        Task pull = TestTasks.task("p")
                .status("RUNNING")
                .info(new TaskInfo("KAFKA_REPLICATOR_SOURCE", "NONE", "a", "", "", "", "pull", ""))
                .build()
                .with(Map.of("source_task.instance_id", "peer"));
        trackers.observed(
                pull,
                List.of(new CloudEyeSample(
                        time.instant(),
                        OptionalDouble.of(1),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        Optional.empty())));
        trackers.withProgress(pull);
        peer.learnTimes(Map.of(), time.instant().toEpochMilli());
        assertThat(peer.peerNeedsTimes()).isFalse();

        trackers.withProgress(pull);
        assertThat(peer.peerNeedsTimes()).isTrue();
    }
}
