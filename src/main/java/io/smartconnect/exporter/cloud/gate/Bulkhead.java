package io.smartconnect.exporter.cloud.gate;

/**
 * One instance's way through the gate. An instance that answers late or not at all is suspect until it answers well:
 * together, suspects never hold all places of the gate, so that their time-outs cost the others nothing.
 */
public final class Bulkhead {

    private int underWay;
    private boolean suspect;

    int underWay() {
        return underWay;
    }

    boolean suspect() {
        return suspect;
    }

    void enter() {
        underWay++;
    }

    void leave(boolean answeredWell) {
        underWay--;
        suspect = !answeredWell;
    }
}
