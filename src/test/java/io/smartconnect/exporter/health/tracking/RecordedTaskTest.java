package io.smartconnect.exporter.health.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.history.RecordedOffsets;
import io.smartconnect.exporter.history.RecordedOffsets.OffsetKind;
import io.smartconnect.exporter.history.RecordedOffsets.PartitionLabels;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.exporter.time.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The first judgement after a start with offsets that a Prometheus recorded: a point a minute, the last one a minute ago. */
class RecordedTaskTest {

    private static final PartitionLabels PARTITION = new PartitionLabels("i", "t", "orders", 0);
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long PRODUCED = 10_000;

    private final FakeTime time = new FakeTime();
    private final OffsetHistories histories = new OffsetHistories();
    private final RecordedOffsets recorded = new RecordedOffsets();
    private final TaskTrackers trackers = new TaskTrackers(
            new InstanceContext("i", "prod", HealthSettings.DEFAULT, true),
            histories,
            new Retentions(Duration.ofMinutes(10)),
            time);
    private Task judged = task(0, 0);

    private static Task task(long end, long transferred) {
        Partition partition = new Partition(
                0, Optional.of("RUNNING"), OptionalLong.of(end), OptionalLong.of(transferred), OptionalLong.empty());
        return TestTasks.task("t")
                .status("RUNNING")
                .topics(Optional.of(List.of(new Topic("orders", List.of(partition)))))
                .build()
                .withTopics(List.of(new Topic("orders", List.of(partition))), LagSource.DUMP);
    }

    /** Points from {@code oldest} to {@code newest} minutes ago. */
    private void record(OffsetKind kind, int oldest, int newest, LongUnaryOperator offset) {
        long now = time.instant().toEpochMilli();
        recorded.add(
                PARTITION,
                kind,
                LongStream.rangeClosed(-oldest, -newest)
                        .flatMap(minute -> LongStream.of(now + minute * MINUTE, offset.applyAsLong(minute)))
                        .toArray());
    }

    /** A hundred messages a minute. */
    private void recordProduction(int minutes) {
        record(OffsetKind.END, minutes, 1, minute -> PRODUCED + 100 * minute);
    }

    private TaskProgress poll(long end, long transferred) {
        histories.restoreRecorded(recorded.byInstanceId().getOrDefault("i", Map.of()));
        return pollAgain(end, transferred);
    }

    private TaskProgress pollAgain(long end, long transferred) {
        Task answer = task(end, transferred);
        Task detail = trackers.observed(answer, answer, trackers.now());
        judged = trackers.withProgress(answer.withDetail(detail));
        return judged.progress().orElseThrow();
    }

    private LagTime lagTime() {
        return judged.topics()
                .orElseThrow()
                .get(0)
                .partitions()
                .get(0)
                .lagTime()
                .orElseThrow();
    }

    @Test
    void busyTask_isOk_andTheAgesOfItsMessagesAreKnown() {
        recordProduction(60);
        record(OffsetKind.TRANSFERRED, 60, 1, minute -> PRODUCED - 500 + 100 * minute);

        assertThat(poll(PRODUCED, PRODUCED - 500).judgement().health()).isEqualTo(Health.OK);
        assertThat(lagTime().isLowerBound()).isFalse();
        assertThat(lagTime().seconds()).isBetween(299.0, 300.0);
    }

    @Test
    void stalledTask_isStalled_andOnlyThisPollIsLoggedAndCounted() {
        recordProduction(60);
        record(OffsetKind.TRANSFERRED, 60, 1, minute -> Math.min(PRODUCED - 1_000, PRODUCED + 100 * minute));

        try (LogCapture log = new LogCapture(TaskChangeCounts.class)) {
            TaskProgress progress = poll(PRODUCED, PRODUCED - 1_000);

            assertThat(progress.judgement().health()).isEqualTo(Health.STALLED);
            assertThat(progress.offsetCounters().orElseThrow().producedMessages())
                    .isZero();
            assertThat(progress.offsetCounters().orElseThrow().rewinds()).isZero();
            assertThat(log.events()).hasSize(1);
        }
        assertThat(histories.restarts()).isZero();
    }

    @Test
    void usualGaps_areLearned_soThatANewStallIsFoundSoon() {
        recordProduction(60);
        record(OffsetKind.TRANSFERRED, 60, 1, minute -> PRODUCED + 100 * minute);
        poll(PRODUCED, PRODUCED);

        Health health = Health.OK;
        for (int missed = 1; missed <= 4; missed++) {
            time.advance(Duration.ofMinutes(1));
            health = pollAgain(PRODUCED + 100L * missed, PRODUCED).judgement().health();
        }

        assertThat(health).isEqualTo(Health.STALLED);
    }

