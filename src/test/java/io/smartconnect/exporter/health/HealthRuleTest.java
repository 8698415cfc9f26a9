package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.tracking.InstanceContext;
import io.smartconnect.exporter.health.tracking.TaskTracker;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule, where it fits and where it just doesn't. */
class HealthRuleTest {

    private static final int WINDOW = Polled.WINDOW;

    private final Polled task = new Polled();

    private void judged(HealthJudgement judgement, Health health, String reason) {
        assertThat(judgement.health()).as(judgement.reason()).isEqualTo(health);
        assertThat(judgement.reason()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "running", "UNASSIGNED", "", "RUNNING "})
    void badStatus_isFailedAtOnce_whenItIsNoneOfTheGoodOnes(String status) {
        judged(
                task.poll(Polled.withStatus(status, 10, 10)),
                Health.FAILED,
                "partition 0 of orders: the cloud reports the status " + status + ", which is not a known good one");
    }

    @Test
    void badStatus_saysNothing_whileThereIsNoneOrAGoodOne() {
        task.runsWell(100);
        task.poll(new Partition(
                0, Optional.empty(), OptionalLong.of(2_000), OptionalLong.of(2_000), OptionalLong.empty()));

        assertThat(task.health()).isEqualTo(Health.OK);
    }

    @Test
    void badStatus_isLeft_likeAnyBadState() {
        task.runsWell(100);
        task.poll(Polled.withStatus("FAILED", 2_000, 1_900));

        assertThat(task.poll(2_100, 2_100).health()).isEqualTo(Health.FAILED);
        assertThat(task.poll(2_200, 2_200).health()).isEqualTo(Health.OK);
    }

    @Test
    void restingPartitions_areNotJudged_andBeginAnewWhenTheyRun() {
        task.runsWell(100);
        judged(task.poll(Polled.withStatus("PAUSED", 2_000, 1_000)), Health.PAUSED, "it is paused");
        judged(task.poll(Polled.withStatus("RESTARTING", 2_000, 0)), Health.UNKNOWN, "it is restarting");
        judged(task.poll(Polled.withStatus("WAITING", 2_000, 0)), Health.UNKNOWN, "it was never started");
        judged(task.poll(Polled.withStatus("CREATING", 2_000, 0)), Health.UNKNOWN, "it is being created");

        judged(task.poll(2_000, 0), Health.UNKNOWN, "1 of 10 polls seen");
    }

    @Test
    void missingOffsets_keepTheLastJudgement_untilTheThirdAnswerInARow() {
        task.runsWell(100);
        HealthJudgement last = task.judgement();

        assertThat(task.poll(Polled.unknown(0))).isEqualTo(last);
        assertThat(task.poll(Polled.unknown(0))).isEqualTo(last);
        judged(task.poll(Polled.unknown(0)), Health.UNKNOWN, "the cloud does not report its offsets");
        judged(task.poll(Polled.unknown(0)), Health.UNKNOWN, "the cloud does not report its offsets");
        assertThat(task.partition(0).samples().size()).isEqualTo(WINDOW);
        assertThat(task.poll(2_000, 2_000).health()).isEqualTo(Health.OK);
        assertThat(task.poll(Polled.unknown(0)).health()).isEqualTo(Health.OK);
    }

    @Test
    void missingOffsets_keepABadJudgement_too() {
        task.poll(1_000, 1_000);
        HealthJudgement stalled = task.grows(WINDOW, 100, 0);
        assertThat(stalled.health()).isEqualTo(Health.STALLED);

        assertThat(task.poll(Polled.unknown(0))).isEqualTo(stalled);
        assertThat(task.poll()).isEqualTo(stalled);
        judged(task.poll(Polled.unknown(0)), Health.UNKNOWN, "the cloud does not report its offsets");
    }

    @Test
    void missingOffsets_hideNoStatus() {
        task.runsWell(100);

        judged(
                task.poll(new Partition(
                        0, Optional.of("FAILED"), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty())),
                Health.FAILED,
                "the cloud reports the status FAILED");
        judged(task.poll(Polled.unknown(0)), Health.UNKNOWN, "the cloud does not report its offsets");
    }

    @Test
    void answersWithoutPartitions_keepTheJudgementAndTheRates_untilTheThirdInARow() {
        task.poll(10_000, 0);
        task.grows(WINDOW, 60, 120);
        TaskProgress last = task.progress();

        task.poll();
        task.poll();
        assertThat(task.judgement()).isEqualTo(last.judgement());
        assertThat(task.progress().rates()).isEqualTo(last.rates());
        judged(task.poll(), Health.UNKNOWN, "the cloud reports no offsets of this task");
        assertThat(task.progress().rates()).isEqualTo(TransferRates.UNKNOWN);
    }

