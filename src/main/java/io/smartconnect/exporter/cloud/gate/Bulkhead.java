package io.smartconnect.exporter.cloud.gate;

/**
 * One instance's share of a gate: the requests in flight that concern this instance. After a slow or missing response the instance is suspect until its next
 * good response. Suspects never take all places of a gate together, so their time-outs do not delay the other
 * instances.
 */
public final class Bulkhead {

    private int inFlight;
    private boolean suspect;

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
