package io.smartconnect.exporter.lag;

import io.smartconnect.exporter.history.RecordedTask;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The histories of all source partitions of one instance, shared by its tasks. One thread observes; others may save at the same
 * time. A history that is not observed for an hour, while others are, is discarded.
 */
public final class OffsetHistories {

    private static final byte[] NO_WINDOWS = {};

    static final int MOST_PARTITIONS = 200_000;

    private static final Logger LOG = LoggerFactory.getLogger(OffsetHistories.class);

    private static final long FORGET_AFTER = Duration.ofHours(1).toMillis();

    /** Answers further apart than this cannot have overtaken each other. */
    private static final long LONGEST_OVERTAKING = Duration.ofMinutes(10).toMillis();

    private final ConcurrentMap<String, TopicHistories> byTopic = new ConcurrentHashMap<>();
    private volatile byte[] windows = NO_WINDOWS;
    private volatile @Nullable Supplier<byte[]> windowSource;
    private volatile Map<String, RecordedTask> recorded = Map.of();
    private final AtomicLong restarts = new AtomicLong();
    private final AtomicInteger size = new AtomicInteger();
    private long latest;
    private long lastSweep;
    private boolean full;

    /**
     * Records the end offset of a partition. Answers about several tasks may overtake each other, so an end offset below the last
     * one is ignored. But if the caller saw a higher one before, or if the higher one is ten minutes old, the topic was recreated:
     * the history starts over, which is counted. If {@code before} is empty, the end offset of ten minutes ago takes its place; if
     * the history has none from then, it starts over, too.
     *
     * @param before the end offset that the caller saw last, if any
     * @return the history of the partition; an empty one, which is not kept, if there are too many partitions
     */
    public OffsetHistory observe(String topic, long partition, long time, long endOffset, OptionalLong before) {
        forgetVanished(time);
        TopicHistories ofTopic = byTopic.get(topic);
        OffsetHistory history = ofTopic == null ? null : ofTopic.get(partition);
        if (history == null) {
            history = new OffsetHistory();
            if (size() >= MOST_PARTITIONS) {
                logFull(topic, partition);
                return history;
            }
            add(topic, partition, history);
        }
        observe(history, time, endOffset, before);
        return history;
    }

    /** Takes the saved windows of the instance's tasks, as the supplier of {@link #saveWindows} wrote them; empty without any. */
    public byte[] takeWindows() {
        byte[] taken = windows;
        windows = NO_WINDOWS;
        return taken;
    }

    /** Sets the source of the windows that are saved with the histories. */
    public void saveWindows(Supplier<byte[]> source) {
        windowSource = source;
    }

    /** Copies the present windows for the next save. Only the thread that observes may call it. */
    public void captureWindows() {
        Supplier<byte[]> source = windowSource;
        windows = source == null ? windows : source.get();
    }

    /** Discards the captured windows, whose memory is needed no more. Restored ones stay until they are taken. */
    public void releaseWindows() {
        windows = windowSource == null ? windows : NO_WINDOWS;
    }

    /** The captured or restored windows. */
    byte[] windows() {
        return windows;
    }

    /** Adds saved windows. */
    void restoreWindows(byte[] saved) {
        windows = saved;
    }

    /** Adds the offsets that were recorded elsewhere before the start, by task id. */
    public void restoreRecorded(Map<String, RecordedTask> tasks) {
        recorded = new ConcurrentHashMap<>(tasks);
    }

    /** Takes the recorded offsets of a task; each can be taken once. */
    public Optional<RecordedTask> takeRecorded(String taskId) {
        return recorded.isEmpty() ? Optional.empty() : Optional.ofNullable(recorded.remove(taskId));
    }

    /** Discards the recorded offsets that were not taken. */
    public void discardRecorded() {
        recorded = Map.of();
    }

    /** Discards all histories, as after a step of the clock, and counts each. */
    public void restart() {
        discardRecorded();
        restarts.addAndGet(size.getAndSet(0));
        byTopic.clear();
        latest = 0;
        lastSweep = 0;
    }

    /** Number of histories. */
    public int size() {
        return size.get();
    }

    /** Number of histories that were discarded so far. */
    public long restarts() {
        return restarts.get();
    }

    /** A live view of the histories by topic, which any thread may iterate. */
    Map<String, TopicHistories> byTopic() {
        return byTopic;
    }

    /** Adds a saved history, unless it is empty. */
    void restore(String topic, long partition, OffsetHistory history) {
        if (!history.isEmpty()) {
            add(topic, partition, history);
        }
    }

    private void observe(OffsetHistory history, long time, long endOffset, OptionalLong before) {
        OffsetHistory.Observation observation = history.observe(time, endOffset);
        if (observation == OffsetHistory.Observation.MOVED_BACK && !isOvertaken(history, time, endOffset, before)) {
            history.restart();
            history.observe(time, endOffset);
            restarts.incrementAndGet();
        }
    }

    private static boolean isOvertaken(OffsetHistory history, long time, long endOffset, OptionalLong before) {
        long longAgo = time - LONGEST_OVERTAKING;
        OptionalLong seen = before.isPresent() ? before : history.endAt(longAgo);
        return seen.isPresent() && seen.getAsLong() <= endOffset && !history.isOlderThan(longAgo);
    }

    private void add(String topic, long partition, OffsetHistory history) {
        TopicHistories ofTopic = byTopic.computeIfAbsent(topic, first -> new TopicHistories());
        if (ofTopic.put(partition, history)) {
            size.incrementAndGet();
        }
    }

    private void logFull(String topic, long partition) {
        if (!full) {
            LOG.atWarn()
                    .addKeyValue("limit", MOST_PARTITIONS)
                    .addKeyValue("topic", topic)
                    .addKeyValue("partition", partition)
                    .log("too many partitions of one instance: further ones have no lag time");
        }
        full = true;
    }

    /** Runs once an hour. Ages count from the last observation of any partition, so that a pause of all discards nothing. */
    private void forgetVanished(long time) {
        if (time - lastSweep >= FORGET_AFTER) {
            long oldest = latest - FORGET_AFTER;
            byTopic.values().forEach(topic -> size.addAndGet(-topic.removeIf(history -> history.isOlderThan(oldest))));
            byTopic.values().removeIf(topic -> topic.size() == 0);
            lastSweep = time;
        }
        latest = Math.max(latest, time);
    }

    /**
     * The histories of the source partitions of one topic, in ascending order of their numbers, at 12 bytes per partition. Safe for
     * use by several threads: one adds and removes while another saves.
     */
    static final class TopicHistories {

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

        /** Adds the history of a partition, or replaces it. Returns whether the partition is new. */
        synchronized boolean put(long partition, OffsetHistory history) {
            int found = indexOf(partition);
            boolean isNew = found < 0;
            int index = isNew ? -found - 1 : found;
            if (isNew) {
                insert(index, partition);
            }
            histories[index] = history;
            return isNew;
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

        /** Passes all on, in ascending order. While another thread may add or remove, only for a {@link #copy}. */
        <X extends Exception> void forEach(Reader<X> reader) throws X {
            for (int index = 0; index < size; index++) {
                reader.read(partitions[index], at(index));
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
}
