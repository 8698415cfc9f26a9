package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flap damping: keeps a bad judgement until two in a row are {@link Health#OK}. Unknown and paused are reported at once. */
final class HealthHysteresis {

    private static final List<Health> ALL = List.of(Health.values());

    private @Nullable HealthJudgement bad;
    private boolean betterBefore;

    /** A hysteresis after a bad judgement before a restart, whose reason no longer counts; absent after a good one. */
    static @Nullable HealthHysteresis restored(int saved) {
        int health = Math.abs(saved) - 1;
        if (health < 0 || health >= ALL.size() || !ALL.get(health).isBad()) {
            return null;
        }
        HealthHysteresis restored = new HealthHysteresis();
        restored.bad = new HealthJudgement(ALL.get(health), "");
        restored.betterBefore = saved < 0;
        return restored;
    }

    /** The number for {@link #restored}: 0 unless bad, and negative after one good poll. */
    int saved() {
        int health = bad == null ? 0 : ALL.indexOf(bad.health()) + 1;
        return betterBefore ? -health : health;
    }

    /**
     * The judgement to report when a poll found {@code found}. Only {@link Health#OK} counts as good. The reason is that of the good
     * poll: the numbers of the bad one would contradict the present lag.
     */
    HealthJudgement damp(HealthJudgement found) {
        boolean isSecond = betterBefore;
        betterBefore = false;
        if (found.health().isBad()) {
            bad = found;
            return found;
        }
        if (bad == null || found.health() != Health.OK) {
            return found;
        }
        if (isSecond) {
            bad = null;
            return found;
        }
        betterBefore = true;
        return new HealthJudgement(bad.health(), "the last poll was good, one more must follow: " + found.reason());
    }
}
