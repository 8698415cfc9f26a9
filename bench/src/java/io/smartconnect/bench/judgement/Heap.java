package io.smartconnect.bench.judgement;

import java.lang.ref.Reference;

/** Measures how much of the heap is in use. */
final class Heap {

    private static final int COLLECTIONS = 3;

    private Heap() {}

    /** Bytes in use after collections, {@code kept} among them whatever becomes of it afterwards. */
    static long usedWith(Object kept) {
        try {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
            }
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        } finally {
            Reference.reachabilityFence(kept);
        }
    }
}
