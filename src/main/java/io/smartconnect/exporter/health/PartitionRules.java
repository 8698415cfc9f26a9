package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.Judgement;
import io.smartconnect.exporter.text.HumanReadable;
import java.util.List;

/** The rules that judge a partition of a running task by its offsets. */
public final class PartitionRules {

    /** The first row that fits counts. The last one always fits. */
    public static final List<Rule<PartitionEvidence>> TABLE = List.of(
            new Rule<>(
                    "bad-status",
                    Health.FAILED,
                    evidence -> evidence.hasStatus(Health.FAILED),
                    PartitionRules::byStatus),
            new Rule<>(
                    "paused", Health.PAUSED, evidence -> evidence.hasStatus(Health.PAUSED), PartitionRules::byStatus),
            new Rule<>(
                    "not-running",
                    Health.UNKNOWN,
                    evidence -> evidence.hasStatus(Health.UNKNOWN),
                    PartitionRules::byStatus),
            new Rule<>(
                    "no-offsets",
                    Health.UNKNOWN,
                    evidence -> !evidence.offsetsKnown(),
                    evidence -> "the cloud does not report its offsets"),
            new Rule<>(
                    "short-window",
                    Health.UNKNOWN,
                    evidence -> !evidence.hasFullWindow(),
                    evidence -> evidence.window().filling(evidence.samples())),
            new Rule<>(
                    "allowed-lag",
                    Health.OK,
                    PartitionEvidence::hasAllowedLag,
                    evidence -> "the lag of the task stayed within its allowed lag"),
            new Rule<>(
                    "idle-tail",
                    Health.OK,
                    PartitionEvidence::isIdle,
                    evidence -> "the untransferred messages are the tail that a dump keeps until more are produced"),
            new Rule<>(
                    "stalled",
                    Health.STALLED,
                    evidence -> evidence.hasAlwaysWaited() && !evidence.trend().transferredMoved(),
                    evidence ->
                            "nothing was transferred for " + evidence.stretch() + " although " + evidence.waiting()),
            new Rule<>(
                    "rewound",
                    Health.REWOUND,
                    PartitionEvidence::isBehindItself,
                    evidence ->
                            "it is at offset " + HumanReadable.number(evidence.transferred()) + " although it was at "
                                    + HumanReadable.number(evidence.highest()) + " before, and " + evidence.waiting()),
            new Rule<>(
                    "caught-up",
                    Health.OK,
                    evidence -> !evidence.hasAlwaysWaited(),
                    evidence -> "there was nothing left to transfer at one of the last polls"),
            new Rule<>(
                    "young",
                    Health.OK,
                    PartitionEvidence::isYoung,
                    evidence -> "no message waits for longer than one delivery takes"),
            new Rule<>(
                    "growing",
                    Health.WARN,
                    PartitionEvidence::isFallingBehind,
                    evidence -> "the lag never shrank for " + evidence.stretch() + " and grew from "
                            + HumanReadable.count(evidence.firstLag(), "message") + ": " + evidence.waiting()),
            new Rule<>(
                    "moving",
                    Health.OK,
                    evidence -> true,
                    evidence -> "messages were transferred within the last polls"));

    private PartitionRules() {}

    private static String byStatus(PartitionEvidence evidence) {
        return evidence.byStatus().map(Judgement::reason).orElse("");
    }
}
