package io.smartconnect.exporter.health;

import io.smartconnect.exporter.lag.OffsetHistory;
import io.smartconnect.exporter.snapshot.Age;
import io.smartconnect.exporter.snapshot.Judgement;
import io.smartconnect.exporter.snapshot.Partition;
import io.smartconnect.exporter.snapshot.Samples;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Watches one source partition of one task from answer to answer. There are many: what is kept is small. */
final class PartitionWatch {

    private static final long UNKNOWN = -1;
    private static final long NEVER = Long.MIN_VALUE;
    private static final byte[] NO_SAMPLES = {};

    private final String topic;
    private final long id;
    private long end = UNKNOWN;
    private long transferred = UNKNOWN;
    private long highest = NEVER;
    private byte[] samples = NO_SAMPLES;
    private double tailSeconds = Tail.NONE;
    private long idleUntil = NEVER;
    private long lastAnswer;
    private @Nullable Held held;

    /** How old what waits is, and how the partition does. */
    record Finding(Optional<Age> age, Judgement judgement) {}

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

    /** What it was judged by, {@linkplain Samples#packed packed}; nobody changes it. */
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
        tailSeconds = Tail.NONE;
        idleUntil = NEVER;
        held = null;
    }

    /** Takes in what an answer tells of the partition, and judges it. */
    Finding observe(Partition partition, Answer answer, Summary summary) {
        lastAnswer = answer.number();
        Optional<OffsetHistory> history = history(partition, answer);
        follow(partition.logEndOffset(), transferred(partition), answer.movements());
        Optional<Age> age = age(partition, history, answer.time());
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

    private Optional<OffsetHistory> history(Partition partition, Answer answer) {
        OptionalLong newer = partition.logEndOffset();
        return newer.isEmpty()
                ? Optional.empty()
                : Optional.of(answer.histories().observe(topic, id, answer.time(), newer.getAsLong(), known(end)));
    }

    private static Optional<Age> age(Partition partition, Optional<OffsetHistory> history, long now) {
        OptionalLong lag = partition.lag();
        if (lag.isPresent() && lag.getAsLong() == 0) {
            return Optional.of(Age.NONE);
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
    private void follow(OptionalLong newEnd, OptionalLong newTransferred, Movements movements) {
        if (newEnd.isPresent() || newTransferred.isPresent()) {
            movements.see();
        }
        OptionalLong lastEnd = known(end);
        if (Movements.isBack(lastEnd, newEnd)) {
            movements.moveBack();
            transferred = UNKNOWN;
            forget();
        } else {
            movements.produced(lastEnd, newEnd);
        }
        OptionalLong lastTransferred = known(transferred);
        if (Movements.isBack(lastTransferred, newTransferred)) {
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
            Partition partition, Optional<OffsetHistory> history, Optional<Age> age, Answer answer, Summary summary) {
        Optional<Judgement> byStatus = partition.status().flatMap(Status::judge);
        boolean isResting = byStatus.isPresent() && !byStatus.get().health().isBad();
        boolean offsetsKnown =
                history.isPresent() && partition.lastTransferOffset().isPresent();
        if (isResting) {
            forget();
        }
        Samples before = Samples.unpacked(samples);
        Samples seen = offsetsKnown && !isResting ? sample(before, history.get(), answer) : before;
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

    private Samples sample(Samples before, OffsetHistory history, Answer answer) {
        int last = before.size() - 1;
        if (last < 0 || before.logEndOffset(last) != end || before.lastTransferOffset(last) != transferred) {
            tailSeconds = end > transferred ? Tail.seconds(history, transferred, end, answer.time()) : Tail.NONE;
        }
        highest = Math.max(highest, transferred);
        Samples seen = answer.window().add(before, answer.time(), end, transferred);
        samples = seen.packed();
        return seen;
    }

    /** See {@link Held}, which those that were never bad do without. */
    private Judgement say(Judgement found) {
        if (held == null && found.health().isBad()) {
            held = new Held();
        }
        return held == null ? found : held.say(found);
    }
}
