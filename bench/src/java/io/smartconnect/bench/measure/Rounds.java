package io.smartconnect.bench.measure;

import java.io.IOException;
import java.util.List;

/** Lets contestants take turns, so that what disturbs the machine for a while disturbs all of them. */
public final class Rounds {

    /** What is done with a contestant at its turn. */
    @FunctionalInterface
    public interface Turn<C> {
        void take(C contestant) throws IOException, InterruptedException;
    }

    private Rounds() {}

    public static <C> void run(String what, int rounds, List<C> contestants, Turn<C> turn)
            throws IOException, InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            System.err.printf("%s, round %d of %d%n", what, round, rounds);
            for (C contestant : contestants) {
                turn.take(contestant);
            }
        }
    }
}
