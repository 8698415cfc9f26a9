package io.smartconnect.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults at work, oldest first; thread-safe. */
final class FaultList {

    private final List<InstalledFault> faults = new ArrayList<>();

    synchronized InstalledFault add(Fault fault) {
        InstalledFault installed = new InstalledFault(fault, this);
        faults.add(installed);
        return installed;
    }

    synchronized void remove(InstalledFault fault) {
        faults.remove(fault);
    }

    synchronized void clear() {
        faults.clear();
    }

    /** What the first fault that meets this request does to it; counts as one use. */
    synchronized Fault.Effect effectOn(Operation operation, Optional<String> instanceId) {
        Optional<InstalledFault> met = faults.stream()
                .filter(installed -> installed.fault().meets(operation, instanceId))
                .findFirst();
        met.filter(InstalledFault::usedUp).ifPresent(faults::remove);
        return met.map(installed -> installed.fault().effect()).orElse(Fault.Effect.NONE);
    }
}
