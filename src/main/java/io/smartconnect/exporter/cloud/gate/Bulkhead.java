package io.smartconnect.exporter.cloud.gate;

/**
 * The requests in flight of one instance, kept apart from those of the others. An instance that answers late or not at all is
 * suspect until it answers well. Suspects never take all places of a gate together, so that their time-outs do not delay the
 * other instances.
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

    void leave(boolean answeredWell) {
        inFlight--;
        suspect = !answeredWell;
    }
}
