package io.smartconnect.simulator.fault;

/** A fault that is at work in a simulator; thread-safe. */
public final class ActiveFault {

    private final Fault fault;
    private final FaultList list;
    private int used;

    ActiveFault(Fault fault, FaultList list) {
        this.fault = fault;
        this.list = list;
    }

    /** Removes the fault; requests that it has already matched are not affected. */
    public void remove() {
        list.remove(this);
    }

    /** The number of requests that the fault has matched. */
    public int timesUsed() {
        synchronized (list) {
            return used;
        }
    }

    Fault fault() {
        return fault;
    }

    /** Counts one use; true if it was the last. The caller holds the list's lock. */
    boolean usedUp() {
        used++;
        return fault.times().isPresent() && used >= fault.times().getAsInt();
    }
}
