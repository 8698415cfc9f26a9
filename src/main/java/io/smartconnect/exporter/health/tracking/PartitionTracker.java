package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.HealthRule;
import io.smartconnect.exporter.health.OffsetMovements;
import io.smartconnect.exporter.health.OffsetReading;
import io.smartconnect.exporter.health.OffsetTrend;
import io.smartconnect.exporter.health.PartitionEvidence;
import io.smartconnect.exporter.health.PartitionRules;
import io.smartconnect.exporter.health.ProductionSpan;
import io.smartconnect.exporter.health.StatusJudgement;
import io.smartconnect.exporter.health.gap.TransferGaps;
import io.smartconnect.exporter.lag.OffsetHistory;
import io.smartconnect.exporter.lag.Retention;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.Partition;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The state of one source partition of one task, from one answer to the next. It is small, since there are many. */
final class PartitionTracker extends PartitionWindow {

    /** Answers in a row without offsets that make a partition or task unknown. */
    private static final int MISSES = 3;

    /** Older than any answer whose judgement is kept. */
    static final int NO_ANSWER = -MISSES;

    private static final long UNKNOWN = -1;

    private final String topic;
    private final long id;
    private long end = UNKNOWN;
    private long transferred = UNKNOWN;

    /** Untransferred messages below this offset are already counted as expired. */
    private long expiredUpTo = UNKNOWN;

    private int lastAnswer;
    private int lastWithOffsets = NO_ANSWER;

    /** The lag time, the judgement, the start offset and the retention margin of a partition. */
    record Finding(
            Optional<LagTime> lagTime,
            HealthJudgement judgement,
            OptionalLong logStart,
            OptionalDouble marginSeconds) {}

    PartitionTracker(String topic, long id) {
        this.topic = topic;
        this.id = id;
    }

    /** True if answer number {@code answer}, which lacks offsets, leaves the judgement of answer {@code lastWithOffsets} valid. */
    static boolean keepsJudgement(int answer, int lastWithOffsets) {
        return answer - lastWithOffsets < MISSES;
    }

    /** Number of the partition. */
    long partition() {
        return id;
    }

    /** Number of the last answer that named it. */
    int lastAnswer() {
        return lastAnswer;
    }

    /** Forgets the transferred offsets, as before one from another source: the two sources may know different ones. */
    void forgetTransferred() {
        transferred = UNKNOWN;
        highest = NEVER;
        gaps = new TransferGaps();
    }

    /** Takes in an answer about the partition, and judges it. */
    Finding observe(Partition partition, OffsetReading reading, TaskHealthRollup rollup) {
        lastAnswer = reading.number();
        if (end == UNKNOWN) {
            checkWindow(partition);
        }
        OptionalLong lastEnd = known(end);
        OptionalLong newEnd = partition.logEndOffset();
        OptionalLong newTransferred = atMost(newEnd, partition.lastTransferOffset());
        Optional<OffsetHistory> history = history(lastEnd, newEnd, reading);
        if (OffsetMovements.isBack(lastEnd, newEnd)) {
            reading.retention().forgetStart(topic, id);
        }
        OptionalLong logStart = logStart(newEnd, reading);
        if (logStart.isPresent()) {
            expire(logStart.getAsLong(), newTransferred, reading);
        }
        follow(lastEnd, newEnd, newTransferred, reading.movements());
        OptionalLong lag = partition.lag();
        Optional<LagTime> lagTime = lagTime(lag, newTransferred, history, reading.time());
        HealthJudgement judgement;
        if (reading.byStatus().isPresent()) {
            startWindowOver();
            judgement = reading.byStatus().get();
        } else {
            judgement = judgeRunning(partition, history, lagTime, reading, rollup);
        }
        OptionalDouble margin =
                lag.orElse(0) > 0 ? marginSeconds(newTransferred, lagTime, history, reading) : OptionalDouble.empty();
        rollup.add(topic, id, judgement);
        rollup.addMargin(margin);
        return new Finding(lagTime, judgement, logStart, margin);
    }

    private Optional<OffsetHistory> history(OptionalLong lastEnd, OptionalLong newEnd, OffsetReading reading) {
        return newEnd.isEmpty()
                ? Optional.empty()
                : Optional.of(reading.histories().observe(topic, id, reading.time(), newEnd.getAsLong(), lastEnd));
    }

    private OptionalDouble marginSeconds(
            OptionalLong next, Optional<LagTime> lagTime, Optional<OffsetHistory> ends, OffsetReading reading) {
        if (next.isEmpty() || isAllDeleted()) {
            return OptionalDouble.empty();
        }
        Retention.OldestMessage oldest = new Retention.OldestMessage(next.getAsLong(), lagTime, ends);
        return reading.retention().marginSeconds(topic, id, oldest, reading.time());
    }

    private Optional<LagTime> lagTime(
            OptionalLong lag, OptionalLong offset, Optional<OffsetHistory> history, long now) {
        if ((lag.isPresent() && lag.getAsLong() == 0) || isAllDeleted()) {
            return Optional.of(LagTime.NONE);
        }
        return offset.isEmpty() || history.isEmpty()
                ? Optional.empty()
                : history.get().age(offset.getAsLong(), now);
    }

