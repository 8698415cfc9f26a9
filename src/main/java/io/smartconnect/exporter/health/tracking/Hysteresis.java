package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.Judgement;
import org.jspecify.annotations.Nullable;

/** Flap damping: keeps a bad judgement until two in a row are good. */
final class Hysteresis {

    private @Nullable Judgement bad;
    private boolean betterBefore;

    /** The judgement to report when a poll found {@code found}. Only {@link Health#OK} counts as good. */
    Judgement damp(Judgement found) {
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
        return new Judgement(bad.health(), bad.reason() + "; the last poll was good, one more must follow");
    }
}
