package io.smartconnect.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class SimulatedProductionTest {

    private static final long WEEK_MILLIS = 7 * 24 * 3600 * 1000L;

    /** Everything that can happen to one partition of one task. */
    private record Life(PartitionSpec partition, TaskTimeline course) {}

    @Property
    void transferred_isNeverNegative_norMoreThanProduced(
            @ForAll("lives") Life life, @ForAll @LongRange(min = 0, max = WEEK_MILLIS) long millis) {
        long transferred = life.course.transferred(life.partition, millis);
        assertThat(transferred).isBetween(0L, life.partition.produced(millis));
    }

    @Property
    void produced_neverFalls(
            @ForAll("lives") Life life,
            @ForAll @LongRange(min = -WEEK_MILLIS, max = WEEK_MILLIS) long millis,
            @ForAll @LongRange(min = 0, max = 100_000) long later) {
        assertThat(life.partition.produced(millis + later)).isGreaterThanOrEqualTo(life.partition.produced(millis));
    }

    @Property
    void producedAt_isTheFirstMillisecondAtWhichTheMessageIsThere(
            @ForAll("lives") Life life, @ForAll @LongRange(min = 0, max = WEEK_MILLIS) long millis) {
        long transferred = life.course.transferred(life.partition, millis);
        if (transferred == life.partition.produced(millis)) {
            return;
        }
        long at = life.partition.production().producedAt(transferred, millis);
        assertThat(at).isLessThanOrEqualTo(millis);
        assertThat(life.partition.produced(at)).isGreaterThan(transferred);
        assertThat(life.partition.produced(at - 1)).isLessThanOrEqualTo(transferred);
    }

    @Property
    void producedAt_isExact_atASteadyRate(
            @ForAll @LongRange(min = 1, max = 1000) long perSecond,
            @ForAll @LongRange(min = 0, max = 600_000) long message) {
        long at = SimulatedProduction.steady(perSecond).producedAt(message, WEEK_MILLIS);
        long sinceFirst = at + SimulatedProduction.HISTORY.toMillis();
        assertThat(sinceFirst).isEqualTo(-Math.floorDiv(-(message + 1) * 1000, perSecond));
    }

    @Provide
    Arbitrary<Life> lives() {
        return Combinators.combine(productions(), transfers(), courses())
                .as((production, transfer, course) -> new Life(
                        new PartitionSpec(0, "RUNNING", 0, PartitionSpec.DEFAULT_RETENTION, production, transfer),
                        course));
    }

    private static Arbitrary<SimulatedProduction> productions() {
        Arbitrary<Long> rate = Arbitraries.longs().between(1, 5_000);
        return Arbitraries.oneOf(
                rate.map(SimulatedProduction::idle),
                rate.map(SimulatedProduction::steady),
                rate.map(each -> SimulatedProduction.steady(1, Duration.ofSeconds(each))),
                rate.map(each -> SimulatedProduction.bursts(Duration.ofMinutes(7), Duration.ofSeconds(13), each)),
                rate.map(each -> SimulatedProduction.steady(each)
                        .until(Duration.ofHours(1))
                        .plus(SimulatedProduction.idle(7))));
    }

    private static Arbitrary<SimulatedTransfer> transfers() {
        Arbitrary<Long> number = Arbitraries.longs().between(1, 100_000);
        return Arbitraries.oneOf(
                number.map(seconds -> SimulatedTransfer.behind(Duration.ofSeconds(seconds))),
                number.map(millis -> SimulatedTransfer.flushing(Duration.ofMillis(millis))),
                number.map(seconds -> SimulatedTransfer.stalledAfter(Duration.ofSeconds(seconds))),
                number.map(backlog -> SimulatedTransfer.draining(backlog, 10)),
                Arbitraries.of(List.of(SimulatedTransfer.nothing())));
    }

    private static Arbitrary<TaskTimeline> courses() {
        Arbitrary<Long> moment = Arbitraries.longs().between(0, WEEK_MILLIS);
        Arbitrary<TaskTimeline> start =
                Arbitraries.of("RUNNING", "PAUSED", "WAITING", "UNASSIGNED").map(TaskTimeline::startingAs);
        return Arbitraries.oneOf(
                start,
                Combinators.combine(start, moment, moment)
                        .as((course, a, b) -> course.pausedAt(Math.min(a, b)).resumedAt(Math.max(a, b))),
                Combinators.combine(start, moment).as(TaskTimeline::restartedAt),
                start.map(course -> course.restartedEvery(Duration.ofMinutes(10))));
    }
}
