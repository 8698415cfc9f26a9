package io.smartconnect.exporter.lag;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The histories of all source partitions of one instance, shared by its tasks. One thread observes; others may save them
 * meanwhile. A partition that is not observed for an hour while others are is forgotten.
 */
public final class Histories {

    static final int MOST_PARTITIONS = 200_000;

    private static final Logger LOG = LoggerFactory.getLogger(Histories.class);

    private static final long FORGET_AFTER = Duration.ofHours(1).toMillis();

    /** An answer that differs from one so much older was not overtaken by it. */
    private static final long LONGEST_OVERTAKING = Duration.ofMinutes(10).toMillis();

    private final ConcurrentMap<SourcePartition, OffsetHistory> byPartition = new ConcurrentHashMap<>();
    private final AtomicLong restarts = new AtomicLong();
    private long latest;
    private long lastSweep;
    private boolean full;

    record SourcePartition(String topic, long partition) {}

    /**
     * Takes in that a partition ended there then. Answers about several tasks may overtake each other: an end below the last
     * one is ignored, unless who tells it saw a higher one before, or nobody saw the higher one for ten minutes; then the history
     * starts anew, which is counted. For who saw none before, the history's end of ten minutes ago stands in.
     *
     * @param before the end that the caller saw last, if any
     * @return the partition's history; an empty one when there are so many partitions that it is not kept
     */
    public OffsetHistory observe(String topic, long partition, long time, long endOffset, OptionalLong before) {
        forgetVanished(time);
        Optional<OffsetHistory> kept = history(new SourcePartition(topic, partition));
        if (kept.isEmpty()) {
            return new OffsetHistory();
        }
        observe(kept.get(), time, endOffset, before);
        return kept.get();
    }

    /** Lets all histories start anew, as after a step of the clock, which is counted for each. */
    public void restart() {
        restarts.addAndGet(byPartition.size());
        byPartition.clear();
        latest = 0;
        lastSweep = 0;
    }

    /** How many histories had to start anew so far. */
    public long restarts() {
        return restarts.get();
    }

    /** The histories as they are now and will be: a view that any thread may walk. */
    Map<SourcePartition, OffsetHistory> byPartition() {
        return byPartition;
    }

    /** Takes in a history that was saved, unless nothing is left of it. */
    void restore(String topic, long partition, OffsetHistory history) {
        if (!history.isEmpty()) {
            byPartition.put(new SourcePartition(topic, partition), history);
        }
    }

    private void observe(OffsetHistory history, long time, long endOffset, OptionalLong before) {
        OffsetHistory.Outcome outcome = history.observe(time, endOffset);
        if (outcome == OffsetHistory.Outcome.MOVED_BACK && !isOvertaken(history, time, endOffset, before)) {
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

    private Optional<OffsetHistory> history(SourcePartition partition) {
        OffsetHistory known = byPartition.get(partition);
        if (known != null) {
            return Optional.of(known);
        }
        if (byPartition.size() >= MOST_PARTITIONS) {
            tellFull(partition);
            return Optional.empty();
        }
        return Optional.of(byPartition.computeIfAbsent(partition, first -> new OffsetHistory()));
    }

    private void tellFull(SourcePartition first) {
        if (!full) {
            LOG.atWarn()
                    .addKeyValue("limit", MOST_PARTITIONS)
                    .addKeyValue("topic", first.topic())
                    .addKeyValue("partition", first.partition())
                    .log("too many partitions of one instance: further ones have no lag in seconds");
        }
        full = true;
    }

    /** Once an hour. What is forgotten is measured by the last observation of any, so that a pause of all costs nothing. */
    private void forgetVanished(long time) {
        if (time - lastSweep >= FORGET_AFTER) {
            byPartition.values().removeIf(history -> history.isOlderThan(latest - FORGET_AFTER));
            lastSweep = time;
        }
        latest = Math.max(latest, time);
    }
}
