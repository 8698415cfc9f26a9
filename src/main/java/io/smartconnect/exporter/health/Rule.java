package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.Judgement;
import io.smartconnect.exporter.text.HumanReadable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One row of the table that judges a partition of a running task. docs/health.md has the same rows, and explains each.
 *
 * @param name its name in the document
 * @param health its verdict
 * @param condition whether it fits
 * @param reason the reason, as users see it
 */
public record Rule(
        String name,
        Health health,
        Predicate<PartitionEvidence> condition,
        Function<PartitionEvidence, String> reason) {

    /** The first row that fits counts. The last one always fits. */
    static final List<Rule> TABLE = List.of(
            new Rule("bad-status", Health.FAILED, evidence -> evidence.hasStatus(Health.FAILED), Rule::byStatus),
            new Rule("paused", Health.PAUSED, evidence -> evidence.hasStatus(Health.PAUSED), Rule::byStatus),
            new Rule("not-running", Health.UNKNOWN, evidence -> evidence.hasStatus(Health.UNKNOWN), Rule::byStatus),
            new Rule(
                    "no-offsets",
                    Health.UNKNOWN,
                    evidence -> !evidence.offsetsKnown(),
                    evidence -> "the cloud does not report its offsets"),
            new Rule(
                    "short-window",
                    Health.UNKNOWN,
                    evidence -> !evidence.hasFullWindow(),
                    evidence -> evidence.window().filling(evidence.samples())),
            new Rule(
                    "allowed-lag",
                    Health.OK,
                    PartitionEvidence::hasAllowedLag,
                    evidence -> "the lag of the task stayed within its allowed lag"),
            new Rule(
                    "idle-tail",
                    Health.OK,
                    PartitionEvidence::isIdle,
                    evidence -> "the untransferred messages are the tail that a dump keeps until more are produced"),
            new Rule(
                    "stalled",
                    Health.STALLED,
                    evidence -> evidence.hasAlwaysWaited() && !evidence.trend().transferredMoved(),
                    evidence ->
                            "nothing was transferred for " + evidence.stretch() + " although " + evidence.waiting()),
            new Rule(
                    "rewound",
                    Health.REWOUND,
                    PartitionEvidence::isBehindItself,
                    evidence ->
                            "it is at offset " + HumanReadable.number(evidence.transferred()) + " although it was at "
                                    + HumanReadable.number(evidence.highest()) + " before, and " + evidence.waiting()),
            new Rule(
                    "caught-up",
                    Health.OK,
                    evidence -> !evidence.hasAlwaysWaited(),
                    evidence -> "there was nothing left to transfer at one of the last polls"),
            new Rule(
                    "young",
                    Health.OK,
                    PartitionEvidence::isYoung,
                    evidence -> "no message waits for longer than one delivery takes"),
            new Rule(
                    "growing",
                    Health.WARN,
                    PartitionEvidence::isFallingBehind,
                    evidence -> "the lag never shrank for " + evidence.stretch() + " and grew from "
                            + HumanReadable.count(evidence.firstLag(), "message") + ": " + evidence.waiting()),
            new Rule(
                    "moving",
                    Health.OK,
                    evidence -> true,
                    evidence -> "messages were transferred within the last polls"));

    /** The first row of the table that fits. */
    public static Rule firstThatFits(PartitionEvidence evidence) {
        int row = 0;
        while (!TABLE.get(row).condition.test(evidence)) {
            row++;
        }
        return TABLE.get(row);
    }

    /** The judgement of this row. */
    public Judgement judge(PartitionEvidence evidence) {
        return new Judgement(health, reason.apply(evidence));
    }

    private static String byStatus(PartitionEvidence evidence) {
        return evidence.byStatus().map(Judgement::reason).orElse("");
    }
}
