package io.smartconnect.bench.accuracy;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.smartconnect.bench.accuracy.Case.Promise;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.TaskBuilder;
import io.smartconnect.simulator.scenario.TopicBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All trials. Periods are no multiples of the poll interval, where the cloud would not make them so, so that the polls meet
 * each phase of them.
 */
final class Trials {

    private static final Duration OFTEN = ofSeconds(30);
    private static final Duration RARELY = ofMinutes(15);
    private static final Duration STALL_PERIOD = ofHours(3);

    /** The trial that the one without the dump API must equal. */
    static final String UNDISTURBED = "undisturbed";

    /** The trial in which a restart costs no judgement. */
    static final String WITH_STATE_FILE = "exporter with a state file down for 5 minutes every 2 hours";

    static final String RECREATED = "recreated topic";
    static final String PAUSED = "pauses that end at a poll";

    private static final Laboratory.Cloud WITHOUT_DUMP_API = new Laboratory.Cloud(false, Duration.ZERO, false);

    private static final Disturbance COURSE = Disturbance.pauses(PAUSED, 170, 40)
            .and(Disturbance.recreations(Case.topic(RECREATED), 97));

    private Trials() {}

    /** The trials of a simulated time that ends then. */
    static List<Trial> until(Duration end) {
        return List.of(
                new Trial(UNDISTURBED, undisturbed(end), COURSE),
                new Trial("without the dump API", withGroups(end), WITHOUT_DUMP_API, COURSE),
                new Trial("throttled for 20 minutes every 3 hours", robust(), Disturbance.throttling(180, 20)),
                new Trial("exporter restarted every 2 hours", robust(), Disturbance.restarts(120)),
                new Trial(WITH_STATE_FILE, robust(), Disturbance.restartsWithStateFile(120, 5)),
                new Trial("real stalls", stalling(end), Disturbance.none()),
                SourceTrials.cloudEye("Cloud Eye, 1 min late", new Laboratory.Cloud(true, ofMinutes(1), true), end),
                SourceTrials.cloudEye("Cloud Eye, 5 min late", new Laboratory.Cloud(true, ofMinutes(5), false), end),
                SourceTrials.retention(end),
                TrendTrials.constantRates());
    }

    private static List<Case> undisturbed(Duration end) {
        return undisturbed(end, 9);
    }

    /** Tasks that work: those of the undisturbed trial, and some that work at random moments. */
    static List<Case> healthy(Duration end, long seed) {
        return Stream.concat(undisturbed(end, seed).stream(), Stream.of(lateAtRandom(seed), burstsAtRandom(seed)))
                .toList();
    }

    private static List<Case> undisturbed(Duration end, long seed) {
        return List.of(
                steady("constant rate, 5 s behind", ofSeconds(5)),
                steady("constant rate, 90 s behind", ofSeconds(90)),
                steady("constant rate, 20 min behind", ofMinutes(20)),
                steady("constant rate, 5 h behind", ofHours(5)),
                shortBursts(),
                longBursts(),
                dump("saw-tooth of 30 s", OFTEN),
                dump("saw-tooth of 900 s", RARELY),
                rare("one message in 2 h", ofSeconds(7_607)),
                rare("one message in 10 min", ofSeconds(607)),
                draining(),
                Case.of("day and night", Promise.NOTHING_MORE, OFTEN, dayAndNight()),
                daysOff(end),
                idle(),
                idleTail(),
                busyTail(),
                slowTail(),
                pausing(end, seed),
                dump(PAUSED, RARELY),
                restarts("planned restarts, soon caught up", 50_000, 3_667),
                restarts("planned restarts, slow to catch up", 2_000, 31_333),
                dump(RECREATED, OFTEN));
    }

    /** Without the dump API, the offsets of an empty topic are unknown: nothing is committed. */
    private static List<Case> withGroups(Duration end) {
        return undisturbed(end).stream()
                .filter(each -> !each.name().equals(RECREATED))
                .toList();
    }

