package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.Judgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.text.HumanReadable;
import java.util.Optional;

/**
 * What one partition of a running task is judged by.
 *
 * @param answer what it has in common with the task's other partitions
 * @param byStatus the judgement that follows from its own status, if one does
 * @param offsetsKnown whether this answer tells both its offsets
 * @param samples what was seen
 * @param trend what its offsets did over the samples
 * @param age of the oldest message that waits
 * @param highest the highest transferred offset that was seen
 * @param tailSeconds how far apart what waited when an offset last moved was produced, see {@link IdleTail}; NaN if nothing waited
 * @param idleUntil time of the last sample at which nothing but an unflushed tail waited
 */
public record Evidence(
        DetailReading answer,
        Optional<Judgement> byStatus,
        boolean offsetsKnown,
        OffsetSamples samples,
        Trend trend,
        Optional<LagTime> age,
        long highest,
        double tailSeconds,
        long idleUntil) {

    Window window() {
        return answer.window();
    }

    boolean hasStatus(Health health) {
        return byStatus.isPresent() && byStatus.get().health() == health;
    }

    boolean hasFullWindow() {
        return window().isFull(samples);
    }

    /** Whether the task's lag never exceeded what is allowed; where none is, that rule has nothing to say. */
    boolean hasAllowedLag() {
        return answer.allowedLag() > 0 && answer.lagIsAllowed();
    }

    /** Whether nothing moves for a whole window but what waits may stay, as the unflushed tail of a dump. */
    public boolean isIdle() {
        return hasFullWindow() && !trend.transferredMoved() && mayBeTail() && !isBehindItself();
    }

    /** Whether nothing more comes, and all that waits came within one delivery. */
    boolean mayBeTail() {
        return !trend.isStillProduced() && tailSeconds <= deliverySeconds();
    }

    /** Whether there was something to transfer at every sample. */
    boolean hasAlwaysWaited() {
        return !trend.caughtUp() && samples.time(0) > idleUntil;
    }

    boolean isBehindItself() {
        return lag() > 0 && transferred() < highest;
    }

    /** Whether what waits may just have come, or wait for the next delivery. */
    public boolean isYoung() {
        return age.isPresent() && !age.get().isLowerBound() && age.get().seconds() <= deliverySeconds();
    }

    /** Whether the lag never shrank and grew repeatedly: rounding and drift of the phase make one step or two. */
    boolean isFallingBehind() {
        return !trend.shrank() && trend.growths() >= Math.min(3, samples.size() - 1) && !mayBeTail();
    }

    /**
     * How old a message may be that waits for the next delivery, as far as that can be told: it was produced somewhere between
     * two samples, and its delivery is seen somewhere between two.
     */
    private double deliverySeconds() {
        return window().deliverSeconds() + 2 * Window.distance(samples);
    }

    public long lag() {
        return samples.lag(samples.size() - 1);
    }

    long firstLag() {
        return samples.lag(0);
    }

    long transferred() {
        return samples.lastTransferOffset(samples.size() - 1);
    }

    /** {@code 10 polls (9m 0s)}. */
    String stretch() {
        return samples.size() + " polls (" + HumanReadable.duration(Window.seconds(samples)) + ")";
    }

    /** {@code 1,234 messages wait, the oldest for 10m 12s}. */
    String waiting() {
        String messages = HumanReadable.count(lag(), "message") + (lag() == 1 ? " waits" : " wait");
        return age.map(known -> messages + ", the oldest for " + (known.isLowerBound() ? "at least " : "")
                        + HumanReadable.duration(known.seconds()))
                .orElse(messages);
    }
}
