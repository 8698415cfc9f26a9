package io.smartconnect.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days of polls of a task whose truth is known: every minute or so, as a poller does. */
class ScenarioTest {

    private static final Set<Health> BAD = EnumSet.of(Health.WARN, Health.STALLED, Health.REWOUND, Health.FAILED);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final long JITTER = INTERVAL.toMillis() / 8;

    private final Instant start = Instant.parse("2026-03-01T00:00:00Z");
    private final SplittableRandom chance = new SplittableRandom(42);

    private record Judged(long millis, HealthJudgement judgement) {

        Health health() {
            return judgement.health();
        }
    }

    /** Messages move as if by {@code transfer}; polls at which {@code answered} says no get no answer. */
    private List<Judged> run(
            Polled polled,
            SimulatedProduction production,
            SimulatedTransfer transfer,
            Duration from,
            Duration to,
            LongPredicate answered) {
        return run(polled, production, transfer, from, to, INTERVAL, answered);
    }

    private List<Judged> run(
            Polled polled,
            SimulatedProduction production,
            SimulatedTransfer transfer,
            Duration from,
            Duration to,
            Duration interval,
            LongPredicate answered) {
        List<Judged> judged = new ArrayList<>();
        for (long turn = from.toMillis(); turn <= to.toMillis(); turn += interval.toMillis()) {
            long millis = turn + chance.nextLong(interval.toMillis() / 8);
            if (answered.test(millis)) {
                polled.now = start.plusMillis(millis);
                long end = production.messages(millis);
                judged.add(new Judged(
                        millis, polled.answer(Polled.partition(0, end, transfer.messages(production, millis)))));
            }
        }
        return judged;
    }

    private List<Judged> week(Polled polled, SimulatedProduction production, SimulatedTransfer transfer) {
        return run(polled, production, transfer, Duration.ZERO, WEEK, millis -> true);
    }

    private static void isNeverBad(List<Judged> judged) {
        assertThat(judged).filteredOn(each -> BAD.contains(each.health())).isEmpty();
        assertThat(judged).last().extracting(Judged::health).isEqualTo(Health.OK);
    }

    private static long firstMillis(List<Judged> judged, Health health) {
        return judged.stream()
                .filter(each -> each.health() == health)
                .findFirst()
                .orElseThrow()
                .millis();
    }

    /** Delivers at each multiple of the interval, but never the messages after which none has come yet. */
    private static SimulatedTransfer keepingTheTail(Duration interval) {
        return (production, millis) -> {
            long messages = production.messages(millis);
            if (messages == 0) {
                return 0;
            }
            long newest = production.producedAt(messages - 1, millis);
            return production.messages(Math.floorDiv(newest - 1, interval.toMillis()) * interval.toMillis());
        };
    }

    /** Always one message behind, as an offset that is counted from one. */
    private static SimulatedTransfer oneBehind() {
        return (production, millis) -> Math.max(0, production.messages(millis) - 1);
    }

    /** The same, but the first message comes ten minutes after the first poll. */
    private static SimulatedProduction seenFromTheFirst(SimulatedProduction production) {
        long before = production.messages(-1);
        return millis -> Math.max(0, production.messages(millis - 600_000) - before);
    }

    private static SimulatedProduction slow(Duration every) {
        return SimulatedProduction.steady(1, every);
    }

    @ParameterizedTest
    @CsvSource({"30, 10", "30, 1", "300, 10", "900, 10", "900, 1"})
    void sawTooth_isOk(long deliverSeconds, long perSecond) {
        isNeverBad(week(
                Polled.delivering(deliverSeconds),
                SimulatedProduction.steady(perSecond),
                SimulatedTransfer.flushing(Duration.ofSeconds(deliverSeconds))));
    }

