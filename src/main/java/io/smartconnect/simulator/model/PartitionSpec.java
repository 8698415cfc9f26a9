package io.smartconnect.simulator.model;

import java.time.Duration;
import java.util.Optional;

/**
 * One partition of a topic for one task.
 *
 * @param status status in the dump API
 * @param firstOffset the first offset of the log, to which a restart rewinds the task
 * @param retention the time after which messages are deleted
 */
public record PartitionSpec(
        int id,
        String status,
        long firstOffset,
        Duration retention,
        SimulatedProduction production,
        SimulatedTransfer transfer) {

    /** The retention time of topics by default. */
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(3);

    /**
     * The offsets of a partition at one time.
     *
     * @param progress the transfer, in messages since {@code firstOffset}
     */
    public record Offsets(PartitionSpec partition, TaskTimeline.Progress progress, long millis) {

        /** The oldest offset that still exists. */
        public long start() {
            return partition.startOffset(millis);
        }

        /** The offset of the next message to produce. */
        public long end() {
            return partition.endOffset(millis);
        }

        /** The offset of the next message to transfer. */
        public long transferred() {
            return partition.firstOffset + progress.position();
        }

        /** Untransferred messages, deleted ones included. */
        public long lag() {
            return end() - transferred();
        }

        /** Untransferred messages that still exist. */
        public long waiting() {
            return end() - Math.max(start(), transferred());
        }

        /** Messages transferred so far. */
        public long moved() {
            return progress.position() - progress.skipped();
        }

        /** Messages deleted so far that were never transferred. */
        public long expired() {
            return progress.skipped() + Math.max(0, partition.deleted(millis) - progress.highest());
        }

        /** The time at which the message with this offset was produced. */
        public long producedAt(long offset) {
            return partition.production.producedAt(offset - partition.firstOffset, millis);
        }

        /** The age of the oldest untransferred message; zero without one. */
        public Duration oldestAge() {
            return lag() == 0 ? Duration.ZERO : Duration.ofMillis(millis - producedAt(transferred()));
        }

        /** The time until the oldest untransferred message is deleted; absent without one. */
        public Optional<Duration> untilLoss() {
            if (lag() == 0) {
                return Optional.empty();
            }
            Duration left = partition.retention.minus(oldestAge());
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        }
    }

    /** This partition with another retention time. */
    public PartitionSpec withRetention(Duration time) {
        return new PartitionSpec(id, status, firstOffset, time, production, transfer);
    }

    /** The oldest offset that still exists. */
    public long startOffset(long millis) {
        return firstOffset + deleted(millis);
    }

    /** The offset of the next message to produce. */
    public long endOffset(long millis) {
        return firstOffset + produced(millis);
    }

    long produced(long millis) {
        return production.messages(millis);
    }

    /** Messages deleted because they were produced longer than the retention time ago. */
    long deleted(long millis) {
        return production.messages(millis - retention.toMillis());
    }

    /** Messages that a task without pauses and restarts has transferred. */
    long undisturbed(long millis) {
        return transfer.messages(production, millis);
    }

    /** This partition after its topic was recreated: an empty log that starts at offset 0. */
    PartitionSpec recreatedAt(long moment) {
        long lost = produced(moment);
        SimulatedProduction since = millis -> Math.max(0, produced(millis) - lost);
        SimulatedTransfer onward = (production, millis) -> Math.max(0, undisturbed(millis) - lost);
        return new PartitionSpec(id, status, 0, retention, since, onward);
    }
}
