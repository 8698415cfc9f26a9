package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.text.HumanReadable;
import java.util.List;

/** The rules that judge a partition of a running task by its offsets. */
public final class PartitionRules {

    /** The first row that fits counts. The last one always fits. */
    public static final List<HealthRule<PartitionEvidence>> TABLE = List.of(
            new HealthRule<>(
                    "bad-status",
                    Health.FAILED,
                    evidence -> evidence.hasStatus(Health.FAILED),
                    PartitionRules::byStatus),
            new HealthRule<>(
                    "paused", Health.PAUSED, evidence -> evidence.hasStatus(Health.PAUSED), PartitionRules::byStatus),
            new HealthRule<>(
                    "not-running",
                    Health.UNKNOWN,
                    evidence -> evidence.hasStatus(Health.UNKNOWN),
                    PartitionRules::byStatus),
            new HealthRule<>(
                    "no-offsets",
                    Health.UNKNOWN,
                    evidence -> !evidence.offsetsKnown(),
                    evidence -> "the cloud does not report its offsets"),
            new HealthRule<>("overdue", Health.STALLED, PartitionEvidence::isOverdue, PartitionEvidence::gap),
            new HealthRule<>(
                    "short-window",
                    Health.UNKNOWN,
                    evidence -> !evidence.hasFullWindow(),
                    evidence -> evidence.window().filling(evidence.samples())),
            new HealthRule<>(
                    "allowed-lag",
                    Health.OK,
                    PartitionEvidence::hasAllowedLag,
                    evidence -> "the lag of the task stayed within its allowed lag"),
            new HealthRule<>(
                    "idle-tail",
                    Health.OK,
                    PartitionEvidence::isIdle,
                    evidence -> "the untransferred messages are the tail that a dump keeps until more are produced"),
            new HealthRule<>(
                    "stalled",
                    Health.STALLED,
                    evidence -> evidence.hasAlwaysWaited() && !evidence.trend().transferredMoved(),
                    evidence ->
                            "nothing was transferred for " + evidence.stretch() + " although " + evidence.waiting()),
            new HealthRule<>(
                    "rewound",
                    Health.REWOUND,
                    PartitionEvidence::isBehindItself,
                    evidence ->
                            "it is at offset " + HumanReadable.number(evidence.transferred()) + " although it was at "
                                    + HumanReadable.number(evidence.highest()) + " before, and " + evidence.waiting()),
            new HealthRule<>(
                    "caught-up",
                    Health.OK,
                    evidence -> !evidence.hasAlwaysWaited(),
                    evidence -> "there was nothing left to transfer at one of the last polls"),
            new HealthRule<>(
                    "young",
                    Health.OK,
                    PartitionEvidence::isYoung,
                    evidence -> "no message waits for longer than one delivery takes"),
            new HealthRule<>(
                    "growing",
                    Health.WARN,
                    PartitionEvidence::isFallingBehind,
                    evidence -> "the lag never shrank for " + evidence.stretch() + " and grew from "
                            + HumanReadable.count(evidence.firstLag(), "message") + ": " + evidence.waiting()
                            + evidence.breach()),
            new HealthRule<>(
                    "moving",
                    Health.OK,
                    evidence -> true,
                    evidence -> "messages were transferred within the last polls"));

    private PartitionRules() {}

    private static String byStatus(PartitionEvidence evidence) {
        return evidence.byStatus().map(HealthJudgement::reason).orElse("");
    }
}