    @Test
    void shortWindow_isUnknown_untilItIsFull() {
        judged(task.polls(3, 100, 100), Health.UNKNOWN, "3 of 10 polls seen");
        judged(task.polls(WINDOW - 4, 100, 100), Health.UNKNOWN, "9 of 10 polls seen");
        assertThat(task.poll(100, 100).health()).isEqualTo(Health.OK);
    }

    @Test
    void allowedLag_isOk_evenIfNothingMoves() {
        Polled allowed = new Polled(1_000);

        judged(allowed.grows(WINDOW + 2, 80, 0), Health.OK, "the lag of the task stayed within its allowed lag");
    }

    @Test
    void allowedLag_isThatOfTheTasksNameNow() {
        Polled renamed = new Polled(1_000);
        String allowed = renamed.name;
        renamed.name = "";
        assertThat(renamed.grows(WINDOW + 2, 80, 0).health()).isEqualTo(Health.STALLED);

        renamed.name = allowed;
        assertThat(renamed.grows(2, 0, 0).health()).isEqualTo(Health.OK);
        renamed.name = "orders";
        assertThat(renamed.grows(1, 1, 0).health()).isEqualTo(Health.STALLED);
    }

    @Test
    void allowedLag_isThatOfTheWholeTask_overTheWholeWindow() {
        Polled allowed = new Polled(1_000);
        for (int i = 0; i < WINDOW; i++) {
            allowed.poll(Polled.partition(0, 501 + i, 0), Polled.partition(1, 500 + i, 0));
        }

        assertThat(allowed.health()).isEqualTo(Health.STALLED);
    }

    @Test
    void allowedLag_countsAgain_onceTheLargerLagHasLeftTheWindow() {
        Polled allowed = new Polled(1_000);
        allowed.poll(5_000, 0);
        allowed.poll(5_000, 4_100);

        judged(allowed.grows(WINDOW - 2, 1, 0), Health.OK, "messages were transferred within the last polls");
        judged(allowed.grows(1, 1, 0), Health.OK, "within its allowed lag");
    }

    @Test
    void idleTail_isOk_howeverLongItStays() {
        task.runsWell(0);
        task.poll(2_040, 2_000);

        judged(task.polls(WINDOW, 2_040, 2_000), Health.OK, "the tail that a dump keeps");
        assertThat(task.polls(5_000, 2_040, 2_000).health()).isEqualTo(Health.OK);
    }

    @Test
    void idleTail_mayHaveComeOverOneDeliverInterval() {
        Polled dump = Polled.delivering(300);
        dump.runsWell(0);
        for (int i = 1; i <= 5; i++) {
            dump.poll(1_000 + 5_000L * i, 1_000);
            assertThat(dump.health()).isEqualTo(Health.OK);
        }

        for (int i = 0; i < 500; i++) {
            assertThat(dump.poll(26_000, 1_000).health()).isEqualTo(Health.OK);
        }
        judged(dump.judgement(), Health.OK, "the tail that a dump keeps");
    }

    @Test
    void idleTail_isNone_whenItsMessagesCameOverALongerTime() {
        Polled dump = Polled.delivering(300);
        dump.runsWell(0);
        for (int i = 1; i <= 10; i++) {
            dump.poll(1_000 + 10L * i, 1_000);
        }

        assertThat(dump.polls(WINDOW, 1_100, 1_000).health()).isEqualTo(Health.STALLED);
    }

    @Test
    void idleTail_hasAThousandMessagesAtMost_whereTheHistoryDoesNotReach() {
        assertThat(task.polls(WINDOW, 5_000, 4_000).health()).isEqualTo(Health.OK);

        Polled longer = new Polled();
        assertThat(longer.polls(WINDOW, 5_001, 4_000).health()).isEqualTo(Health.STALLED);
    }

    @Test
    void idleTail_isNone_whenItWasTransferredBefore() {
        task.runsWell(0);
        task.poll(1_000, 1_000);
        task.poll(1_000, 990);

        assertThat(task.polls(WINDOW - 1, 1_000, 990).health()).isEqualTo(Health.STALLED);
    }

    @Test
    void idleTail_isNoStall_whenMoreComes() {
        task.polls(WINDOW, 2_000, 2_000);
        task.poll(2_001, 2_000);
        task.polls(2 * WINDOW, 2_001, 2_000);

        judged(task.poll(2_002, 2_000), Health.OK, "nothing left to transfer at one of the last polls");
        judged(task.polls(WINDOW - 2, 2_003, 2_000), Health.OK, "nothing left to transfer at one of the last polls");
        judged(task.poll(2_003, 2_000), Health.STALLED, "3 messages wait");
    }

    @Test
    void stalled_isSaid_atTheFirstPollAtWhichNothingMovedForAWindow() {
        task.polls(WINDOW, 950, 950);

        for (int i = 1; i < WINDOW; i++) {
            judged(task.poll(1_000 + 100L * i, 950), Health.OK, "nothing left to transfer at one of the last polls");
        }
        judged(
                task.poll(2_234, 950),
                Health.STALLED,
                "partition 0 of orders: nothing was transferred for 10 polls (9m 0s) although 1,284 messages wait,"
                        + " the oldest for 9m 59s");
    }

