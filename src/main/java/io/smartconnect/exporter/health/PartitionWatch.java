package io.smartconnect.exporter.health;

import io.smartconnect.exporter.lag.OffsetHistory;
import io.smartconnect.exporter.snapshot.Age;
import io.smartconnect.exporter.snapshot.Judgement;
import io.smartconnect.exporter.snapshot.Partition;
import io.smartconnect.exporter.snapshot.Samples;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Watches one source partition of one task from answer to answer. */
final class PartitionWatch {

    private static final long NEVER = Long.MIN_VALUE;

    private final String topic;
    private final long id;
    private final Held held = new Held();
    private OptionalLong end = OptionalLong.empty();
    private OptionalLong transferred = OptionalLong.empty();
    private long highest = NEVER;
    private Samples samples = Samples.NONE;
    private @Nullable Tail tail;
    private long idleUntil = NEVER;
    private long lastAnswer;
    private Judgement judgement = Summary.NO_OFFSETS;

    PartitionWatch(String topic, long id) {
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

    /** Forgets what it is judged by; the offsets stay, so that their movements are still counted. */
    void forget() {
        highest = NEVER;
        restart();
    }

    /** Forgets all that has to do with time. */
    void restart() {
        samples = Samples.NONE;
        tail = null;
        idleUntil = NEVER;
        held.release();
    }

    /** How it did at the last answer. */
    Judgement judgement() {
        return judgement;
    }

    /** What it was judged by, packed. */
    byte[] samples() {
        return samples.packed();
    }

    /** Takes in what an answer tells of the partition, and judges it; the result is the age of what waits. */
    Optional<Age> observe(Partition partition, Answer answer, Summary summary) {
        lastAnswer = answer.number();
        Optional<OffsetHistory> history = history(partition, answer);
        follow(partition.logEndOffset(), transferred(partition), answer.movements());
        Optional<Age> age = age(partition, history, answer.time());
        if (answer.byStatus().isPresent()) {
            forget();
            judgement = answer.byStatus().get();
        } else {
            judgement = judgeRunning(partition, history, age, answer, summary);
        }
        summary.add(topic, partition.id(), judgement);
        return age;
    }

    private Optional<OffsetHistory> history(Partition partition, Answer answer) {
        OptionalLong newer = partition.logEndOffset();
        return newer.isEmpty()
                ? Optional.empty()
                : Optional.of(answer.histories().observe(topic, partition.id(), answer.time(), newer.getAsLong(), end));
    }

    private static Optional<Age> age(Partition partition, Optional<OffsetHistory> history, long now) {
        OptionalLong lag = partition.lag();
        if (lag.isPresent() && lag.getAsLong() == 0) {
            return Optional.of(Age.NONE);
        }
        OptionalLong offset = partition.lastTransferOffset();
        return offset.isEmpty() ? Optional.empty() : history.flatMap(known -> known.age(offset.getAsLong(), now));
    }

    /** What lies beyond the end was not transferred, whatever the cloud says. */
    private static OptionalLong transferred(Partition partition) {
        OptionalLong ends = partition.logEndOffset();
        OptionalLong next = partition.lastTransferOffset();
        return ends.isPresent() && next.isPresent() && next.getAsLong() > ends.getAsLong() ? ends : next;
    }

    /** Counts movements. An end that lies before the last one is that of another topic of the same name. */
    private void follow(OptionalLong newEnd, OptionalLong newTransferred, Movements movements) {
        if (newEnd.isPresent() || newTransferred.isPresent()) {
            movements.see();
        }
        if (Movements.isBack(end, newEnd)) {
            movements.moveBack();
            transferred = OptionalLong.empty();
            forget();
        } else {
            movements.produced(end, newEnd);
        }
        if (Movements.isBack(transferred, newTransferred)) {
            movements.moveBack();
        } else {
            movements.transferred(transferred, newTransferred);
        }
        end = newEnd.isPresent() ? newEnd : end;
        transferred = newTransferred.isPresent() ? newTransferred : transferred;
    }

    private Judgement judgeRunning(
            Partition partition, Optional<OffsetHistory> history, Optional<Age> age, Answer answer, Summary summary) {
        Optional<Judgement> byStatus = partition.status().flatMap(Status::judge);
        boolean isResting = byStatus.isPresent() && !byStatus.get().health().isBad();
        boolean offsetsKnown =
                history.isPresent() && partition.lastTransferOffset().isPresent();
        if (isResting) {
            forget();
        } else if (offsetsKnown) {
            sample(history.get(), answer);
        }
        Evidence evidence =
                new Evidence(answer, byStatus, offsetsKnown, samples, Trend.of(samples), age, highest, tail, idleUntil);
        if (offsetsKnown) {
            summary.add(evidence);
        }
        if (evidence.isIdle()) {
            idleUntil = samples.time(samples.size() - 1);
        }
        return held.say(Rule.firstThatFits(evidence).judge(evidence));
    }

    private void sample(OffsetHistory history, Answer answer) {
        long ends = end.getAsLong();
        long next = transferred.getAsLong();
        int last = samples.size() - 1;
        if (last < 0 || samples.logEndOffset(last) != ends || samples.lastTransferOffset(last) != next) {
            tail = ends > next ? Tail.of(history, next, ends, answer.time()) : null;
        }
        samples = answer.window().add(samples, answer.time(), ends, next);
        highest = Math.max(highest, next);
    }
}