    /** Tasks that must be judged well whatever happens to the exporter. */
    private static List<Case> robust() {
        return List.of(
                steady("constant rate, 20 min behind", ofMinutes(20)),
                shortBursts(),
                dump("saw-tooth of 30 s", OFTEN),
                dump("saw-tooth of 900 s", RARELY),
                idle(),
                idleTail(),
                busyTail());
    }

    private static List<Case> stalling(Duration end) {
        SimulatedProduction steady = SimulatedProduction.steady(20);
        SimulatedProduction bursts = SimulatedProduction.bursts(ofSeconds(307), ofSeconds(20), 500);
        return List.of(
                stalling("constant rate", 1, OFTEN, steady, SimulatedTransfer.behind(ofSeconds(5)), end),
                stalling("constant rate, far behind", 2, OFTEN, steady, SimulatedTransfer.behind(ofMinutes(20)), end),
                stalling("slow topic", 3, OFTEN, SimulatedProduction.steady(1, ofSeconds(47)), SimulatedTransfer.behind(OFTEN), end),
                stalling("bursts", 4, OFTEN, bursts, SimulatedTransfer.behind(ofSeconds(15)), end),
                stalling(
                        "bursts on a trickle",
                        9,
                        OFTEN,
                        bursts.plus(SimulatedProduction.steady(1)),
                        SimulatedTransfer.behind(ofSeconds(15)),
                        end),
                stalling("saw-tooth of 30 s", 5, OFTEN, steady, SimulatedTransfer.flushing(OFTEN), end),
                stalling("saw-tooth of 900 s", 6, RARELY, steady, SimulatedTransfer.flushing(RARELY), end),
                stalling("constant lag 1", 7, OFTEN, steady, lastOneMissing(), end),
                stallingPartition(8, end));
    }

    private static Case steady(String name, Duration behind) {
        return Case.of(name, Promise.CONSTANT, OFTEN, steady(behind));
    }

    /** Partitions with constant rates. */
    static Consumer<TopicBuilder> steady(Duration behind) {
        SimulatedTransfer transfer = SimulatedTransfer.behind(behind);
        return topic -> topic.partition(0, SimulatedProduction.steady(1, ofSeconds(7)), transfer)
                .partition(1, SimulatedProduction.steady(3), transfer)
                .partition(2, SimulatedProduction.steady(10_000), transfer);
    }

    private static Case shortBursts() {
        SimulatedProduction bursts = SimulatedProduction.bursts(ofSeconds(607), OFTEN, 500);
        return Case.of(
                "bursts of 30 s in 10 min", Promise.BURSTS, OFTEN, topic -> topic.partition(
                                0, bursts, SimulatedTransfer.behind(ofSeconds(15)))
                        .partition(1, bursts, SimulatedTransfer.behind(ofMinutes(7))));
    }

    /** What a burst brings is transferred at a steady rate, and so waits for up to 35 minutes. */
    private static Case longBursts() {
        Duration hour = ofSeconds(3_607);
        return Case.of(
                "bursts of 5 min in an hour, drained in 40 min", Promise.BURSTS, OFTEN, topic -> topic.partition(
                        0, SimulatedProduction.bursts(hour, ofMinutes(5), 200), drainedIn(hour, 25)));
    }

    /** Has all of a period by its end, and moves at this rate. */
    static SimulatedTransfer drainedIn(Duration period, long perSecond) {
        return (production, millis) -> {
            long within = Math.floorMod(millis, period.toMillis());
            long moved = within * perSecond / 1000;
            return Math.min(production.messages(millis), production.messages(millis - within) + moved);
        };
    }

    private static Case dump(String name, Duration interval) {
        SimulatedTransfer transfer = SimulatedTransfer.flushing(interval);
        return Case.of(name, Promise.NOTHING_MORE, interval, topic -> topic.partition(
                        0, SimulatedProduction.steady(1, ofSeconds(7)), transfer)
                .partition(1, SimulatedProduction.steady(20), transfer));
    }

    private static Case rare(String name, Duration period) {
        return Case.of(name, Promise.NOTHING_MORE, OFTEN, rare(period));
    }