    @Test
    void endOffsetsOnly_giveAgesAlone() {
        recordProduction(60);

        assertThat(poll(PRODUCED, PRODUCED - 500).judgement().health()).isEqualTo(Health.UNKNOWN);
        assertThat(lagTime().isLowerBound()).isFalse();
    }

    @Test
    void taskThatDidNotRun_startsItsWindowOver() {
        recordProduction(60);
        record(OffsetKind.TRANSFERRED, 3, 1, minute -> PRODUCED - 5_000);
        record(OffsetKind.TRANSFERRED, 60, 30, minute -> PRODUCED - 5_000);

        assertThat(poll(PRODUCED, PRODUCED - 5_000).judgement().reason()).contains("4 of 10 polls seen");
    }

    @Test
    void longHole_startsTheWindowOver() {
        record(OffsetKind.END, 3, 1, minute -> PRODUCED - 100);
        record(OffsetKind.END, 60, 20, minute -> PRODUCED - 100);
        record(OffsetKind.TRANSFERRED, 3, 1, minute -> 0);
        record(OffsetKind.TRANSFERRED, 60, 20, minute -> 0);

        assertThat(poll(PRODUCED, 0).judgement().reason()).contains("3 of 10 polls seen");
    }

    @Test
    void missedPolls_countAsMissed() {
        record(OffsetKind.END, 60, 5, minute -> PRODUCED - 100);
        record(OffsetKind.TRANSFERRED, 60, 5, minute -> 0);

        assertThat(poll(PRODUCED, 0).judgement().health()).isEqualTo(Health.STALLED);
    }

    @Test
    void offsetsAheadOfTheCloud_doNotCount() {
        record(OffsetKind.END, 60, 1, minute -> minute < -20 ? PRODUCED + 1 : PRODUCED - 100);
        record(OffsetKind.TRANSFERRED, 60, 1, minute -> 5_000);

        assertThat(poll(PRODUCED, 4_000).judgement().health()).isEqualTo(Health.UNKNOWN);
        assertThat(lagTime().isLowerBound()).isTrue();
        assertThat(lagTime().seconds()).isEqualTo(20 * 60);
        assertThat(histories.restarts()).isZero();
    }

    @Test
    void lastOffsetAheadOfTheCloud_leavesNothing() {
        record(OffsetKind.END, 60, 1, minute -> Long.MAX_VALUE >> 11);
        record(OffsetKind.TRANSFERRED, 60, 1, minute -> 0);

        assertThat(poll(PRODUCED, 0).judgement().reason()).contains("1 of 10 polls seen");
        assertThat(lagTime().seconds()).isZero();
    }

    @Test
    void offsetsOfAnotherTopic_beforeItWasRecreated_doNotCount() {
        record(OffsetKind.END, 60, 1, minute -> minute < -20 ? 8_000 : 1_000 - minute);
        record(OffsetKind.TRANSFERRED, 60, 1, minute -> 500);

        poll(2_000, 500);

        assertThat(lagTime().seconds()).isLessThanOrEqualTo(20 * 60);
        assertThat(histories.restarts()).isZero();
    }

    @Test
    void offsetsFromTheFuture_doNotCount() {
        record(OffsetKind.END, 5, -60, minute -> PRODUCED - 100);
        record(OffsetKind.TRANSFERRED, 5, -60, minute -> 0);

        assertThat(poll(PRODUCED, 0).judgement().reason()).contains("6 of 10 polls seen");
        assertThat(lagTime().seconds()).isEqualTo(5 * 60);
    }

    @Test
    void offsetsOfLongAgo_giveNoWindow() {
        record(OffsetKind.END, 60, 20, minute -> PRODUCED - 100);
        record(OffsetKind.TRANSFERRED, 60, 20, minute -> 0);

        assertThat(poll(PRODUCED, 0).judgement().reason()).contains("1 of 10 polls seen");
    }

    @Test
    void offsets_areDiscarded_whenTheClockIsSet() {
        recordProduction(60);
        histories.restoreRecorded(Objects.requireNonNull(recorded.byInstanceId().get("i")));
        time.stepWallClock(Duration.ofDays(1));

        pollAgain(PRODUCED, PRODUCED - 500);

        assertThat(lagTime().isLowerBound()).isTrue();
    }
}
