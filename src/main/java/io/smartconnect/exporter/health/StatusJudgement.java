package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.task.TaskStatus;
import io.smartconnect.exporter.text.Truncation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Judges a task or partition by its status alone. Every undocumented status counts as bad. */
public final class StatusJudgement {

    private static final Map<TaskStatus, Optional<HealthJudgement>> KNOWN = judgements();

    private StatusJudgement() {}

    /** The judgement that follows from the status {@code word}; absent for RUNNING, in which alone messages should move. */
    public static Optional<HealthJudgement> judge(String word) {
        Optional<TaskStatus> known = TaskStatus.of(word);
        return known.isPresent() ? Objects.requireNonNull(KNOWN.get(known.get())) : Optional.of(bad(word));
    }

    private static Map<TaskStatus, Optional<HealthJudgement>> judgements() {
        Map<TaskStatus, Optional<HealthJudgement>> all = new EnumMap<>(TaskStatus.class);
        for (TaskStatus status : TaskStatus.values()) {
            all.put(status, judge(status));
        }
        return all;
    }

    private static Optional<HealthJudgement> judge(TaskStatus status) {
        return switch (status) {
            case RUNNING -> Optional.empty();
            case PAUSED -> Optional.of(new HealthJudgement(Health.PAUSED, "it is paused"));
            case WAITING -> Optional.of(new HealthJudgement(Health.UNKNOWN, "it was never started"));
            case RESTARTING -> Optional.of(new HealthJudgement(Health.UNKNOWN, "it is restarting"));
            case CREATING -> Optional.of(new HealthJudgement(Health.UNKNOWN, "it is being created"));
        };
    }

    private static HealthJudgement bad(String word) {
        return new HealthJudgement(
                Health.FAILED,
                "the cloud reports the status " + Truncation.name(word) + ", which is not a known good one");
    }
}
