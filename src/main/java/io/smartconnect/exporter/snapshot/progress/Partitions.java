package io.smartconnect.exporter.snapshot.progress;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The source partitions of one topic, each number once, ascending: an immutable table, held by columns, so that a partition takes
 * about forty bytes. Its rows are made when somebody asks for them.
 */
public final class Partitions extends AbstractList<Partition> implements RandomAccess {

    /** No partition. */
    public static final Partitions NONE = new Builder().build();

    private static final long UNKNOWN = -1;

    private final long[] ids;

    /** One that all share, or one for each partition; null where it is not known. */
    private final @Nullable String[] statuses;

    private final long[] logEndOffsets;
    private final long[] lastTransferOffsets;
    private final long[] reportedLags;

    /** Seconds, negative for a lower bound, also when it is zero; NaN where no age is known. */
    private final double[] ages;

    private Partitions(Builder sorted) {
        int size = sorted.size;
        ids = Arrays.copyOf(sorted.ids, size);
        statuses = Arrays.copyOf(sorted.statuses, sorted.hasOneStatus() ? 1 : size);
        logEndOffsets = Arrays.copyOf(sorted.logEndOffsets, size);
        lastTransferOffsets = Arrays.copyOf(sorted.lastTransferOffsets, size);
        reportedLags = Arrays.copyOf(sorted.reportedLags, size);
        ages = Arrays.copyOf(sorted.ages, size);
    }

    /** The partitions by number; of those with the same the first counts. */
    public static Partitions of(List<Partition> rows) {
        if (rows instanceof Partitions partitions) {
            return partitions;
        }
        Builder builder = new Builder();
        rows.forEach(row -> builder.add(row, row.age()));
        return builder.build();
    }

    @Override
    public int size() {
        return ids.length;
    }

    @Override
    public Partition get(int index) {
        return new Partition(this, index);
    }

    long id(int index) {
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

    Optional<LagTime> age(int index) {
        double age = ages[index];
        return Double.isNaN(age)
                ? Optional.empty()
                : Optional.of(new LagTime(Math.abs(age), Math.copySign(1, age) < 0));
    }

    /** As lists are; two tables are compared by columns. */
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
                && Arrays.equals(ages, other.ages)
                && Arrays.equals(reportedLags, other.reportedLags)
                && Arrays.equals(statuses, other.statuses);
    }

    private @Nullable String sharedStatus(int index) {
        return statuses[statuses.length == 1 ? 0 : index];
    }

    private static OptionalLong known(long number) {
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** Collects partitions, in any order. */
    public static final class Builder {

        private static final int FEW = 16;

        private int size;
        private long[] ids = new long[FEW];
        private @Nullable String[] statuses = new String[FEW];
        private long[] logEndOffsets = new long[FEW];
        private long[] lastTransferOffsets = new long[FEW];
        private long[] reportedLags = new long[FEW];
        private double[] ages = new double[FEW];

        /** Adds a partition without an age, as the cloud answers it; what is null or negative is not known. */
        public void add(
                long id, @Nullable String status, long logEndOffset, long lastTransferOffset, long reportedLag) {
            add(id, status, logEndOffset, lastTransferOffset, reportedLag, Double.NaN);
        }

        /** Adds a partition of another table, with this age. */
        public void add(Partition row, Optional<LagTime> age) {
            add(row.columns(), row.index(), age.map(Builder::signed).orElse(Double.NaN));
        }

        /** Adds all that {@code other} has collected. */
        public void addAll(Builder other) {
            for (int i = 0; i < other.size; i++) {
                add(other, i);
            }
        }

        /** The partitions by number; of those with the same the first counts. */
        public Partitions build() {
            return new Partitions(isAscending() ? this : sorted());
        }

        private void add(Partitions from, int index, double age) {
            add(
                    from.ids[index],
                    from.sharedStatus(index),
                    from.logEndOffsets[index],
                    from.lastTransferOffsets[index],
                    from.reportedLags[index],
                    age);
        }

        private void add(Builder from, int index) {
            add(
                    from.ids[index],
                    from.statuses[index],
                    from.logEndOffsets[index],
                    from.lastTransferOffsets[index],
                    from.reportedLags[index],
                    from.ages[index]);
        }

        private void add(
                long id,
                @Nullable String status,
                long logEndOffset,
                long lastTransferOffset,
                long reportedLag,
                double age) {
            if (size == ids.length) {
                grow();
            }
            ids[size] = id;
            statuses[size] = status;
            logEndOffsets[size] = Math.max(UNKNOWN, logEndOffset);
            lastTransferOffsets[size] = Math.max(UNKNOWN, lastTransferOffset);
            reportedLags[size] = Math.max(UNKNOWN, reportedLag);
            ages[size] = age;
            size++;
        }

        private void grow() {
            int capacity = size + (size >> 1);
            ids = Arrays.copyOf(ids, capacity);
            statuses = Arrays.copyOf(statuses, capacity);
            logEndOffsets = Arrays.copyOf(logEndOffsets, capacity);
            lastTransferOffsets = Arrays.copyOf(lastTransferOffsets, capacity);
            reportedLags = Arrays.copyOf(reportedLags, capacity);
            ages = Arrays.copyOf(ages, capacity);
        }

        private boolean isAscending() {
            for (int i = 1; i < size; i++) {
                if (ids[i] <= ids[i - 1]) {
                    return false;
                }
            }
            return true;
        }

        /** The same by number, each once. */
        private Builder sorted() {
            long[] wanted = Arrays.stream(ids, 0, size).sorted().distinct().toArray();
            int[] rows = new int[wanted.length];
            for (int row = size - 1; row >= 0; row--) {
                rows[Arrays.binarySearch(wanted, ids[row])] = row;
            }
            Builder sorted = new Builder();
            for (int row : rows) {
                sorted.add(this, row);
            }
            return sorted;
        }

        private boolean hasOneStatus() {
            for (int i = 1; i < size; i++) {
                if (!Objects.equals(statuses[i], statuses[0])) {
                    return false;
                }
            }
            return size > 0;
        }

        private static double signed(LagTime age) {
            return Math.copySign(age.seconds(), age.isLowerBound() ? -1.0 : 1.0);
        }
    }
}
