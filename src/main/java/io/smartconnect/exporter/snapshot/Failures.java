package io.smartconnect.exporter.snapshot;

import java.util.Arrays;

/** Counts failures by {@link Reason}; immutable, every reason starts at 0. */
public final class Failures {

    /** No failure of any kind yet. */
    public static final Failures NONE = new Failures(new long[Reason.values().length]);

    private final long[] counts;

    private Failures(long[] counts) {
        this.counts = counts;
    }

    /** These counts and one more of {@code reason}. */
    public Failures plus(Reason reason) {
        long[] more = counts.clone();
        more[reason.ordinal()]++;
        return new Failures(more);
    }

    /** How often {@code reason} was met. */
    public long count(Reason reason) {
        return counts[reason.ordinal()];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Failures that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Failures" + Arrays.toString(counts);
    }
}
