package io.smartconnect.exporter;

import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The exporter's readiness: reached when every target has been polled once, successfully or not, and never lost. */
final class Readiness {

    private final Supplier<Snapshot> served;
    private volatile boolean reached;

    /** Creates an unreached readiness that {@code served}, the snapshot that scrapes get, decides. */
    Readiness(Supplier<Snapshot> served) {
        this.served = served;
    }

    /** The reason why the exporter is not ready; empty when it is ready. */
    Optional<String> whyNotReady() {
        if (reached) {
            return Optional.empty();
        }
        Snapshot snapshot = served.get();
        List<String> unpolled = snapshot.unpolledTargets();
        reached = !snapshot.targets().isEmpty() && unpolled.isEmpty();
        return reached
                ? Optional.empty()
                : Optional.of("waiting for the first poll of "
                        + (unpolled.isEmpty() ? "all targets" : String.join(", ", unpolled)));
    }
}