    @ParameterizedTest
    @CsvSource({"30, 20", "30, 50", "300, 200", "900, 700", "900, 61"})
    void sawToothOfBursts_isOk(long deliverSeconds, long burstSeconds) {
        Duration burst = Duration.ofSeconds(burstSeconds);

        for (SimulatedTransfer transfer : List.of(
                SimulatedTransfer.flushing(Duration.ofSeconds(deliverSeconds)),
                keepingTheTail(Duration.ofSeconds(deliverSeconds)))) {
            isNeverBad(week(
                    Polled.delivering(deliverSeconds),
                    seenFromTheFirst(SimulatedProduction.bursts(Duration.ofMinutes(97), burst, 50)),
                    transfer));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 300, 900})
    void idleTail_isOk_forAWeek(long deliverSeconds) {
        SimulatedProduction stopping =
                SimulatedProduction.steady(20).until(Duration.ofHours(5).plusSeconds(17));

        isNeverBad(
                week(Polled.delivering(deliverSeconds), stopping, keepingTheTail(Duration.ofSeconds(deliverSeconds))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 30, 61, 300, 540, 570, 600, 630, 1_200, 7_200, 86_400})
    void constantLagOfOne_isOk(long everySeconds) {
        isNeverBad(week(new Polled(), slow(Duration.ofSeconds(everySeconds)), oneBehind()));
        isNeverBad(week(Polled.delivering(300), slow(Duration.ofSeconds(everySeconds)), oneBehind()));
    }

    @Test
    void idleTopic_isOk() {
        isNeverBad(week(new Polled(), SimulatedProduction.idle(12), SimulatedTransfer.behind(Duration.ZERO)));
        isNeverBad(week(new Polled(), SimulatedProduction.idle(), SimulatedTransfer.behind(Duration.ZERO)));
        isNeverBad(week(new Polled(), SimulatedProduction.idle(1), SimulatedTransfer.nothing()));
    }

    @Test
    void steadyTopic_isOk_howeverFarBehind() {
        for (int minutes : new int[] {0, 1, 7, 60}) {
            isNeverBad(week(
                    new Polled(),
                    SimulatedProduction.steady(100),
                    SimulatedTransfer.behind(Duration.ofMinutes(minutes))));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 13, 30, 59})
    void stall_isSaidAfterTwoPollsWithoutATransfer_onceTheTaskIsKnown(long second) {
        Duration stall = Duration.ofHours(3).plusSeconds(second);
        List<Judged> judged = run(
                new Polled(),
                SimulatedProduction.steady(10),
                SimulatedTransfer.behind(Duration.ZERO).stoppingAfter(stall),
                Duration.ZERO,
                Duration.ofHours(4),
                millis -> true);

        assertThat(judged)
                .filteredOn(each -> each.millis() < stall.toMillis() && BAD.contains(each.health()))
                .isEmpty();
        assertThat(firstMillis(judged, Health.STALLED) - stall.toMillis())
                .isBetween(
                        INTERVAL.multipliedBy(2).toMillis() - JITTER,
                        INTERVAL.multipliedBy(3).toMillis() + JITTER);
        assertThat(judged).last().extracting(Judged::health).isEqualTo(Health.STALLED);
    }

    @ParameterizedTest
    @CsvSource({"30, 600", "300, 600", "900, 1800"})
    void stallOfADump_isSaidWithinTheWindowAndOnePoll(long deliverSeconds, long windowSeconds) {
        for (int second : new int[] {0, 1, 450, 899}) {
            Duration stall = Duration.ofHours(3).plusSeconds(second);
            List<Judged> judged = run(
                    Polled.delivering(deliverSeconds),
                    SimulatedProduction.steady(10),
                    SimulatedTransfer.flushing(Duration.ofSeconds(deliverSeconds))
                            .stoppingAfter(stall),
                    Duration.ZERO,
                    Duration.ofHours(5),
                    millis -> true);

            assertThat(judged)
                    .filteredOn(each -> each.millis() < stall.toMillis() && BAD.contains(each.health()))
                    .isEmpty();
            assertThat(firstMillis(judged, Health.STALLED) - stall.toMillis())
                    .isLessThanOrEqualTo(
                            Duration.ofSeconds(windowSeconds).plus(INTERVAL).toMillis() + JITTER);
        }
    }

    @Test
    void stall_isLeftAtTheSecondPollAfterIt() {
        Duration stall = Duration.ofHours(1);
        Duration end = Duration.ofHours(2);
        SimulatedTransfer interrupted = (production, millis) ->
                production.messages(millis < end.toMillis() ? Math.min(millis, stall.toMillis()) : millis);
        List<Judged> judged = run(
                new Polled(),
                SimulatedProduction.steady(10),
                interrupted,
                Duration.ZERO,
                Duration.ofHours(3),
                millis -> true);

        assertThat(judged)
                .filteredOn(each -> each.millis() >= end.toMillis())
                .extracting(Judged::health)
                .startsWith(Health.STALLED, Health.OK)
                .endsWith(Health.OK)
                .filteredOn(Health::isBad)
                .hasSize(1);
    }

    @Test
    void drainingABacklog_isOk() {
        isNeverBad(run(
                new Polled(),
                SimulatedProduction.steady(10),
                SimulatedTransfer.draining(500_000, 30),
                Duration.ZERO,
                Duration.ofHours(9),
                millis -> true));
    }

    @Test
    void tooSlowATask_isAWarning() {
        List<Judged> judged = run(
                new Polled(),
                SimulatedProduction.steady(100),
                SimulatedTransfer.draining(50_000, 80),
                Duration.ZERO,
                Duration.ofHours(2),
                millis -> true);

        assertThat(judged.subList(Polled.WINDOW - 1, judged.size()))
                .extracting(Judged::health)
                .containsOnly(Health.WARN);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 30, 300, 900})
    void twentyMinutesWithoutAnAnswer_areNoStall(long deliverSeconds) {
        Duration every = Duration.ofMinutes(47);
        SimulatedTransfer transfer = deliverSeconds == 0
                ? SimulatedTransfer.behind(Duration.ofSeconds(3))
                : SimulatedTransfer.flushing(Duration.ofSeconds(deliverSeconds));

        isNeverBad(run(
                Polled.delivering(deliverSeconds),
                SimulatedProduction.steady(10),
                transfer,
                Duration.ZERO,
                WEEK,
                millis -> millis % every.toMillis() > Duration.ofMinutes(20).toMillis()));
    }

