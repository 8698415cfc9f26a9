package io.smartconnect.exporter;

import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether every target has been polled once, whatever the outcome. Once it was so, it stays so. */
final class Readiness {

    private final Supplier<Snapshot> served;
    private volatile boolean reached;

    /** Judged by the snapshot that scrapes get. */
    Readiness(Supplier<Snapshot> served) {
        this.served = served;
    }

    /** What is awaited, in words; empty once there is nothing. */
    Optional<String> awaited() {
        if (reached) {
            return Optional.empty();
        }
        Snapshot snapshot = served.get();
        List<String> awaited = snapshot.unpolledTargets();
        reached = !snapshot.targets().isEmpty() && awaited.isEmpty();
        return reached
                ? Optional.empty()
                : Optional.of("waiting for the first poll of "
                        + (awaited.isEmpty() ? "all targets" : String.join(", ", awaited)));
    }
}