    @Test
    void stalled_hasNoNumberOfPolls_whenSamplesStandForSeveral() {
        Polled rare = Polled.delivering(3_600);
        for (int i = 0; rare.health() != Health.STALLED; i++) {
            assertThat(i).isLessThan(200);
            rare.poll(1_000 + 100L * i, 950);
        }

        assertThat(rare.judgement().reason())
                .startsWith("partition 0 of orders: nothing was transferred for 1h 58m although ");
    }

    @Test
    void stalled_isNotSaid_whenThereWasNothingToTransferAtOneOfThem() {
        task.polls(1, 1_000, 1_000);

        judged(task.grows(WINDOW - 1, 100, 0), Health.OK, "nothing left to transfer at one of the last polls");
        judged(task.grows(1, 100, 0), Health.STALLED, "nothing was transferred");
    }

    @Test
    void stalled_isNotSaid_whenOneMessageMoved() {
        task.poll(10_000, 1_000);
        task.grows(WINDOW - 2, 100, 0);

        assertThat(task.poll(20_000, 1_001).health()).isNotEqualTo(Health.STALLED);
    }

    @Test
    void rewound_isSaid_untilItHasRecovered() {
        task.runsWell(0);

        judged(
                task.poll(1_000, 100),
                Health.REWOUND,
                "it is at offset 100 although it was at 900 before, and 900 messages wait, the oldest for");
        judged(task.poll(1_000, 899), Health.REWOUND, "101 messages wait");
        judged(task.poll(1_000, 900), Health.REWOUND, "the last poll was good");
        judged(task.poll(1_000, 950), Health.OK, "nothing left to transfer at one of the last polls");
    }

    @Test
    void rewound_isNotSaid_whenNothingIsLeftToTransfer() {
        task.runsWell(0);
        task.poll(1_000, 1_005);

        assertThat(task.poll(1_000, 1_000).health()).isEqualTo(Health.OK);
    }

    @Test
    void stalled_beatsRewound() {
        task.runsWell(0);
        task.poll(1_000, 100);

        assertThat(task.grows(WINDOW - 2, 10, 0).health()).isEqualTo(Health.REWOUND);
        assertThat(task.grows(1, 10, 0).health()).isEqualTo(Health.STALLED);
    }

    @Test
    void young_isOk_thoughTheLagOnlyGrows() {
        for (int i = 0; i < WINDOW; i++) {
            task.poll(10_000L * (i + 1), 10_000L * (i + 1) - 10L * (i + 1));
        }

        judged(task.judgement(), Health.OK, "no message waits for longer than one delivery takes");
    }

    @Test
    void growing_isAWarning_whenTheLagNeverShrankAndGrewThreeTimes() {
        task.poll(10_000, 1_000);
        for (int i = 1; i < WINDOW; i++) {
            task.poll(10_000 + 100L * i, 1_000 + 50L * i);
        }

        judged(
                task.judgement(),
                Health.WARN,
                "the lag never shrank for 10 polls (9m 0s) and grew from 9,000 messages: 9,450 messages wait,"
                        + " the oldest for at least 9m 0s");
    }

    @Test
    void growing_isAWarning_whenTheLagGrewAtEachPollOfAWindowOfThree() {
        task.watch =
                new TaskTracker(new InstanceContext(Polled.INSTANCE, "prod", new HealthSettings(3, List.of()), true));
        for (int i = 0; i < 3; i++) {
            task.poll(10_000 + 100L * i, 1_000 + 50L * i);
        }

        assertThat(task.health()).isEqualTo(Health.WARN);
    }

    @Test
    void growing_isNotSaid_whenTheLagGrewOnlyTwice() {
        task.poll(10_000, 1_000);
        for (int i = 1; i < WINDOW; i++) {
            task.poll(10_000 + 100L * i + (i > 4 ? 1 : 0) + (i > 7 ? 1 : 0), 1_000 + 100L * i);
        }

        judged(task.judgement(), Health.OK, "messages were transferred within the last polls");
    }

    @Test
    void growing_isNotSaid_whenTheLagShrankOnce() {
        task.poll(10_000, 1_000);
        for (int i = 1; i < WINDOW; i++) {
            task.poll(10_000 + 100L * i, 1_000 + 50L * i + (i > 4 ? 60 : 0));
        }

        judged(task.judgement(), Health.OK, "messages were transferred within the last polls");
    }

    @Test
    void table_hasEachNameOnce_andEndsWithARuleThatAlwaysFits() {
        List<String> names = PartitionRules.TABLE.stream().map(HealthRule::name).toList();

        assertThat(names).doesNotHaveDuplicates().endsWith("moving");
    }
}
