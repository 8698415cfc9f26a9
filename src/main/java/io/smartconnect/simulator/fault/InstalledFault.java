package io.smartconnect.simulator.fault;

/** A fault at work in a simulator; any thread may ask and remove. */
public final class InstalledFault {

    private final Fault fault;
    private final FaultList list;
    private int used;

    InstalledFault(Fault fault, FaultList list) {
        this.fault = fault;
        this.list = list;
    }

    /** Takes it out; requests that it has met already go on as they began. */
    public void remove() {
        list.remove(this);
    }

    /** How many requests it has met. */
    public int timesUsed() {
        synchronized (list) {
            return used;
        }
    }

    Fault fault() {
        return fault;
    }

    /** Counts one use; true when it was the last. Must be called by the list, which guards the count. */
    boolean usedUp() {
        used++;
        return fault.times().isPresent() && used >= fault.times().getAsInt();
    }
}
