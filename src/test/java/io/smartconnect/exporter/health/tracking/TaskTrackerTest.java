package io.smartconnect.exporter.health.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.Polled;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.Partitions;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTrackerTest {

    private static final int WINDOW = Polled.WINDOW;

    private final Polled task = new Polled();

    private HealthJudgement judgementWith(Optional<String> status) {
        task.status = status;
        task.poll(100, 0);
        return task.judgement();
    }

    @ParameterizedTest
    @CsvSource({
        "PAUSED, PAUSED, it is paused",
        "WAITING, UNKNOWN, it was never started",
        "RESTARTING, UNKNOWN, it is restarting",
        "CREATING, UNKNOWN, it is being created",
        "FAILED, FAILED, 'the cloud reports the status FAILED, which is not a known good one'",
        "paused, FAILED, 'the cloud reports the status paused, which is not a known good one'",
    })
    void task_isJudgedByItsStatusFirst_withOffsetsAndWithout(String status, Health health, String reason) {
        assertThat(judgementWith(Optional.of(status))).isEqualTo(new HealthJudgement(health, reason));
        assertThat(task.partition(0).judgement()).isEqualTo(new HealthJudgement(health, reason));
        assertThat(task.watch.progress(task.task(Optional.empty())).judgement())
                .isEqualTo(new HealthJudgement(health, reason));
    }

    @Test
    void task_isUnknown_withoutAStatus() {
        assertThat(judgementWith(Optional.empty()))
                .isEqualTo(new HealthJudgement(Health.UNKNOWN, "the cloud does not report its status"));
    }

    @Test
    void runningTask_isUnknown_withoutOffsets() {
        assertThat(task.judgement())
                .isEqualTo(
                        new HealthJudgement(
                                Health.UNKNOWN,
                                "no source in lag.sources has offsets of this task; if its requests fail, the log has the cause"));
        assertThat(task.poll())
                .isEqualTo(new HealthJudgement(Health.UNKNOWN, "the cloud reports no offsets of this task"));
    }

    @Test
    void runningTask_isUnknown_onceItsOffsetsAreStale_andWhatItWasWhenTheyReturn() {
        task.polls(1, 5_000, 0);
        task.grows(WINDOW, 100, 0);

        assertThat(task.watch.progress(task.task(Optional.empty())).judgement().health())
                .isEqualTo(Health.UNKNOWN);
        assertThat(task.health()).isEqualTo(Health.STALLED);
    }

    @Test
    void task_takesTheWorstOfItsPartitions_andNamesIt() {
        for (long i = 1; i <= WINDOW; i++) {
            task.poll(
                    Polled.partition(0, 100 * i, 100 * i),
                    Polled.partition(1, 10_000 + 100 * i, 50 * i),
                    Polled.partition(2, 100 * i, 0),
                    Polled.partition(3, 100 * i, 0),
                    Polled.partition(4, 100 * i, 0));
        }

        assertThat(task.health()).isEqualTo(Health.STALLED);
        assertThat(task.judgement().reason())
                .startsWith("partition 2 of orders: nothing was transferred for 10 polls (9m 0s)")
                .endsWith("; 2 more are stalled");
        assertThat(List.of(0, 1, 2, 3, 4))
                .extracting(index -> task.partition(index).judgement().health())
                .containsExactly(Health.OK, Health.WARN, Health.STALLED, Health.STALLED, Health.STALLED);
    }

    @Test
    void reason_tellsOfOneOther() {
        task.poll(Polled.unknown(0), Polled.unknown(7));

        assertThat(task.judgement().reason())
                .isEqualTo("partition 0 of orders: the cloud does not report its offsets; 1 more is unknown");
    }

    @Test
    void reason_tellsWhyAllAreOk_whenItIsTheSame() {
        task.runsWell(100);
        assertThat(task.judgement().reason())
                .isEqualTo("its partition is ok: there was nothing left to transfer at one of the last polls");

        Polled two = new Polled();
        for (int i = 1; i <= WINDOW; i++) {
            two.poll(Polled.partition(0, 100, 100), Polled.partition(1, 200L * i, 200L * i - 1));
        }
        assertThat(two.judgement().reason()).isEqualTo("all 2 partitions are ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\u2028b", "a\u0000b", "a\u202eb"})
    void reason_staysOnOneLine_whateverTheNamesAre(String name) {
        task.last = task.watch.observed(
                task.task(Optional.of(List.of(new Topic(name, List.of(Polled.withStatus(name, 1, 1)))))),
                task.histories,
                task.retention,
                task.now);

        assertThat(task.judgement().reason())
                .isEqualTo("partition 0 of a b: the cloud reports the status a b, which is not a known good one");
    }

    @Test
    void pause_clearsWhatWasSeen_soThatAResumeIsNoStall() {
        task.poll(1_000, 1_000);
        task.grows(WINDOW, 100, 0);
        assertThat(task.health()).isEqualTo(Health.STALLED);

        task.status = Optional.of("PAUSED");
        assertThat(task.grows(30, 100, 0).health()).isEqualTo(Health.PAUSED);
        assertThat(task.partition(0).samples()).isEqualTo(OffsetSamples.NONE);

        task.status = Optional.of("RUNNING");
        assertThat(task.grows(WINDOW - 1, 100, 0).health()).isEqualTo(Health.UNKNOWN);
        assertThat(task.grows(1, 0, 1_000).health()).isEqualTo(Health.OK);
    }

    @Test
    void pause_thatOnlyTheListingTells_clearsWhatWasSeen() {
        task.poll(1_000, 1_000);
        task.grows(WINDOW, 100, 0);
        task.status = Optional.of("PAUSED");
        task.watch.listed(task.task(Optional.empty()), task.now);
        task.status = Optional.of("RUNNING");

        assertThat(task.watch
                        .progress(task.task(task.last.topics()))
                        .judgement()
                        .reason())
                .isEqualTo("its offsets have not been read since it started to run");
        assertThat(task.watch.progress(task.task(task.last.topics())).rates()).isEqualTo(TransferRates.UNKNOWN);
        assertThat(task.grows(1, 100, 0).reason()).contains("1 of 10 polls seen");
    }

    @Test
    void listingWithoutAStatus_clearsNothing() {
        for (int i = 0; i < WINDOW; i++) {
            task.status = Optional.empty();
            task.watch.listed(task.task(Optional.empty()), task.now);
            task.status = Optional.of("RUNNING");
            task.poll(1_000 + 100 * i, 500);
        }

        assertThat(task.health()).isEqualTo(Health.STALLED);
    }

    @Test
    void rewindAfterASeenRestart_isPlanned_butCounted() {
        task.runsWell(100);
        task.status = Optional.of("RESTARTING");
        task.poll(2_000, 0);
        task.status = Optional.of("RUNNING");
        task.grows(WINDOW - 1, 0, 10);

        assertThat(task.grows(1, 0, 10).health()).isEqualTo(Health.OK);
        assertThat(task.movement().rewinds()).isEqualTo(1);
    }

    @Test
    void rewindAfterARestartThatNobodySaw_isRewound_untilItHasRecovered() {
        task.runsWell(100);

        assertThat(task.poll(1_100, 0).health()).isEqualTo(Health.REWOUND);
        assertThat(task.poll(1_100, 1_000).health()).isEqualTo(Health.REWOUND);
        assertThat(task.poll(1_100, 1_100).health()).isEqualTo(Health.OK);
    }

    @Test
    void asOf_isTheTimeOfTheOffsets_orOfTheListingWhileThereAreNone() {
        Instant listed = task.now;
        task.watch.listed(task.task(Optional.empty()), listed);
        assertThat(task.progress().asOf()).isEqualTo(listed);

        task.poll(100, 100);
        Instant read = task.now;
        task.watch.listed(task.task(Optional.empty()), read.plusSeconds(50));

        assertThat(task.progress().asOf()).isEqualTo(read);
        assertThat(task.watch.progress(task.task(Optional.empty())).asOf()).isEqualTo(read.plusSeconds(50));
    }

    @Test
    void progress_isAPureLook() {
        task.poll(1_000, 1_000);
        task.grows(WINDOW, 100, 0);
        task.poll(5_000, 5_000);

        assertThat(task.progress()).isEqualTo(task.progress());
        assertThat(task.health()).isEqualTo(Health.STALLED);
        assertThat(task.poll(5_000, 5_000).health()).isEqualTo(Health.OK);
    }

    @Test
    void restart_forgetsTheSamples_andKeepsCountersAndHighWaterMarks() {
        task.runsWell(100);
        task.watch.restart();
        task.now = task.now.minus(Duration.ofDays(1));

        assertThat(task.progress().rates()).isEqualTo(TransferRates.UNKNOWN);
        assertThat(task.poll(1_300, 500).reason()).contains("1 of 10 polls seen");
        assertThat(task.grows(WINDOW - 1, 10, 10).health()).isEqualTo(Health.REWOUND);
        assertThat(task.movement().transferredMessages()).isEqualTo(900 + 10 * (WINDOW - 1));
    }

    @Test
    void partitions_areTheSameTable_untilOneOfThemChanges() {
        task.poll(Polled.partition(0, 5, 5), Polled.partition(1, 7, 7));
        Partitions before = partitions();
        task.poll(Polled.partition(1, 7, 7), Polled.partition(0, 5, 5));
        assertThat(partitions()).isSameAs(before);

        task.poll(Polled.partition(0, 5, 5), Polled.partition(1, 8, 8));
        assertThat(partitions()).isNotEqualTo(before);
    }

    private Partitions partitions() {
        return task.last.topics().orElseThrow().get(0).partitions();
    }

    @Test
    void partitionsThatComeAndGo_keepTheirSamples() {
        task.poll(Polled.partition(3, 5, 5), Polled.partition(7, 1, 1));
        task.poll(Polled.partition(1, 5, 5), Polled.partition(7, 1, 1));
        task.poll(Polled.partition(0, 5, 5), Polled.partition(3, 5, 5), Polled.partition(9, 1, 1));

        assertThat(task.partition(0).samples().size()).isEqualTo(1);
        assertThat(task.partition(1).samples().size()).isEqualTo(2);
        assertThat(task.partition(2).samples().size()).isEqualTo(1);
    }
}
