package io.smartconnect.exporter.snapshot.progress;

import static java.util.Objects.requireNonNull;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * An immutable table of the source partitions of one topic, in ascending order of their numbers. It stores columns, at about
 * forty bytes per partition, and creates a row when it is read.
 */
public final class Partitions extends AbstractList<Partition> implements RandomAccess {

    private static final long[] NO_OFFSETS = {};
    private static final double[] NO_SECONDS = {};
    private static final boolean[] NO_FLAGS = {};

    /** No partition. */
    public static final Partitions NONE = new PartitionsBuilder().build();

    final long[] ids;

    /** One status that all partitions share, or one for each partition; null where it is not known. */
    final @Nullable String[] statuses;

    final long[] logEndOffsets;
    final long[] lastTransferOffsets;
    final long[] reportedLags;

    /** In seconds; NaN where it is not known. Empty while none is known. */
    private final double[] lagTimes;

    /** True if the lag time is a lower bound. Empty while none is known. */
    private final boolean[] lowerBounds;

    /** Oldest offsets that still exist; empty while none is known. */
    private final long[] logStartOffsets;

    /** In seconds; NaN where it is not known. Empty while none is known. */
    private final double[] retentionMargins;

    /** A table of the builder's columns, which have no spare rows. */
    Partitions(PartitionsBuilder sorted) {
        ids = sorted.ids;
        statuses = sorted.hasOneStatus() ? Arrays.copyOf(sorted.statuses, 1) : sorted.statuses;
        logEndOffsets = sorted.logEndOffsets;
        lastTransferOffsets = sorted.lastTransferOffsets;
        reportedLags = sorted.reportedLags;
        lagTimes = NO_SECONDS;
        lowerBounds = NO_FLAGS;
        logStartOffsets = NO_OFFSETS;
        retentionMargins = NO_SECONDS;
    }

    /** The rest of the columns are those of {@code table}. */
    private Partitions(
            Partitions table,
            double[] lagTimes,
            boolean[] lowerBounds,
            long[] logStartOffsets,
            double[] retentionMargins) {
        ids = table.ids;
        statuses = table.statuses;
        logEndOffsets = table.logEndOffsets;
        lastTransferOffsets = table.lastTransferOffsets;
        reportedLags = table.reportedLags;
        this.lagTimes = lagTimes;
        this.lowerBounds = lowerBounds;
        this.logStartOffsets = logStartOffsets;
        this.retentionMargins = retentionMargins;
    }

    /** The table of these partitions and their lag times. The first partition of each number counts. */
    public static Partitions of(List<Partition> rows) {
        if (rows instanceof Partitions partitions) {
            return partitions;
        }
        PartitionsBuilder builder = new PartitionsBuilder();
        rows.forEach(builder::add);
        Partitions table = builder.build();
        Map<Long, Optional<LagTime>> lagTimes = new HashMap<>();
        rows.forEach(row -> lagTimes.putIfAbsent(row.id(), row.lagTime()));
        return table.withLagTimes(table.stream()
                .map(row -> requireNonNull(lagTimes.get(row.id())))
                .toList());
    }

    /**
     * This table with start offsets and retention margins, in the order of the partitions.
     *
     * @param starts negative where a start offset is not known
     * @param margins in seconds; NaN where a margin is not known
     */
    public Partitions withRetention(long[] starts, double[] margins) {
        requireRows(starts.length);
        requireRows(margins.length);
        return new Partitions(this, lagTimes, lowerBounds, starts.clone(), margins.clone());
    }

    /**
     * This table with lag times, in the order of the partitions, and without start offsets and retention margins.
     *
     * @param known absent where a lag time is not known
     */
    public Partitions withLagTimes(List<Optional<LagTime>> known) {
        requireRows(known.size());
        double[] seconds = new double[known.size()];
        boolean[] areLowerBounds = new boolean[known.size()];
        boolean isAnyKnown = false;
        for (int index = 0; index < seconds.length; index++) {
            Optional<LagTime> lagTime = known.get(index);
            seconds[index] = lagTime.isPresent() ? lagTime.get().seconds() : Double.NaN;
            areLowerBounds[index] = lagTime.isPresent() && lagTime.get().isLowerBound();
            isAnyKnown |= lagTime.isPresent();
        }
        return isAnyKnown
                ? new Partitions(this, seconds, areLowerBounds, NO_OFFSETS, NO_SECONDS)
                : new Partitions(this, NO_SECONDS, NO_FLAGS, NO_OFFSETS, NO_SECONDS);
    }

    private void requireRows(int length) {
        if (length != ids.length) {
            throw new IllegalArgumentException(
                    "there must be one value for each of " + ids.length + " partitions, found " + length);
        }
    }

    @Override
    public int size() {
        return ids.length;
    }

    @Override
    public Partition get(int index) {
        return new Partition(this, index);
    }

    /** The number of the partition in this row. */
    public long id(int index) {
        return ids[index];
    }

    Optional<String> status(int index) {
        return Optional.ofNullable(sharedStatus(index));
    }

    OptionalLong logEndOffset(int index) {
        return known(logEndOffsets[index]);
    }

    OptionalLong lastTransferOffset(int index) {
        return known(lastTransferOffsets[index]);
    }

    OptionalLong reportedLag(int index) {
        return known(reportedLags[index]);
    }

    OptionalLong lag(int index) {
        long end = logEndOffsets[index];
        long next = lastTransferOffsets[index];
        return end >= 0 && next >= 0 ? OptionalLong.of(Math.max(0, end - next)) : known(reportedLags[index]);
    }

    Optional<LagTime> lagTime(int index) {
        return lagTimes.length == 0 || Double.isNaN(lagTimes[index])
                ? Optional.empty()
                : Optional.of(new LagTime(lagTimes[index], lowerBounds[index]));
    }

    OptionalLong logStartOffset(int index) {
        return logStartOffsets.length == 0 ? OptionalLong.empty() : known(logStartOffsets[index]);
    }

    OptionalDouble retentionMarginSeconds(int index) {
        return retentionMargins.length == 0 || Double.isNaN(retentionMargins[index])
                ? OptionalDouble.empty()
                : OptionalDouble.of(retentionMargins[index]);
    }

    /** Equality of lists. Two tables compare their columns. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof Partitions table ? hasTheColumnsOf(table) : super.equals(other));
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private boolean hasTheColumnsOf(Partitions other) {
        return Arrays.equals(ids, other.ids)
                && Arrays.equals(logEndOffsets, other.logEndOffsets)
                && Arrays.equals(lastTransferOffsets, other.lastTransferOffsets)
                && Arrays.equals(lagTimes, other.lagTimes)
                && Arrays.equals(lowerBounds, other.lowerBounds)
                && Arrays.equals(reportedLags, other.reportedLags)
                && Arrays.equals(logStartOffsets, other.logStartOffsets)
                && Arrays.equals(retentionMargins, other.retentionMargins)
                && Arrays.equals(statuses, other.statuses);
    }

    @Nullable
    String sharedStatus(int index) {
        return statuses[statuses.length == 1 ? 0 : index];
    }

    private static OptionalLong known(long number) {
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
