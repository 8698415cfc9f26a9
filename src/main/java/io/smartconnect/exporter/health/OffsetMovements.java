package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.task.OffsetCounters;
import java.util.Optional;
import java.util.OptionalLong;

/** Counters of the moves of the offsets of a task, over all its partitions and answers. */
public final class OffsetMovements {

    private boolean seen;
    private long transferred;
    private long produced;
    private long rewinds;
    private boolean startsSeen;
    private long expired;
    private boolean movedBack;

    /** Begins an answer. Several offsets that move back in one answer count as one rewind. */
    public void begin() {
        movedBack = false;
    }

    /** Records that an offset is known. */
    public void see() {
        seen = true;
    }

    /** Counts a move of a transferred offset; a move back counts nothing. */
    public void transferred(OptionalLong from, OptionalLong to) {
        transferred = sum(transferred, forward(from, to));
    }

    /** Counts a move of an end offset; a move back counts nothing. */
    public void produced(OptionalLong from, OptionalLong to) {
        produced = sum(produced, forward(from, to));
    }

    /** Counts messages that were deleted before they were transferred; 0 once a start offset is known. */
    public void expired(long messages) {
        startsSeen = true;
        expired = sum(expired, messages);
    }

    /** Messages that were deleted before they were transferred; absent until a start offset is known. */
    public OptionalLong expiredMessages() {
        return startsSeen ? OptionalLong.of(expired) : OptionalLong.empty();
    }

    /** Counts a rewind, once per answer. */
    public void moveBack() {
        rewinds += movedBack ? 0 : 1;
        movedBack = true;
    }

    /** The counters; absent until an offset is known. */
    public Optional<OffsetCounters> counted() {
        return seen ? Optional.of(new OffsetCounters(transferred, produced, rewinds)) : Optional.empty();
    }

    /** True if both offsets are known, and {@code to} is below {@code from}. */
    public static boolean isBack(OptionalLong from, OptionalLong to) {
        return from.isPresent() && to.isPresent() && to.getAsLong() < from.getAsLong();
    }

    /** The sum of two numbers that are not negative, at most the largest long. */
    public static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long forward(OptionalLong from, OptionalLong to) {
        return from.isPresent() && to.isPresent() ? Math.max(0, to.getAsLong() - from.getAsLong()) : 0;
    }
}
