package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.task.OffsetCounters;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts what the offsets of a task do, over all its partitions and answers. */
public final class OffsetMovements {

    private boolean seen;
    private long transferred;
    private long produced;
    private long rewinds;
    private boolean movedBack;

    /** An answer begins: in it a rewind counts once, however many offsets moved back. */
    public void begin() {
        movedBack = false;
    }

    /** An offset is known; there may be something to count from now on. */
    public void see() {
        seen = true;
    }

    public void transferred(OptionalLong from, OptionalLong to) {
        transferred = sum(transferred, forward(from, to));
    }

    public void produced(OptionalLong from, OptionalLong to) {
        produced = sum(produced, forward(from, to));
    }

    public void moveBack() {
        rewinds += movedBack ? 0 : 1;
        movedBack = true;
    }

    /** What was counted; absent until an offset has been seen. */
    public Optional<OffsetCounters> counted() {
        return seen ? Optional.of(new OffsetCounters(transferred, produced, rewinds)) : Optional.empty();
    }

    /** Whether both are known, and {@code to} lies before {@code from}. */
    public static boolean isBack(OptionalLong from, OptionalLong to) {
        return from.isPresent() && to.isPresent() && to.getAsLong() < from.getAsLong();
    }

    /** Of two numbers that are not negative; the largest there is rather than one beyond. */
    public static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long forward(OptionalLong from, OptionalLong to) {
        return from.isPresent() && to.isPresent() ? Math.max(0, to.getAsLong() - from.getAsLong()) : 0;
    }
}
