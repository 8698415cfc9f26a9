package io.smartconnect.simulator.fault;

import io.smartconnect.simulator.http.SimulatedOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The installed faults, oldest first; thread-safe. */
public final class FaultList {

    private final List<ActiveFault> faults = new ArrayList<>();

    /** Installs a fault after all others. */
    public synchronized ActiveFault add(Fault fault) {
        ActiveFault installed = new ActiveFault(fault, this);
        faults.add(installed);
        return installed;
    }

    synchronized void remove(ActiveFault fault) {
        faults.remove(fault);
    }

    /** Removes all faults. */
    public synchronized void clear() {
        faults.clear();
    }

    /** The effect of the first fault that matches this request; counts as one use of the fault. */
    public synchronized FaultEffect effectOn(SimulatedOperation operation, Optional<String> instanceId) {
        Optional<ActiveFault> match = faults.stream()
                .filter(installed -> installed.fault().matches(operation, instanceId))
                .findFirst();
        match.filter(ActiveFault::usedUp).ifPresent(faults::remove);
        return match.map(installed -> installed.fault().effect()).orElse(FaultEffect.NONE);
    }
}
