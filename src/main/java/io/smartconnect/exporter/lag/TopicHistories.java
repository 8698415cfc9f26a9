package io.smartconnect.exporter.lag;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The histories of the source partitions of one topic, in ascending order of their numbers, at 12 bytes per partition. Safe for
 * use by several threads: one adds and removes while another saves.
 */
final class TopicHistories {

    private static final int FEW = 8;

    private long[] partitions = new long[FEW];
    private @Nullable OffsetHistory[] histories = new OffsetHistory[FEW];
    private int size;

    /** Receives a partition and its history. */
    @FunctionalInterface
    interface Reader<X extends Exception> {
        void read(long partition, OffsetHistory history) throws X;
    }

    /** The number of histories. */
    synchronized int size() {
        return size;
    }

    /** The history of a partition; null without one. */
    synchronized @Nullable OffsetHistory get(long partition) {
        int index = indexOf(partition);
        return index < 0 ? null : histories[index];
    }

    /** Adds the history of a partition, or replaces it. */
    synchronized void put(long partition, OffsetHistory history) {
        int found = indexOf(partition);
        if (found < 0) {
            insert(-found - 1, partition);
        }
        histories[found < 0 ? -found - 1 : found] = history;
    }

    /** Removes the histories that {@code isUnwanted} matches, and returns their number. */
    synchronized int removeIf(Predicate<OffsetHistory> isUnwanted) {
        int kept = 0;
        for (int index = 0; index < size; index++) {
            OffsetHistory history = at(index);
            if (!isUnwanted.test(history)) {
                partitions[kept] = partitions[index];
                histories[kept++] = history;
            }
        }
        int removed = size - kept;
        Arrays.fill(histories, kept, size, null);
        size = kept;
        return removed;
    }

    /** A copy, whose histories are the same. */
    synchronized TopicHistories copy() {
        TopicHistories copy = new TopicHistories();
        copy.partitions = Arrays.copyOf(partitions, size);
        copy.histories = Arrays.copyOf(histories, size);
        copy.size = size;
        return copy;
    }

    /** Passes all on, in ascending order. */
    <X extends Exception> void forEach(Reader<X> reader) throws X {
        TopicHistories all = copy();
        for (int index = 0; index < all.size; index++) {
            reader.read(all.partitions[index], all.at(index));
        }
    }

    /** The index of a partition, or where it belongs, as by {@link Arrays#binarySearch}. Most have the index of their number. */
    private int indexOf(long partition) {
        boolean isUsual = partition >= 0 && partition < size && partitions[(int) partition] == partition;
        return isUsual ? (int) partition : Arrays.binarySearch(partitions, 0, size, partition);
    }

    private void insert(int index, long partition) {
        if (size == partitions.length) {
            partitions = Arrays.copyOf(partitions, Math.max(FEW, size * 2));
            histories = Arrays.copyOf(histories, partitions.length);
        }
        System.arraycopy(partitions, index, partitions, index + 1, size - index);
        System.arraycopy(histories, index, histories, index + 1, size - index);
        partitions[index] = partition;
        size++;
    }

    private OffsetHistory at(int index) {
        return Objects.requireNonNull(histories[index]);
    }
}
