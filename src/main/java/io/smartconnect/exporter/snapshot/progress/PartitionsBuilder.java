package io.smartconnect.exporter.snapshot.progress;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects partitions in any order. */
public final class PartitionsBuilder {

    private static final int FEW = 16;
    private static final long UNKNOWN = -1;

    long[] ids = new long[FEW];

    @Nullable
    String[] statuses = new String[FEW];

    long[] logEndOffsets = new long[FEW];
    long[] lastTransferOffsets = new long[FEW];
    long[] reportedLags = new long[FEW];
    double[] lagTimes = new double[FEW];
    boolean[] lowerBounds = new boolean[FEW];
    private int size;

    /** Adds a partition as the cloud reports it, without a lag time. Null and negative values are unknown. */
    public void add(long id, @Nullable String status, long logEndOffset, long lastTransferOffset, long reportedLag) {
        if (size == ids.length) {
            resize(Math.max(FEW, size * 2));
        }
        ids[size] = id;
        statuses[size] = status;
        logEndOffsets[size] = Math.max(UNKNOWN, logEndOffset);
        lastTransferOffsets[size] = Math.max(UNKNOWN, lastTransferOffset);
        reportedLags[size] = Math.max(UNKNOWN, reportedLag);
        lagTimes[size] = Double.NaN;
        size++;
    }

    /** Adds a partition of another table, with this lag time. */
    public void add(Partition row, Optional<LagTime> lagTime) {
        Partitions from = row.columns();
        int index = row.index();
        add(
                from.ids[index],
                from.sharedStatus(index),
                from.logEndOffsets[index],
                from.lastTransferOffsets[index],
                from.reportedLags[index]);
        if (lagTime.isPresent()) {
            lagTimes[size - 1] = lagTime.get().seconds();
            lowerBounds[size - 1] = lagTime.get().isLowerBound();
        }
    }

    /** Adds all partitions of {@code other}. */
    public void addAll(PartitionsBuilder other) {
        for (int i = 0; i < other.size; i++) {
            add(other, i);
        }
    }

    /** The table of all added partitions. The first partition of each number counts. */
    public Partitions build() {
        PartitionsBuilder ascending = isAscending() ? this : sorted();
        if (ascending.size < ascending.ids.length) {
            ascending.resize(ascending.size);
        }
        return new Partitions(ascending);
    }

    private void add(PartitionsBuilder from, int index) {
        add(
                from.ids[index],
                from.statuses[index],
                from.logEndOffsets[index],
                from.lastTransferOffsets[index],
                from.reportedLags[index]);
        lagTimes[size - 1] = from.lagTimes[index];
        lowerBounds[size - 1] = from.lowerBounds[index];
    }

    private void resize(int capacity) {
        ids = Arrays.copyOf(ids, capacity);
        statuses = Arrays.copyOf(statuses, capacity);
        logEndOffsets = Arrays.copyOf(logEndOffsets, capacity);
        lastTransferOffsets = Arrays.copyOf(lastTransferOffsets, capacity);
        reportedLags = Arrays.copyOf(reportedLags, capacity);
        lagTimes = Arrays.copyOf(lagTimes, capacity);
        lowerBounds = Arrays.copyOf(lowerBounds, capacity);
    }

    private boolean isAscending() {
        for (int i = 1; i < size; i++) {
            if (ids[i] <= ids[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** A copy in order of the numbers, with each number once. */
    private PartitionsBuilder sorted() {
        long[] wanted = Arrays.stream(ids, 0, size).sorted().distinct().toArray();
        int[] rows = new int[wanted.length];
        for (int row = size - 1; row >= 0; row--) {
            rows[Arrays.binarySearch(wanted, ids[row])] = row;
        }
        PartitionsBuilder sorted = new PartitionsBuilder();
        for (int row : rows) {
            sorted.add(this, row);
        }
        return sorted;
    }

    boolean hasOneStatus() {
        for (int i = 1; i < size; i++) {
            if (!Objects.equals(statuses[i], statuses[0])) {
                return false;
            }
        }
        return size > 0;
    }
}
