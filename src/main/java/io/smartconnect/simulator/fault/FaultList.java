package io.smartconnect.simulator.fault;

import io.smartconnect.simulator.http.ApiOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The installed faults, oldest first; thread-safe. */
public final class FaultList {

    private final List<InstalledFault> faults = new ArrayList<>();

    /** Installs a fault after all others. */
    public synchronized InstalledFault add(Fault fault) {
        InstalledFault installed = new InstalledFault(fault, this);
        faults.add(installed);
        return installed;
    }

    synchronized void remove(InstalledFault fault) {
        faults.remove(fault);
    }

    /** Removes all faults. */
    public synchronized void clear() {
        faults.clear();
    }

    /** The effect of the first fault that matches this request; counts as one use of the fault. */
    public synchronized FaultEffect effectOn(ApiOperation operation, Optional<String> instanceId) {
        Optional<InstalledFault> match = faults.stream()
                .filter(installed -> installed.fault().matches(operation, instanceId))
                .findFirst();
        match.filter(InstalledFault::usedUp).ifPresent(faults::remove);
        return match.map(installed -> installed.fault().effect()).orElse(FaultEffect.NONE);
    }
}
