package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.Judgement;
import io.smartconnect.exporter.text.HumanReadable;
import java.util.Map;
import java.util.Optional;

/**
 * The cloud's words for what a task or a partition does. PAUSED, RESTARTING, RUNNING and WAITING are those of {@code
 * SmartConnectTaskEntity} in the official SDK; CREATING is what the Terraform provider waits through. No bad word is documented,
 * so every other word counts as bad.
 */
public final class StatusJudgement {

    /** What follows from the good words; nothing from RUNNING, in which alone messages are expected to move. */
    static final Map<String, Optional<Judgement>> GOOD = Map.of(
            "RUNNING", Optional.empty(),
            "PAUSED", Optional.of(new Judgement(Health.PAUSED, "it is paused")),
            "WAITING", Optional.of(new Judgement(Health.UNKNOWN, "it waits to be started")),
            "RESTARTING", Optional.of(new Judgement(Health.UNKNOWN, "it is restarting")),
            "CREATING", Optional.of(new Judgement(Health.UNKNOWN, "it is being created")));

    private StatusJudgement() {}

    /** The judgement that follows from the word alone; absent for RUNNING. */
    public static Optional<Judgement> judge(String word) {
        Optional<Judgement> known = GOOD.get(word);
        return known != null ? known : Optional.of(bad(word));
    }

    private static Judgement bad(String word) {
        return new Judgement(
                Health.FAILED,
                "the cloud reports the status " + HumanReadable.name(word) + ", which is none of the good ones");
    }
}
