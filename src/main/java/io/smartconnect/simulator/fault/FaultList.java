package io.smartconnect.simulator.fault;

import io.smartconnect.simulator.http.ApiOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults at work, oldest first; thread-safe. */
public final class FaultList {

    private final List<InstalledFault> faults = new ArrayList<>();

    public synchronized InstalledFault add(Fault fault) {
        InstalledFault installed = new InstalledFault(fault, this);
        faults.add(installed);
        return installed;
    }

    synchronized void remove(InstalledFault fault) {
        faults.remove(fault);
    }

    public synchronized void clear() {
        faults.clear();
    }

    /** What the first fault that meets this request does to it; counts as one use. */
    public synchronized Fault.Effect effectOn(ApiOperation operation, Optional<String> instanceId) {
        Optional<InstalledFault> met = faults.stream()
                .filter(installed -> installed.fault().meets(operation, instanceId))
                .findFirst();
        met.filter(InstalledFault::usedUp).ifPresent(faults::remove);
        return met.map(installed -> installed.fault().effect()).orElse(Fault.Effect.NONE);
    }
}