    /** Partitions with one message in each period. */
    static Consumer<TopicBuilder> rare(Duration period) {
        SimulatedProduction production = SimulatedProduction.steady(1, period);
        return topic -> topic.partition(0, production, SimulatedTransfer.behind(ofMinutes(5)))
                .partition(1, production, SimulatedTransfer.behind(ofMinutes(8)));
    }

    private static Case draining() {
        return Case.of(
                "backlog that drains for 11 h", Promise.NOTHING_MORE, OFTEN, topic -> topic.partition(
                        0, SimulatedProduction.steady(20), SimulatedTransfer.draining(400_000, 30)));
    }

    /** Partitions whose rates follow the time of day. */
    static Consumer<TopicBuilder> dayAndNight() {
        return topic -> topic.partition(0, waves(20), SimulatedTransfer.behind(ofMinutes(5)))
                .partition(1, waves(20), SimulatedTransfer.behind(ofHours(2)));
    }

    /** A rate that swings between a twentieth and nearly twice of {@code perSecond} once a day. */
    static SimulatedProduction waves(long perSecond) {
        double day = ofDays(1).toMillis() / (2 * Math.PI);
        long first = -SimulatedProduction.HISTORY.toMillis();
        return millis -> {
            double sinceFirst = Math.max(0, millis - first);
            return (long) ((sinceFirst - 0.95 * day * Math.sin(sinceFirst / day)) * perSecond / 1000);
        };
    }

    private static Case daysOff(Duration end) {
        Consumer<TaskBuilder> course = task -> {
            task.catchUp(130);
            for (Duration day = Duration.ZERO; day.compareTo(end) < 0; day = day.plus(ofDays(1))) {
                task.pausedAfter(day.plus(ofHours(1))).resumedAfter(day.plus(ofHours(5)));
            }
        };
        return Case.of("paused for 4 h a day, then draining", Promise.NOTHING_MORE, OFTEN, topic -> topic.partition(
                        0, SimulatedProduction.steady(100), SimulatedTransfer.behind(ofSeconds(5))))
                .with(course);
    }

    private static Case idle() {
        return Case.of(
                "idle topic",
                Promise.NOTHING_MORE,
                OFTEN,
                topic -> topic.partition(0, SimulatedProduction.idle(1_234), SimulatedTransfer.flushing(OFTEN)));
    }

    private static Case idleTail() {
        return Case.of(
                "constant lag 1, idle",
                Promise.NOTHING_MORE,
                OFTEN,
                topic -> topic.partition(0, SimulatedProduction.idle(1_234), lastOneMissing()));
    }

    private static Case busyTail() {
        return Case.of(
                "constant lag 1, busy",
                Promise.NOTHING_MORE,
                OFTEN,
                topic -> topic.partition(0, SimulatedProduction.steady(20), lastOneMissing()));
    }

    private static Case slowTail() {
        return Case.of(
                "constant lag 1, one message in 4 min",
                Promise.NOTHING_MORE,
                OFTEN,
                topic -> topic.partition(0, SimulatedProduction.steady(1, ofSeconds(241)), lastOneMissing()));
    }

    private static SimulatedTransfer lastOneMissing() {
        return (production, millis) -> Math.max(0, production.messages(millis) - 1);
    }

    /** In each three hours one pause that no poll need see, and one of a quarter of an hour, at random moments. */
    static Consumer<TaskBuilder> pauses(Duration end, long seed) {
        Random random = new Random(seed);
        return task -> {
            task.catchUp(1_000);
            for (Duration start = ofMinutes(20); start.compareTo(end) < 0; start = start.plus(ofHours(3))) {
                Duration shortOne = start.plusMillis(random.nextInt(3_600_000));
                Duration longOne = start.plusHours(1).plusMillis(random.nextInt(3_600_000));
                task.pausedAfter(shortOne).resumedAfter(shortOne.plusSeconds(20));
                task.pausedAfter(longOne).resumedAfter(longOne.plusMinutes(15));
            }
        };
    }

    private static Case pausing(Duration end, long seed) {
        return Case.of("pauses at random moments", Promise.NOTHING_MORE, OFTEN, topic -> topic.partition(
                                0, SimulatedProduction.steady(20), SimulatedTransfer.flushing(OFTEN))
                        .partition(1, SimulatedProduction.steady(1, ofSeconds(47)), SimulatedTransfer.behind(OFTEN)))
                .with(pauses(end, seed));
    }