    @ParameterizedTest
    @ValueSource(longs = {30, 900})
    void pauses_areNeverBad(long deliverSeconds) {
        Polled polled = Polled.delivering(deliverSeconds);
        SimulatedProduction production = SimulatedProduction.steady(10);
        Duration interval = Duration.ofSeconds(deliverSeconds);
        for (int hour = 0; hour < 48; hour += 4) {
            Duration pause = Duration.ofHours(hour + 2);
            Duration resume = Duration.ofHours(hour + 4);
            polled.status = Optional.of("RUNNING");
            isNeverBad(run(
                    polled,
                    production,
                    SimulatedTransfer.flushing(interval),
                    Duration.ofHours(hour),
                    pause.minus(INTERVAL),
                    millis -> true));
            polled.status = Optional.of("PAUSED");
            assertThat(run(
                            polled,
                            production,
                            SimulatedTransfer.flushing(interval).stoppingAfter(pause),
                            pause,
                            resume.minus(INTERVAL),
                            millis -> true))
                    .extracting(Judged::health)
                    .containsOnly(Health.PAUSED);
        }
    }

    @Test
    void plannedRestarts_areNeverBad() {
        Polled polled = Polled.delivering(300);
        SimulatedProduction production = SimulatedProduction.steady(10);
        for (int hour = 0; hour < 48; hour++) {
            Duration restart = Duration.ofHours(hour);
            SimulatedTransfer fromTheStart = (produced, millis) -> Math.min(
                    produced.messages(Math.floorDiv(millis, 300_000L) * 300_000L), (millis - restart.toMillis()) * 2);
            polled.status = Optional.of("RESTARTING");
            assertThat(run(polled, production, SimulatedTransfer.nothing(), restart, restart, millis -> true))
                    .extracting(Judged::health)
                    .containsOnly(Health.UNKNOWN);
            polled.status = Optional.of("RUNNING");
            isNeverBad(run(
                    polled, production, fromTheStart, restart.plus(INTERVAL), restart.plusMinutes(59), millis -> true));
        }
        assertThat(polled.movement().rewinds()).isEqualTo(47);
    }

