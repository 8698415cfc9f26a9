package io.smartconnect.exporter.health.eye;

import io.smartconnect.exporter.health.HealthRule;
import io.smartconnect.exporter.snapshot.progress.Health;
import java.util.List;

/** The rules that judge a running replication by its samples from Cloud Eye. */
public final class CloudEyeRules {

    /** The first row that fits counts. The last one always fits. */
    public static final List<HealthRule<CloudEyeEvidence>> TABLE = List.of(
            new HealthRule<>(
                    "eye-abnormal",
                    Health.FAILED,
                    CloudEyeEvidence::isAbnormal,
                    evidence -> "Cloud Eye reports that the task is abnormal"),
            new HealthRule<>(
                    "eye-no-backlog",
                    Health.UNKNOWN,
                    evidence -> !evidence.hasBacklog(),
                    evidence -> "Cloud Eye does not report how many messages wait"),
            new HealthRule<>(
                    "eye-short-window",
                    Health.UNKNOWN,
                    evidence -> !evidence.hasFullWindow(),
                    evidence -> evidence.filling() + " of Cloud Eye seen"),
            new HealthRule<>(
                    "eye-allowed-lag",
                    Health.OK,
                    CloudEyeEvidence::hasAllowedLag,
                    evidence -> "by Cloud Eye, the lag of the task stayed within its allowed lag"),
            new HealthRule<>(
                    "eye-caught-up",
                    Health.OK,
                    CloudEyeEvidence::caughtUp,
                    evidence -> "by Cloud Eye, there was nothing left to transfer at one of the last points"),
            new HealthRule<>(
                    "eye-stalled",
                    Health.STALLED,
                    CloudEyeEvidence::stoodStill,
                    evidence -> "by Cloud Eye, nothing was transferred for " + evidence.stretch() + " although "
                            + evidence.waiting()),
            new HealthRule<>(
                    "eye-growing",
                    Health.WARN,
                    CloudEyeEvidence::isFallingBehind,
                    evidence -> "by Cloud Eye, the lag never shrank for " + evidence.stretch() + " and grew from "
                            + evidence.firstBacklog() + ": " + evidence.waiting()),
            new HealthRule<>(
                    "eye-moving",
                    Health.OK,
                    evidence -> true,
                    evidence -> evidence.hasTransfer()
                            ? "by Cloud Eye, messages were transferred within the last points"
                            : "Cloud Eye reports too few rates to show a stall"));

    private CloudEyeRules() {}
}
