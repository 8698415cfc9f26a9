package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.OffsetCounters;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come late, twice or out of order; clocks that are set; things that vanish and return. */
class BadInputTest {

    private static final int WINDOW = Polled.WINDOW;

    private final Polled task = new Polled();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3_600})
    void answer_isIgnored_whenItIsNotNewerThanTheLast(long secondsLate) {
        task.runsWell(100);
        TaskProgress before = task.progress();
        task.now = task.now.minusSeconds(secondsLate);

        task.answer(Polled.partition(0, 5_000, 10));

        assertThat(task.progress()).isEqualTo(before);
        assertThat(task.last.topics().orElseThrow().get(0).partitions())
                .containsExactly(Polled.partition(0, 5_000, 10));
        task.now = task.now.plusSeconds(secondsLate);
        task.poll(1_100, 1_100);
        assertThat(task.movement()).isEqualTo(new OffsetCounters(1_000, 1_000, 0));
        assertThat(task.partition(0).samples().size()).isEqualTo(WINDOW);
    }

    @Test
    void answerOfManyMinutesLate_countsWhatMovedSince() {
        task.runsWell(100);
        task.now = task.now.plus(Duration.ofMinutes(20));

        assertThat(task.poll(3_000, 3_000).health()).isEqualTo(Health.OK);
        assertThat(task.movement()).isEqualTo(new OffsetCounters(2_900, 2_900, 0));
    }

    @Test
    void unknownOffsets_interruptNoCount() {
        task.poll(100, 50);
        task.poll(Polled.unknown(0));
        task.poll(Polled.unknown(0));
        task.poll(300, 200);

        assertThat(task.movement()).isEqualTo(new OffsetCounters(150, 200, 0));
        assertThat(task.partition(0).samples().size()).isEqualTo(2);
    }

    @Test
    void oneUnknownOffset_isNoSample_butTheOtherIsCounted() {
        task.poll(100, 50);
        task.poll(new Partition(0, Optional.empty(), OptionalLong.of(200), OptionalLong.empty(), OptionalLong.of(150)));

        assertThat(task.movement()).isEqualTo(new OffsetCounters(0, 100, 0));
        assertThat(task.partition(0).samples().size()).isEqualTo(1);
        assertThat(task.lagTime(0)).isEmpty();
        assertThat(task.health()).isEqualTo(Health.UNKNOWN);
    }

    @Test
    void age_isNone_whenOnlyTheReportedLagSaysThatNothingWaits() {
        task.poll(new Partition(0, Optional.empty(), OptionalLong.empty(), OptionalLong.of(200), OptionalLong.of(0)));

        assertThat(task.lagTime(0)).contains(LagTime.NONE);
    }

    @Test
    void partitionThatIsMissing_keepsItsState_forAWindowOfAnswers() {
        Partition other = Polled.partition(1, 5, 5);
        for (int i = 1; i <= WINDOW; i++) {
            task.poll(Polled.partition(0, 100L * i, 100L * i), other);
        }
        IntStream.range(0, WINDOW).forEach(i -> task.poll(other));
        assertThat(task.health()).isEqualTo(Health.OK);

        task.poll(Polled.partition(0, 5_000, 4_000), other);

        assertThat(task.health()).isEqualTo(Health.OK);
        assertThat(task.partition(0).samples().size()).isEqualTo(WINDOW);
        assertThat(task.movement()).isEqualTo(new OffsetCounters(900 + 3_000, 900 + 4_000, 0));
    }

    @Test
    void partitionThatIsMissingForLonger_isForgotten() {
        Partition other = Polled.partition(1, 5, 5);
        for (int i = 1; i <= WINDOW; i++) {
            task.poll(Polled.partition(0, 100L * i, 100L * i), other);
        }
        IntStream.rangeClosed(0, WINDOW).forEach(i -> task.poll(other));

        task.poll(Polled.partition(0, 10, 0), other);

        assertThat(task.partition(0).judgement().reason()).isEqualTo("1 of 10 polls seen");
        assertThat(task.movement()).isEqualTo(new OffsetCounters(900, 900, 0));
    }

    @Test
    void badPartitionThatIsMissing_isStillBadWhenItReturns() {
        task.poll(1_000, 1_000);
        task.grows(WINDOW, 100, 0);
        assertThat(task.poll(Polled.partition(1, 5, 5)).health()).isEqualTo(Health.UNKNOWN);

        assertThat(task.grows(1, 100, 0).health()).isEqualTo(Health.STALLED);
    }

    @Test
    void recreatedTopic_beginsAnew_andCountsAsOneRewind() {
        task.runsWell(100);
        task.poll(50, 20);

        assertThat(task.judgement().reason()).contains("1 of 10 polls seen");
        assertThat(task.movement()).isEqualTo(new OffsetCounters(900, 900, 1));
        task.grows(WINDOW - 1, 10, 10);
        assertThat(task.health()).isEqualTo(Health.OK);
        assertThat(task.movement()).isEqualTo(new OffsetCounters(900 + 90, 900 + 90, 1));
    }

    @Test
    void recreatedTopic_countsNothing_whileTheTransferredOffsetIsUnknown() {
        task.runsWell(100);
        task.poll(new Partition(0, Optional.empty(), OptionalLong.of(50), OptionalLong.empty(), OptionalLong.empty()));
        task.poll(60, 20);

        assertThat(task.movement()).isEqualTo(new OffsetCounters(900, 910, 1));
    }

    @Test
    void rewindsOfManyPartitions_areOneAnAnswer() {
        task.poll(Polled.partition(0, 100, 100), Polled.partition(1, 100, 100), Polled.partition(2, 100, 100));
        task.poll(Polled.partition(0, 100, 50), Polled.partition(1, 50, 50), Polled.partition(2, 200, 10));
        assertThat(task.movement()).isEqualTo(new OffsetCounters(0, 100, 1));

        task.poll(Polled.partition(0, 100, 40), Polled.partition(1, 50, 50), Polled.partition(2, 200, 20));
        assertThat(task.movement()).isEqualTo(new OffsetCounters(10, 100, 2));
    }

    @Test
    void transferredOffsetBeyondTheEnd_isNoLag_andNoNegativeNumber() {
        for (int i = 1; i <= WINDOW; i++) {
            task.poll(100L * i, 100L * i + 7);
        }

        assertThat(task.health()).isEqualTo(Health.OK);
        assertThat(task.lagTime(0)).contains(LagTime.NONE);
        assertThat(task.progress().rates().catchUpSeconds()).isEmpty();
    }

    @Test
    void transferredOffsetFarBeyondTheEnd_isNotCounted_andNoMarkToRecoverTo() {
        task.runsWell(100);
        task.poll(1_100, Long.MAX_VALUE);

        assertThat(task.poll(1_200, 1_150).health()).isEqualTo(Health.OK);
        assertThat(task.movement()).isEqualTo(new OffsetCounters(1_050, 1_100, 0));
    }

    @Test
    void largestOffsets_overflowNothing() {
        for (int i = 0; i < 2 * WINDOW; i++) {
            task.poll(
                    Polled.partition(0, Long.MAX_VALUE, i % 2 == 0 ? 0 : Long.MAX_VALUE),
                    Polled.partition(1, Long.MAX_VALUE, i % 2 == 0 ? 0 : Long.MAX_VALUE));
        }

        assertThat(task.movement().transferredMessages()).isEqualTo(Long.MAX_VALUE);
        assertThat(task.progress().rates().transferredPerSecond().orElseThrow())
                .isFinite()
                .isPositive();
    }

    @Test
    void deliverIntervalWithoutMeasure_isNotBelievedBeyondADay() {
        task.deliverSeconds = OptionalLong.of(Long.MAX_VALUE);
        task.interval = Duration.ofHours(1);

        assertThat(task.polls(47, 10, 10).reason()).contains("1d 22h of 2d 0h");
        assertThat(task.poll(10, 10).health()).isEqualTo(Health.OK);
    }

    @Test
    void exporterRestart_judgesNothing_beforeItHasSeenAWindow() {
        OffsetHistories kept = task.histories;
        task.poll(1_000, 900);
        task.grows(5, 100, 0);
        Polled restarted = new Polled();
        restarted.now = task.now;
        restarted.histories = kept;
        restarted.end = task.end;
        restarted.transferred = task.transferred;

        assertThat(restarted.grows(WINDOW - 1, 100, 0).health()).isEqualTo(Health.UNKNOWN);
        assertThat(restarted.grows(1, 100, 0).health()).isEqualTo(Health.STALLED);
    }

    @Test
    void taskWithoutTopics_isLeftAsItIs() {
        Task without = task.task(Optional.empty());

        assertThat(task.watch.observed(without, task.histories, task.retention, task.now))
                .isSameAs(without);
        assertThat(task.progress().offsetCounters()).isEmpty();
    }

    @Test
    void movement_isAbsent_untilAnOffsetWasSeen() {
        task.poll(Polled.unknown(0));
        assertThat(task.progress().offsetCounters()).isEmpty();

        task.poll(10, 10);
        assertThat(task.progress().offsetCounters()).contains(new OffsetCounters(0, 0, 0));
    }

    @Test
    void emptyTopic_isNoPartition() {
        task.last = task.watch.observed(
                task.task(Optional.of(List.of(new Topic("orders", List.of())))),
                task.histories,
                task.retention,
                task.now);

        assertThat(task.judgement().reason()).isEqualTo("the cloud reports no offsets of this task");
    }
}