    /** The transferred offset, at most the end offset: a task can't transfer messages that do not exist. */
    private static OptionalLong atMost(OptionalLong newEnd, OptionalLong next) {
        return newEnd.isPresent() && next.isPresent() && next.getAsLong() > newEnd.getAsLong() ? newEnd : next;
    }

    /** The start offset; absent if it is above the end offset, since one of the two is then of another time. */
    private OptionalLong logStart(OptionalLong newEnd, OffsetReading reading) {
        OptionalLong start = reading.retention().start(topic, id, reading.time());
        return start.isPresent() && newEnd.isPresent() && start.getAsLong() > newEnd.getAsLong()
                ? OptionalLong.empty()
                : start;
    }

    /**
     * Counts the messages between the last transferred offset and the start offset, which retention has deleted. The first start offset
     * counts nothing, and neither does one that moved back, which is that of a recreated topic. After a gap between two answers, the task
     * may have transferred the messages meanwhile.
     */
    private void expire(long start, OptionalLong newTransferred, OffsetReading reading) {
        boolean isFirst = expiredUpTo == UNKNOWN || start < expiredUpTo;
        boolean mayBeTransferred = reading.isAfterGap() && newTransferred.orElse(start) >= start;
        boolean isLost = !isFirst && !mayBeTransferred && transferred != UNKNOWN;
        reading.movements().expired(isLost ? Math.max(0, start - Math.max(transferred, expiredUpTo)) : 0);
        expiredUpTo = start;
    }

    /** Counts movements. An end offset below the last one belongs to a recreated topic. */
    private void follow(
            OptionalLong lastEnd, OptionalLong newEnd, OptionalLong newTransferred, OffsetMovements movements) {
        if (newEnd.isPresent() || newTransferred.isPresent()) {
            movements.see();
        }
        if (OffsetMovements.isBack(lastEnd, newEnd)) {
            movements.moveBack();
            transferred = UNKNOWN;
            expiredUpTo = UNKNOWN;
            startWindowOver();
        } else {
            movements.produced(lastEnd, newEnd);
        }
        OptionalLong lastTransferred = known(transferred);
        if (OffsetMovements.isBack(lastTransferred, newTransferred)) {
            movements.moveBack();
        } else {
            movements.transferred(isLost(lastTransferred) ? known(expiredUpTo) : lastTransferred, newTransferred);
        }
        end = newEnd.orElse(end);
        transferred = newTransferred.orElse(transferred);
    }

    /** True if the messages from {@code offset} on are counted as expired, so that a move over them is no transfer. */
    private boolean isLost(OptionalLong offset) {
        return offset.isPresent() && offset.getAsLong() < expiredUpTo;
    }

    private static OptionalLong known(long offset) {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    private HealthJudgement judgeRunning(
            Partition partition,
            Optional<OffsetHistory> history,
            Optional<LagTime> lagTime,
            OffsetReading reading,
            TaskHealthRollup rollup) {
        Optional<HealthJudgement> byStatus = partition.status().flatMap(StatusJudgement::judge);
        boolean isResting = byStatus.isPresent() && !byStatus.get().health().isBad();
        boolean offsetsKnown =
                history.isPresent() && partition.lastTransferOffset().isPresent();
        if (isResting) {
            startWindowOver();
        }
        if (!offsetsKnown
                && byStatus.isEmpty()
                && lastJudgement != null
                && keepsJudgement(lastAnswer, lastWithOffsets)) {
            return lastJudgement;
        }
        OffsetSamples before = OffsetSamples.unpacked(samples);
        OffsetSamples seen = offsetsKnown && !isResting ? sample(before, history.get(), reading) : before;
        OffsetTrend trend = OffsetTrend.of(seen);
        PartitionEvidence evidence = new PartitionEvidence(
                reading, byStatus, offsetsKnown, seen, trend, history, lagTime, highest, tailSeconds, idleUntil, gaps);
        if (offsetsKnown) {
            lastWithOffsets = lastAnswer;
            rollup.add(evidence);
        }
        noteIdleness(evidence, seen);
        HealthJudgement judgement = damp(rollup.shared(HealthRule.judge(PartitionRules.TABLE, evidence)));
        lastJudgement = byStatus.isEmpty() ? judgement : null;
        return judgement;
    }

    private void noteIdleness(PartitionEvidence evidence, OffsetSamples seen) {
        if (evidence.isIdle()) {
            idleUntil = seen.time(seen.size() - 1);
            gaps.idle(idleUntil);
        }
    }

    /**
     * True if retention has deleted every message. A consumer then stays at its old offset, although nothing is left to transfer, until
     * the next message arrives.
     */
    private boolean isAllDeleted() {
        return end != UNKNOWN && expiredUpTo >= end;
    }

    private OffsetSamples sample(OffsetSamples before, OffsetHistory history, OffsetReading reading) {
        long next = isAllDeleted() ? end : transferred;
        int last = before.size() - 1;
        if (last < 0 || before.logEndOffset(last) != end || before.lastTransferOffset(last) != next) {
            tailSeconds = end > next ? ProductionSpan.seconds(history, next, end, reading.time()) : ProductionSpan.NONE;
        }
        highest = Math.max(highest, transferred);
        OffsetSamples seen = reading.window().add(before, reading.time(), end, next);
        samples = seen.packed();
        if (last >= 0) {
            learn(before, seen, reading);
        }
        return seen;
    }
}
