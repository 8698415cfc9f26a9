package io.smartconnect.exporter.snapshot.progress;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects partitions in any order. */
public final class PartitionsBuilder {

    private static final int FEW = 16;
    private static final long UNKNOWN = -1;

    long[] ids;

    @Nullable
    String[] statuses;

    long[] logEndOffsets;
    long[] lastTransferOffsets;
    long[] reportedLags;
    private int size;

    /** A builder without partitions. */
    public PartitionsBuilder() {
        this(FEW);
    }

    private PartitionsBuilder(int capacity) {
        ids = new long[capacity];
        statuses = new String[capacity];
        logEndOffsets = new long[capacity];
        lastTransferOffsets = new long[capacity];
        reportedLags = new long[capacity];
    }

    /** Adds a partition as the cloud reports it. Null and negative values are unknown. */
    public void add(long id, @Nullable String status, long logEndOffset, long lastTransferOffset, long reportedLag) {
        if (size == ids.length) {
            resize(Math.max(FEW, size * 2));
        }
        ids[size] = id;
        statuses[size] = status;
        logEndOffsets[size] = Math.max(UNKNOWN, logEndOffset);
        lastTransferOffsets[size] = Math.max(UNKNOWN, lastTransferOffset);
        reportedLags[size] = Math.max(UNKNOWN, reportedLag);
        size++;
    }

    /** Adds a partition of another table, without its lag time, start offset and retention margin. */
    void add(Partition row) {
        Partitions from = row.columns();
        int index = row.index();
        add(
                from.ids[index],
                from.sharedStatus(index),
                from.logEndOffsets[index],
                from.lastTransferOffsets[index],
                from.reportedLags[index]);
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
    }

    private void resize(int capacity) {
        ids = Arrays.copyOf(ids, capacity);
        statuses = Arrays.copyOf(statuses, capacity);
        logEndOffsets = Arrays.copyOf(logEndOffsets, capacity);
        lastTransferOffsets = Arrays.copyOf(lastTransferOffsets, capacity);
        reportedLags = Arrays.copyOf(reportedLags, capacity);
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
        PartitionsBuilder sorted = new PartitionsBuilder(rows.length);
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
