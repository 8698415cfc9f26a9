package io.smartconnect.exporter.cloud.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The memory for the response bodies in progress, which all clients of the process share: an eighth of the heap, or 17 MiB if that is
 * more. A body takes memory as it grows, and waits while there is none; one body at a time may always grow to the largest size, so
 * that two bodies never wait for each other. The first 64 KiB of each body are free, so that long bodies do not delay short ones.
 * Safe for any thread.
 */
public final class BodyBudget {

    /** Longest body, in bytes. */
    public static final int LONGEST_BODY = 16 << 20;

    /** Bytes of each body that are not counted. */
    static final int FREE_BYTES = 64 << 10;

    private static final int PART_OF_THE_HEAP = 8;
    private static final long LEAST_SHARED = 1 << 20;
    private static final BodyBudget OF_PROCESS = ofHeap(Runtime.getRuntime().maxMemory());

    private final long whole;
    private final Deque<BodyReservation> waiting = new ArrayDeque<>();
    private long free;

    /** The one body that may grow to the largest size without a share of the others; null if there is none. */
    private @Nullable BodyReservation favored;

    /** A budget of {@code shared} bytes, and of the largest body for one body at a time. */
    BodyBudget(long shared) {
        this.free = shared;
        this.whole = shared + LONGEST_BODY;
    }

    /** The budget of this process. */
    public static BodyBudget ofProcess() {
        return OF_PROCESS;
    }

    /** The budget for a heap of this size. */
    static BodyBudget ofHeap(long heapBytes) {
        return new BodyBudget(Math.max(heapBytes / PART_OF_THE_HEAP - LONGEST_BODY, LEAST_SHARED));
    }

    /** Bytes that all bodies together may have. */
    long whole() {
        return whole;
    }

    /** A place for one body, which takes nothing yet. */
    public BodyReservation place() {
        return new BodyReservation(this);
    }

    /** Takes memory for {@code place}; returns false if it has to wait, and runs {@code granted} later, on any thread. */
    synchronized boolean take(BodyReservation place, int bytes, Runnable granted) {
        place.wanted = bytes;
        if (place == favored || (waiting.isEmpty() && isGranted(place))) {
            return true;
        }
        place.granted = granted;
        waiting.add(place);
        return false;
    }

    /** Returns all memory of {@code place}. */
    synchronized void release(BodyReservation place) {
        free += place.taken;
        place.taken = 0;
        waiting.remove(place);
        if (favored == place) {
            favored = null;
        }
        while (!waiting.isEmpty() && isGranted(waiting.element())) {
            waiting.remove().granted.run();
        }
    }

    private boolean isGranted(BodyReservation place) {
        if (free >= place.wanted) {
            free -= place.wanted;
            place.taken += place.wanted;
            return true;
        }
        if (favored == null) {
            favored = place;
            return true;
        }
        return false;
    }
}
