package io.smartconnect.bench.judgement;

import java.lang.ref.Reference;
import java.util.function.Supplier;

/** Measures how much of the heap something takes. */
final class Heap {

    private static final int COLLECTIONS = 3;

    private Heap() {}

    /** Bytes that live on the heap only because of what is made. */
    static long bytesOf(Supplier<Object> made) {
        long before = used();
        Object kept = made.get();
        try {
            return used() - before;
        } finally {
            Reference.reachabilityFence(kept);
        }
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
