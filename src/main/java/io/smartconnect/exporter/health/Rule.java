package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.Judgement;
import io.smartconnect.exporter.text.HumanReadable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One row of the table by which a partition of a running task is judged. docs/health.md has the same rows, each with the reason
 * why it is there.
 *
 * @param name its name in the document
 * @param health what it says
 * @param condition when it fits
 * @param reason why, in words
 */
public record Rule(String name, Health health, Predicate<Evidence> condition, Function<Evidence, String> reason) {

    /** The first row that fits counts; the last fits always. */
    static final List<Rule> TABLE = List.of(
            new Rule("bad-status", Health.FAILED, evidence -> evidence.hasStatus(Health.FAILED), Rule::byStatus),
            new Rule("paused", Health.PAUSED, evidence -> evidence.hasStatus(Health.PAUSED), Rule::byStatus),
            new Rule("not-running", Health.UNKNOWN, evidence -> evidence.hasStatus(Health.UNKNOWN), Rule::byStatus),
            new Rule(
                    "no-offsets",
                    Health.UNKNOWN,
                    evidence -> !evidence.offsetsKnown(),
                    evidence -> "the cloud does not say its offsets"),
            new Rule(
                    "short-window",
                    Health.UNKNOWN,
                    evidence -> !evidence.hasFullWindow(),
                    evidence -> evidence.window().filling(evidence.samples())),
            new Rule(
                    "allowed-lag",
                    Health.OK,
                    Evidence::hasAllowedLag,
                    evidence -> "the lag of the task stayed within what is allowed"),
            new Rule(
                    "idle-tail",
                    Health.OK,
                    Evidence::isIdle,
                    evidence -> "what waits came together and is the tail that a dump keeps until more is produced"),
            new Rule(
                    "stalled",
                    Health.STALLED,
                    evidence -> evidence.hasAlwaysWaited() && !evidence.trend().transferredMoved(),
                    evidence ->
                            "nothing was transferred for " + evidence.stretch() + " although " + evidence.waiting()),
            new Rule(
                    "rewound",
                    Health.REWOUND,
                    Evidence::isBehindItself,
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
                    Evidence::isYoung,
                    evidence -> "nothing waits for longer than a deliver interval and two polls take"),
            new Rule(
                    "growing",
                    Health.WARN,
                    Evidence::isFallingBehind,
                    evidence -> "the lag never shrank for " + evidence.stretch() + " and grew from "
                            + HumanReadable.count(evidence.firstLag(), "message") + " on: " + evidence.waiting()),
            new Rule(
                    "moving",
                    Health.OK,
                    evidence -> true,
                    evidence -> "messages were transferred within the last polls"));

    /** The row that counts. */
    public static Rule firstThatFits(Evidence evidence) {
        int row = 0;
        while (!TABLE.get(row).condition.test(evidence)) {
            row++;
        }
        return TABLE.get(row);
    }

    public Judgement judge(Evidence evidence) {
        return new Judgement(health, reason.apply(evidence));
    }

    private static String byStatus(Evidence evidence) {
        return evidence.byStatus().map(Judgement::reason).orElse("");
    }
}
