package io.smartconnect.exporter.cloud.gate;

/**
 * One instance's share of a gate: the requests in flight that concern this instance. After a slow or missing response the instance is suspect until its next
 * good response. Suspects never take all places of a gate together, so their time-outs do not delay the other
 * instances.
 */
public final class Bulkhead {

    private int inFlight;
    private boolean suspect;
    private int frequent;
    private int rare;
    private RequestNeed need = RequestNeed.NONE;

    /** Counts a request that reaches the gate. */
    void count(RequestPriority priority) {
        if (priority == RequestPriority.LOW) {
            rare++;
        } else {
            frequent++;
        }
    }

    /** Counts requests that a poll needs but does not make, for lack of time or because they would fail. */
    public void skip(int requests) {
        frequent += requests;
    }

    /** Ends the count of one poll. Retention is not read by each poll, so its last count stays. */
    public void endPoll() {
        need = new RequestNeed(frequent, rare > 0 ? rare : need.perRetention());
        frequent = 0;
        rare = 0;
    }

    /** The requests that the last poll needed. */
    public RequestNeed need() {
        return need;
    }

    int inFlight() {
        return inFlight;
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
