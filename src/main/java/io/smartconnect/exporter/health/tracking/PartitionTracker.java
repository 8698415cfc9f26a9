package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.DetailReading;
import io.smartconnect.exporter.health.Evidence;
import io.smartconnect.exporter.health.IdleTail;
import io.smartconnect.exporter.health.OffsetMovements;
import io.smartconnect.exporter.health.Rule;
import io.smartconnect.exporter.health.StatusJudgement;
import io.smartconnect.exporter.health.Trend;
import io.smartconnect.exporter.lag.OffsetHistory;
import io.smartconnect.exporter.snapshot.progress.Judgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.Partition;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Watches one source partition of one task from answer to answer. There are many: what is kept is small. */
final class PartitionTracker {

    private static final long UNKNOWN = -1;
    private static final long NEVER = Long.MIN_VALUE;
    private static final byte[] NO_SAMPLES = {};

    private final String topic;
    private final long id;
    private long end = UNKNOWN;
    private long transferred = UNKNOWN;
    private long highest = NEVER;
    private byte[] samples = NO_SAMPLES;
    private double tailSeconds = IdleTail.NONE;
    private long idleUntil = NEVER;
    private long lastAnswer;
    private @Nullable Hysteresis held;

    /** How old what waits is, and how the partition does. */
    record Finding(Optional<LagTime> age, Judgement judgement) {}

    PartitionTracker(String topic, long id) {
        this.topic = topic;
        this.id = id;
    }

    /** Number of the partition. */
    long partition() {
        return id;
    }

    /** Number of the last answer that named it. */
    long lastAnswer() {
        return lastAnswer;
    }

    /** What it was judged by, {@linkplain OffsetSamples#packed packed}; nobody changes it. */
    byte[] samples() {
        return samples;
    }

    /** Forgets what it is judged by; the offsets stay, so that their movements are still counted. */
    void forget() {
        highest = NEVER;
        restart();
    }

    /** Forgets all that has to do with time. */
    void restart() {
        samples = NO_SAMPLES;
        tailSeconds = IdleTail.NONE;
        idleUntil = NEVER;
        held = null;
    }

    /** Takes in what an answer tells of the partition, and judges it. */
    Finding observe(Partition partition, DetailReading answer, TaskSummaryJudgement summary) {
        lastAnswer = answer.number();
        Optional<OffsetHistory> history = history(partition, answer);
        follow(partition.logEndOffset(), transferred(partition), answer.movements());
        Optional<LagTime> age = age(partition, history, answer.time());
        Judgement judgement;
        if (answer.byStatus().isPresent()) {
            forget();
            judgement = answer.byStatus().get();
        } else {
            judgement = judgeRunning(partition, history, age, answer, summary);
        }
        summary.add(topic, id, judgement);
        return new Finding(age, judgement);
    }

    private Optional<OffsetHistory> history(Partition partition, DetailReading answer) {
        OptionalLong newer = partition.logEndOffset();
        return newer.isEmpty()
                ? Optional.empty()
                : Optional.of(answer.histories().observe(topic, id, answer.time(), newer.getAsLong(), known(end)));
    }

    private static Optional<LagTime> age(Partition partition, Optional<OffsetHistory> history, long now) {
        OptionalLong lag = partition.lag();
        if (lag.isPresent() && lag.getAsLong() == 0) {
            return Optional.of(LagTime.NONE);
        }
        OptionalLong offset = partition.lastTransferOffset();
        return offset.isEmpty() || history.isEmpty()
                ? Optional.empty()
                : history.get().age(offset.getAsLong(), now);
    }

    /** What lies beyond the end was not transferred, whatever the cloud says. */
    private static OptionalLong transferred(Partition partition) {
        OptionalLong ends = partition.logEndOffset();
        OptionalLong next = partition.lastTransferOffset();
        return ends.isPresent() && next.isPresent() && next.getAsLong() > ends.getAsLong() ? ends : next;
    }

    /** Counts movements. An end that lies before the last one is that of another topic of the same name. */
    private void follow(OptionalLong newEnd, OptionalLong newTransferred, OffsetMovements movements) {
        if (newEnd.isPresent() || newTransferred.isPresent()) {
            movements.see();
        }
        OptionalLong lastEnd = known(end);
        if (OffsetMovements.isBack(lastEnd, newEnd)) {
            movements.moveBack();
            transferred = UNKNOWN;
            forget();
        } else {
            movements.produced(lastEnd, newEnd);
        }
        OptionalLong lastTransferred = known(transferred);
        if (OffsetMovements.isBack(lastTransferred, newTransferred)) {
            movements.moveBack();
        } else {
            movements.transferred(lastTransferred, newTransferred);
        }
        end = newEnd.orElse(end);
        transferred = newTransferred.orElse(transferred);
    }

    private static OptionalLong known(long offset) {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    private Judgement judgeRunning(
            Partition partition,
            Optional<OffsetHistory> history,
            Optional<LagTime> age,
            DetailReading answer,
            TaskSummaryJudgement summary) {
        Optional<Judgement> byStatus = partition.status().flatMap(StatusJudgement::judge);
        boolean isResting = byStatus.isPresent() && !byStatus.get().health().isBad();
        boolean offsetsKnown =
                history.isPresent() && partition.lastTransferOffset().isPresent();
        if (isResting) {
            forget();
        }
        OffsetSamples before = OffsetSamples.unpacked(samples);
        OffsetSamples seen = offsetsKnown && !isResting ? sample(before, history.get(), answer) : before;
        Evidence evidence = new Evidence(
                answer, byStatus, offsetsKnown, seen, Trend.of(seen), age, highest, tailSeconds, idleUntil);
        if (offsetsKnown) {
            summary.add(evidence);
        }
        if (evidence.isIdle()) {
            idleUntil = seen.time(seen.size() - 1);
        }
        return say(summary.shared(Rule.firstThatFits(evidence).judge(evidence)));
    }

    private OffsetSamples sample(OffsetSamples before, OffsetHistory history, DetailReading answer) {
        int last = before.size() - 1;
        if (last < 0 || before.logEndOffset(last) != end || before.lastTransferOffset(last) != transferred) {
            tailSeconds =
                    end > transferred ? IdleTail.seconds(history, transferred, end, answer.time()) : IdleTail.NONE;
        }
        highest = Math.max(highest, transferred);
        OffsetSamples seen = answer.window().add(before, answer.time(), end, transferred);
        samples = seen.packed();
        return seen;
    }

    /** See {@link Hysteresis}, which those that were never bad do without. */
    private Judgement say(Judgement found) {
        if (held == null && found.health().isBad()) {
            held = new Hysteresis();
        }
        return held == null ? found : held.say(found);
    }
}
