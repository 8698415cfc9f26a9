package io.smartconnect.exporter;

import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The exporter's readiness: reached when every target has been polled once, successfully or not, and never lost. A process that stands
 * by for the lease is ready, too.
 */
final class Readiness {

    private final Supplier<Snapshot> served;
    private final BooleanSupplier standsBy;
    private volatile boolean reached;

    /** Creates an unreached readiness that {@code served}, the snapshot that scrapes get, decides. */
    Readiness(Supplier<Snapshot> served, BooleanSupplier standsBy) {
        this.served = served;
        this.standsBy = standsBy;
    }

    /** The reason why the exporter is not ready; empty when it is ready. */
    Optional<String> whyNotReady() {
        if (reached || standsBy.getAsBoolean()) {
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
