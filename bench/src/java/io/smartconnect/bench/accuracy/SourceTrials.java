package io.smartconnect.bench.accuracy;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.smartconnect.bench.accuracy.Case.Promise;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.TopicBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The trials of replications, whose lag only Cloud Eye knows, and of the retention margin. */
final class SourceTrials {

    private static final Duration OFTEN = ofSeconds(30);
    private static final Duration HOUR = ofSeconds(3_607);
    private static final SimulatedProduction STEADY = SimulatedProduction.steady(20);
    private static final SimulatedProduction BURSTS = SimulatedProduction.bursts(ofSeconds(607), OFTEN, 500);

    private SourceTrials() {}

    /** Replications in a cloud with this Cloud Eye. */
    static Trial cloudEye(String name, Laboratory.Cloud cloud, Duration end) {
        return new Trial(name, replications(end), cloud, Disturbance.none());
    }

    private static List<Case> replications(Duration end) {
        return List.of(
                Case.replication("replication, 5 s behind", Trials.steady(ofSeconds(5))),
                Case.replication("replication, 20 min behind", Trials.steady(ofMinutes(20))),
                Case.replication("replication, 5 h behind", Trials.steady(ofHours(5))),
                Case.replication(
                        "replication of bursts of 30 s in 10 min", topic -> topic.partition(
                                        0, BURSTS, SimulatedTransfer.behind(ofSeconds(15)))
                                .partition(1, BURSTS, SimulatedTransfer.behind(ofMinutes(7)))),
                Case.replication(
                        "replication of bursts of 5 min in an hour",
                        topic -> topic.partition(
                                0,
                                SimulatedProduction.bursts(HOUR, ofMinutes(5), 200),
                                Trials.drainedIn(HOUR, 25))),
                Case.replication("replication of one message in 10 min", Trials.rare(ofSeconds(607))),
                Case.replication(
                        "replication that drains for 11 h",
                        topic -> topic.partition(0, STEADY, drainingSince(ofHours(-1), 400_000, 30))),
                Case.replication("replication, day and night", Trials.dayAndNight()),
                Case.replication("replication, two-way", Trials.steady(ofMinutes(2)))
                        .with(task -> task.direction("two-way")
                                .reverseTopic("back", 2, BURSTS, SimulatedTransfer.behind(ofSeconds(15)))),
                Case.replication(
                        "replication, idle",
                        topic -> topic.partition(0, SimulatedProduction.idle(1_234), SimulatedTransfer.behind(ofSeconds(5)))),
                Case.replication(
                                "replication, paused at random moments",
                                topic -> topic.partition(0, STEADY, SimulatedTransfer.behind(ofSeconds(5))))
                        .with(Trials.pauses(end, 9)),
                stalling("constant rate", 11, STEADY, SimulatedTransfer.behind(ofSeconds(5)), end),
                stalling("far behind", 12, STEADY, SimulatedTransfer.behind(ofMinutes(20)), end),
                stalling("slow topic", 13, SimulatedProduction.steady(1, ofSeconds(47)), SimulatedTransfer.behind(OFTEN), end),
                stalling(
                        "bursts on a trickle",
                        14,
                        BURSTS.plus(SimulatedProduction.steady(1)),
                        SimulatedTransfer.behind(ofSeconds(15)),
                        end));
    }

    /** A backlog that has drained at this rate since {@code start}. */
    private static SimulatedTransfer drainingSince(Duration start, long backlog, long perSecond) {
        return (production, millis) -> {
            long moved = Math.max(0, millis - start.toMillis()) * perSecond / 1000;
            return Math.min(production.messages(millis), production.messages(start.toMillis()) - backlog + moved);
        };
    }

    private static Case stalling(String kind, long seed, SimulatedProduction production, SimulatedTransfer transfer, Duration end) {
        Stalls stalls = Stalls.random(seed, production, ofHours(3), ofMinutes(50), end);
        return Case.replication(
                        "stalls: replication, " + kind,
                        topic -> topic.partition(0, production, stalls.in(transfer)))
                .with(stalls);
    }

    /** Dumps of topics whose messages are deleted after some hours. */
    static Trial retention(Duration end) {
        Stalls stalls = Stalls.random(15, STEADY, ofHours(5), ofMinutes(150), end);
        return new Trial(
                "retention of some hours",
                List.of(
                        kept("retention: constant rate, 5 s behind", 4, Trials.steady(ofSeconds(5))),
                        kept("retention: constant rate, 3 h behind", 4, Trials.steady(ofHours(3))),
                        kept("retention: rate that changes every 7 h", 2, topic -> topic.partition(
                                        0, changing(ofHours(7), 20, 80), SimulatedTransfer.behind(ofSeconds(5)))
                                .partition(1, changing(ofHours(7), 20, 80), SimulatedTransfer.behind(ofMinutes(80)))),
                        kept("retention: day and night", 2, topic -> topic.partition(
                                        0, sinceNoon(Trials.waves(20)), SimulatedTransfer.behind(ofMinutes(5)))
                                .partition(1, sinceNoon(Trials.waves(20)), SimulatedTransfer.behind(ofHours(1)))),
                        kept("retention: one message in 10 min", 2, Trials.rare(ofSeconds(607))),
                        kept(
                                        "retention: stalls of 2.5 h",
                                        2,
                                        topic -> topic.partition(
                                                0, STEADY, stalls.in(SimulatedTransfer.behind(ofSeconds(5)))))
                                .with(stalls)),
                Disturbance.none());
    }

    private static Case kept(String name, int hours, Consumer<TopicBuilder> partitions) {
        return Case.of(
                name,
                Promise.MARGIN,
                OFTEN,
                topic -> partitions.accept(topic.retention(ofHours(hours))));
    }

    /** The same half a day earlier, so that a short run also knows the rates from before its start. */
    private static SimulatedProduction sinceNoon(SimulatedProduction day) {
        long first = -SimulatedProduction.HISTORY.toMillis();
        long noon = ofHours(12).toMillis();
        return millis -> day.messages(Math.max(first, millis) + noon) - day.messages(first + noon);
    }

    /** These rates by turns, each for {@code length}. */
    private static SimulatedProduction changing(Duration length, long perSecond, long later) {
        long turn = length.toMillis();
        long first = -SimulatedProduction.HISTORY.toMillis();
        return millis -> {
            long sinceFirst = Math.max(0, millis - first);
            long within = sinceFirst % (2 * turn);
            long late = sinceFirst / (2 * turn) * turn + Math.max(0, within - turn);
            return ((sinceFirst - late) * perSecond + late * later) / 1000;
        };
    }
}