    @Test
    void recreatedTopics_areNeverBad() {
        Polled polled = Polled.delivering(30);
        for (int hour = 0; hour < 24; hour++) {
            Duration recreation = Duration.ofHours(hour);
            SimulatedProduction fresh =
                    millis -> Math.max(0, millis - recreation.toMillis()) / 100 * (24 - recreation.toHours());
            isNeverBad(run(
                    polled,
                    fresh,
                    SimulatedTransfer.behind(Duration.ofSeconds(20)),
                    recreation,
                    recreation.plusMinutes(59),
                    millis -> true));
        }
        assertThat(polled.movement().rewinds()).isEqualTo(23);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void exporterRestarts_areNeverBad(boolean historiesAreKept) {
        OffsetHistories kept = new OffsetHistories();
        SimulatedProduction production = seenFromTheFirst(SimulatedProduction.bursts(
                Duration.ofMinutes(97), Duration.ofSeconds(200), historiesAreKept ? 500 : 4));
        for (int restart = 0; restart < 50; restart++) {
            Polled polled = Polled.delivering(300);
            polled.histories = historiesAreKept ? kept : polled.histories;
            Duration from = Duration.ofMinutes(71L * restart);
            isNeverBad(run(
                    polled,
                    production,
                    keepingTheTail(Duration.ofMinutes(5)),
                    from,
                    from.plusMinutes(70),
                    millis -> true));
        }
    }

    @Property(tries = 200)
    void workingDump_isNeverBad_whateverIsProduced(
            @ForAll @IntRange(min = 5, max = 300) int pollSeconds,
            @ForAll @IntRange(min = 10, max = 1_800) int deliverSeconds,
            @ForAll @IntRange(max = 3) int perSecond,
            @ForAll @IntRange(min = 60, max = 20_000) int burstEverySeconds,
            @ForAll @IntRange(min = 1, max = 60) int burstSeconds,
            @ForAll boolean keepsTheTail) {
        Duration deliver = Duration.ofSeconds(deliverSeconds);
        SimulatedProduction production = seenFromTheFirst(SimulatedProduction.steady(perSecond)
                .plus(SimulatedProduction.bursts(
                        Duration.ofSeconds(burstEverySeconds), Duration.ofSeconds(burstSeconds), 20)));
        Polled polled = Polled.delivering(deliverSeconds);

        isNeverBad(run(
                polled,
                production,
                keepsTheTail ? keepingTheTail(deliver) : SimulatedTransfer.flushing(deliver),
                Duration.ZERO,
                Duration.ofSeconds(Math.max(pollSeconds * 700L, deliverSeconds * 6L)),
                Duration.ofSeconds(pollSeconds),
                millis -> true));
    }

    @Property(tries = 200)
    void stall_isFoundInTime_whateverIsProduced(
            @ForAll @IntRange(min = 5, max = 300) int pollSeconds,
            @ForAll @IntRange(max = 1_800) int deliverSeconds,
            @ForAll @IntRange(min = 1, max = 3) int perSecond,
            @ForAll @IntRange(min = 60, max = 20_000) int burstEverySeconds,
            @ForAll @IntRange(max = 9_999) int stallSecond) {
        SimulatedProduction production = seenFromTheFirst(SimulatedProduction.steady(perSecond)
                .plus(SimulatedProduction.bursts(Duration.ofSeconds(burstEverySeconds), Duration.ofSeconds(30), 20)));
        Duration interval = Duration.ofSeconds(pollSeconds);
        Duration window = Duration.ofSeconds(Math.max(10L * pollSeconds, 2L * deliverSeconds));
        Duration stall = window.multipliedBy(3).plusMinutes(10).plusSeconds(stallSecond);
        SimulatedTransfer transfer = deliverSeconds == 0
                ? SimulatedTransfer.behind(Duration.ofSeconds(1))
                : SimulatedTransfer.flushing(Duration.ofSeconds(deliverSeconds));

        List<Judged> judged = run(
                Polled.delivering(deliverSeconds),
                production,
                transfer.stoppingAfter(stall),
                Duration.ZERO,
                stall.plus(window.multipliedBy(3)),
                interval,
                millis -> true);

        long jitter = interval.toMillis() / 8;
        assertThat(firstMillis(judged, Health.STALLED) - stall.toMillis())
                .isBetween(1L, window.plus(interval).toMillis() + jitter);
        assertThat(judged).last().extracting(Judged::health).isEqualTo(Health.STALLED);
    }
}
