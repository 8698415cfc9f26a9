package io.smartconnect.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PartitionRetentionTest {

    private static final long HOUR = 3_600_000;
    private static final long WEEK = 7 * 24 * HOUR;

    /** Ten messages a second: 36,000 in an hour, 864,000 before the start. */
    private static final PartitionSpec STEADY = steady(SimulatedTransfer.behind(Duration.ofSeconds(1)));

    private static PartitionSpec steady(SimulatedTransfer transfer) {
        return new PartitionSpec(0, "RUNNING", 100, Duration.ofHours(1), SimulatedProduction.steady(10), transfer);
    }

    private static PartitionSpec.Offsets at(TaskTimeline timeline, PartitionSpec partition, long millis) {
        return new PartitionSpec.Offsets(partition, timeline.progress(partition, millis), millis);
    }

    private static PartitionSpec.Offsets at(TaskTimeline timeline, long millis) {
        return at(timeline, STEADY, millis);
    }

    @Test
    void start_followsTheProduction_oneRetentionTimeLater() {
        PartitionSpec.Offsets first = at(TaskTimeline.startingAs("RUNNING"), 0);
        assertThat(first.start()).isEqualTo(100 + 864_000 - 36_000);
        assertThat(first.end()).isEqualTo(100 + 864_000);
        assertThat(at(TaskTimeline.startingAs("RUNNING"), HOUR).start()).isEqualTo(100 + 864_000);
    }

    @Test
    void start_isTheFirstOffset_withTheDefaultRetentionTime() {
        PartitionSpec lasting = STEADY.withRetention(PartitionSpec.DEFAULT_RETENTION);
        assertThat(at(TaskTimeline.startingAs("RUNNING"), lasting, 0).start()).isEqualTo(100);
        assertThat(at(TaskTimeline.startingAs("RUNNING"), lasting, 49 * HOUR).start())
                .isEqualTo(100 + 36_000);
    }

    @Test
    void recreatedTopic_startsAtZero() {
        PartitionSpec recreated = STEADY.recreatedAt(0);
        assertThat(at(TaskTimeline.startingAs("RUNNING"), recreated, HOUR).start())
                .isZero();
        assertThat(at(TaskTimeline.startingAs("RUNNING"), recreated, 2 * HOUR).start())
                .isEqualTo(36_000);
    }

    @Test
    void stalledTask_losesMessages_andSkipsThemWhenItTransfersAgain() {
        TaskTimeline timeline = TaskTimeline.startingAs("RUNNING").stalledBetween(0, 2 * HOUR);
        PartitionSpec.Offsets stalled = at(timeline, HOUR + HOUR / 2);
        assertThat(stalled.transferred()).isEqualTo(at(timeline, 0).transferred());
        assertThat(stalled.expired()).isEqualTo(18_010);
        assertThat(stalled.lag()).isEqualTo(54_010);
        assertThat(stalled.waiting()).isEqualTo(36_000);
        PartitionSpec.Offsets resumed = at(timeline, 2 * HOUR + 100);
        assertThat(resumed.transferred()).isGreaterThan(resumed.start());
        assertThat(resumed.expired()).isEqualTo(36_010);
        PartitionSpec.Offsets later = at(timeline, 3 * HOUR);
        assertThat(later.expired()).isEqualTo(36_010);
        assertThat(later.lag()).isEqualTo(10);
        assertThat(later.moved()).isEqualTo(later.transferred() - 100 - 36_010);
    }

    @Test
    void pausedTask_losesMessagesToo() {
        TaskTimeline timeline = TaskTimeline.startingAs("PAUSED").resumedAt(2 * HOUR);
        assertThat(at(timeline, HOUR).expired()).isEqualTo(10);
        assertThat(at(timeline, 3 * HOUR).expired()).isEqualTo(36_010);
    }

    @Test
    void taskThatNeverTransfersAgain_staysBehindTheStart() {
        PartitionSpec dead = steady(SimulatedTransfer.stalledAfter(Duration.ZERO));
        PartitionSpec.Offsets offsets =
                at(TaskTimeline.startingAs("RUNNING").pausedAt(HOUR).resumedAt(2 * HOUR), dead, 3 * HOUR);
        assertThat(offsets.transferred()).isEqualTo(100 + 864_000);
        assertThat(offsets.expired()).isEqualTo(2 * 36_000);
        assertThat(offsets.untilLoss()).contains(Duration.ZERO);
    }

    @Test
    void slowTask_isThrownForwardToTheStart_asOftenAsItTransfers() {
        PartitionSpec slow = steady(SimulatedTransfer.draining(30_000, 5));
        TaskTimeline timeline = TaskTimeline.startingAs("RUNNING");
        assertThat(at(timeline, slow, HOUR / 10).expired()).isZero();
        PartitionSpec.Offsets late = at(timeline, slow, 10 * HOUR);
        assertThat(late.transferred()).isBetween(late.start() - 2, late.start());
        assertThat(late.expired()).isBetween(173_900L, 174_100L);
    }

    @Test
    void rewoundTask_startsAtTheStart_andLosesNothingThatItHadTransferred() {
        TaskTimeline timeline = TaskTimeline.startingAs("RUNNING").restartedAt(HOUR);
        PartitionSpec.Offsets rewound = at(timeline, HOUR + 1_000);
        assertThat(rewound.transferred()).isEqualTo(100 + 864_000);
        assertThat(rewound.start()).isEqualTo(100 + 864_010);
        assertThat(rewound.expired()).isZero();
        assertThat(at(timeline, 2 * HOUR).expired()).isZero();
        assertThat(at(timeline, 2 * HOUR).lag()).isEqualTo(10);
    }

    @Property
    void loss_comesAtTheMillisecondThatTheTruthForetells(
            @ForAll("lives") Life life, @ForAll @LongRange(min = 0, max = WEEK) long millis) {
        PartitionSpec.Offsets offsets = at(life.timeline, life.partition, millis);
        offsets.untilLoss().ifPresent(left -> {
            long then = millis + left.toMillis();
            assertThat(life.partition.startOffset(then)).isGreaterThan(offsets.transferred());
            if (!left.isZero()) {
                assertThat(life.partition.startOffset(then - 1)).isLessThanOrEqualTo(offsets.transferred());
            }
        });
        assertThat(offsets.untilLoss().isPresent()).isEqualTo(offsets.lag() > 0);
    }

    @Property
    void expired_neverFalls_andNoMessageIsBothLostAndTransferred(
            @ForAll("lives") Life life,
            @ForAll @LongRange(min = 0, max = WEEK) long millis,
            @ForAll @LongRange(min = 0, max = WEEK) long more) {
        PartitionSpec.Offsets now = at(life.timeline, life.partition, millis);
        PartitionSpec.Offsets later = at(life.timeline, life.partition, millis + more);
        assertThat(now.expired()).isBetween(0L, later.expired());
        assertThat(later.moved() + later.expired()).isLessThanOrEqualTo(life.partition.produced(millis + more));
        assertThat(later.start()).isGreaterThanOrEqualTo(now.start());
        assertThat(later.waiting()).isBetween(0L, later.lag());
    }

    /** One partition of one task, and all that happens to it. */
    private record Life(PartitionSpec partition, TaskTimeline timeline) {}

    @Provide
    Arbitrary<Life> lives() {
        Arbitrary<SimulatedProduction> productions =
                Arbitraries.longs().between(1, 5_000).map(SimulatedProduction::steady);
        Arbitrary<SimulatedTransfer> transfers = Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(0, 3_000)
                        .map(seconds -> SimulatedTransfer.behind(Duration.ofSeconds(seconds))),
                Arbitraries.longs()
                        .between(1, 3_000)
                        .map(seconds -> SimulatedTransfer.flushing(Duration.ofSeconds(seconds))),
                Arbitraries.longs()
                        .between(-80_000, 500_000)
                        .map(seconds -> SimulatedTransfer.stalledAfter(Duration.ofSeconds(seconds))),
                Arbitraries.just(SimulatedTransfer.nothing()));
        return Combinators.combine(productions, transfers, Arbitraries.longs().between(1, 72), timelines())
                .as((production, transfer, hours, timeline) -> new Life(
                        new PartitionSpec(0, "RUNNING", 7, Duration.ofHours(hours), production, transfer), timeline));
    }

    private static Arbitrary<TaskTimeline> timelines() {
        Arbitrary<Long> moment = Arbitraries.longs().between(0, WEEK);
        Arbitrary<TaskTimeline> start =
                Arbitraries.of("RUNNING", "PAUSED", "WAITING").map(TaskTimeline::startingAs);
        return Arbitraries.oneOf(
                start,
                Combinators.combine(start, moment, moment)
                        .as((timeline, a, b) ->
                                timeline.pausedAt(Math.min(a, b)).resumedAt(Math.max(a, b))),
                Combinators.combine(start, moment, moment)
                        .as((timeline, a, b) -> timeline.stalledBetween(Math.min(a, b), Math.max(a, b))),
                Combinators.combine(start, moment).as(TaskTimeline::restartedAt));
    }
}
