package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.Judgement;
import org.jspecify.annotations.Nullable;

/** Holds a bad state until two judgements in a row were good, so that nothing flaps. */
final class Hysteresis {

    private @Nullable Judgement bad;
    private boolean betterBefore;

    /** What to say when {@code found} was found: mostly just that. What can't be judged is neither good nor bad. */
    Judgement say(Judgement found) {
        if (found.health().isBad()) {
            bad = found;
            betterBefore = false;
            return found;
        }
        if (bad == null || found.health() != Health.OK) {
            return found;
        }
        if (betterBefore) {
            bad = null;
            betterBefore = false;
            return found;
        }
        betterBefore = true;
        return new Judgement(bad.health(), bad.reason() + "; the last poll was good, one more has to follow");
    }
}
