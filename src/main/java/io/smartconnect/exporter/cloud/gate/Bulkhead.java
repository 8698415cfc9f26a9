package io.smartconnect.exporter.cloud.gate;

/**
 * One instance's share of a gate: the requests in flight that concern this instance. After a slow or missing response the
 * instance is suspect until its next good response. Suspects never take all places of a gate with more than one place, so
 * their time-outs do not delay the other instances.
 */
public final class Bulkhead {

    private int inFlight;
    private boolean suspect;
    private boolean alone;
    private int urgent;
    private int offsets;
    private int retention;
    private RequestNeed need = RequestNeed.NONE;

    /**
     * Sets whether the target has no other instance. If it has none, this one may take every place of the gate, unless it is suspect.
     */
    public void setAlone(boolean isAlone) {
        alone = isAlone;
    }

    /** Counts a request that reaches the gate. */
    void count(RequestPriority priority) {
        switch (priority) {
            case URGENT, HIGH -> urgent++;
            case NORMAL -> offsets++;
            case LOW -> retention++;
        }
    }

    /** Counts requests for offsets that a poll needs but does not make: the rate or the time is too short, or they would fail. */
    public void skip(int requests) {
        offsets += requests;
    }

    /** Ends the count of one poll. Retention is not read by each poll, so its last count stays. */
    public void endPoll() {
        need = new RequestNeed(urgent, offsets, retention > 0 ? retention : need.retention());
        urgent = 0;
        offsets = 0;
        retention = 0;
    }

    /** The requests that the last poll needed. */
    public RequestNeed need() {
        return need;
    }

    int inFlight() {
        return inFlight;
    }

    boolean alone() {
        return alone;
    }

    boolean suspect() {
        return suspect;
    }

    void enter() {
        inFlight++;
    }

    void leave(boolean responsive) {
        inFlight--;
        suspect = !responsive;
    }
}