    /** A delivery every minute, each up to four minutes late. */
    private static Case lateAtRandom(long seed) {
        long minute = ofMinutes(1).toMillis();
        SimulatedTransfer late = (production, millis) -> {
            long delivery = Math.floorDiv(millis, minute);
            while (delivery * minute + (long) (randomShare(seed, delivery) * 4 * minute) > millis) {
                delivery--;
            }
            return production.messages(delivery * minute);
        };
        return Case.of(
                "deliveries up to 4 min late",
                Promise.NOTHING_MORE,
                OFTEN,
                topic -> topic.partition(0, SimulatedProduction.steady(20), late));
    }

    /** In each 20 minutes a burst of 30 s at a random moment. */
    private static Case burstsAtRandom(long seed) {
        long period = ofMinutes(20).toMillis();
        long first = -SimulatedProduction.HISTORY.toMillis();
        SimulatedProduction production = millis -> {
            long sinceFirst = Math.max(0, millis - first);
            long begin = (long) (randomShare(seed, sinceFirst / period) * (period - OFTEN.toMillis()));
            long within = Math.min(OFTEN.toMillis(), Math.max(0, sinceFirst % period - begin));
            return (sinceFirst / period * OFTEN.toMillis() + within) / 2;
        };
        return Case.of(
                "bursts of 30 s at random moments",
                Promise.NOTHING_MORE,
                OFTEN,
                topic -> topic.partition(0, production, SimulatedTransfer.behind(ofSeconds(15)))
                        .partition(1, production, SimulatedTransfer.behind(ofMinutes(3))));
    }

    private static double randomShare(long seed, long number) {
        return new SplittableRandom(seed * 1_000_003 + number).nextDouble();
    }

    /** RESTARTING lasts 5 s, so that one poll in twelve sees it. */
    private static Case restarts(String name, long catchUp, int everySeconds) {
        return Case.of(
                        name,
                        Promise.NOTHING_MORE,
                        OFTEN,
                        topic -> topic.partition(0, SimulatedProduction.steady(20), SimulatedTransfer.behind(ofSeconds(5))))
                .with(task -> task.restartedEvery(ofSeconds(everySeconds)).catchUp(catchUp));
    }

    private static Case stalling(
            String kind, long seed, Duration deliverInterval, SimulatedProduction production, SimulatedTransfer transfer, Duration end) {
        Stalls stalls = stalls(seed, production, end);
        boolean hasGaps = kind.startsWith("bursts") || kind.equals("slow topic");
        Promise promise = deliverInterval.equals(RARELY) ? Promise.RARE_DELIVERIES : Promise.BUSY;
        return Case.of(
                        "stalls: " + kind,
                        hasGaps ? Promise.NOTHING_MORE : promise,
                        deliverInterval,
                        topic -> topic.partition(0, production, stalls.in(transfer)))
                .with(stalls);
    }

    private static Case stallingPartition(long seed, Duration end) {
        SimulatedProduction steady = SimulatedProduction.steady(20);
        Stalls stalls = stalls(seed, steady, end);
        SimulatedTransfer transfer = SimulatedTransfer.behind(ofSeconds(5));
        return Case.of("stalls: one partition of three", Promise.BUSY, OFTEN, topic -> topic.partition(
                                0, steady, transfer)
                        .partition(1, steady, stalls.in(transfer))
                        .partition(2, steady, transfer))
                .with(stalls);
    }

    private static Stalls stalls(long seed, SimulatedProduction production, Duration end) {
        return Stalls.random(seed, production, STALL_PERIOD, ofMinutes(50), end);
    }

    /** The names of all trials and of all their cases. */
    static Stream<String> names() {
        return Stream.concat(
                        until(ofDays(1)).stream()
                                .flatMap(trial -> Stream.concat(
                                        Stream.of(trial.name()), trial.cases().stream().map(Case::name))),
                        healthy(ofDays(1), 0).stream().map(Case::name))
                .distinct();
    }
}
