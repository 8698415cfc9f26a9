package io.smartconnect.exporter.health;

import io.smartconnect.exporter.health.gap.TransferGaps;
import io.smartconnect.exporter.health.trend.LagTimeTrend;
import io.smartconnect.exporter.lag.OffsetHistory;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.text.HumanReadable;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The facts by which one partition of a running task is judged.
 *
 * @param reading the answer about the task
 * @param byStatus the judgement by the partition's own status; absent while it runs
 * @param offsetsKnown whether the answer reports both offsets
 * @param samples the samples of its window
 * @param trend of {@code samples}
 * @param history of its end offsets; absent without an end offset
 * @param lagTime age of its oldest untransferred message
 * @param highest the highest transferred offset so far
 * @param tailSeconds see {@link ProductionSpan}; as of the last move of an offset, NaN if there was no lag
 * @param idleUntil time of the last sample whose untransferred messages were only a tail
 * @param gaps between its transfers
 */
public record PartitionEvidence(
        OffsetReading reading,
        Optional<HealthJudgement> byStatus,
        boolean offsetsKnown,
        OffsetSamples samples,
        OffsetTrend trend,
        Optional<OffsetHistory> history,
        Optional<LagTime> lagTime,
        long highest,
        double tailSeconds,
        long idleUntil,
        TransferGaps gaps) {

    JudgementWindow window() {
        return reading.window();
    }

    boolean hasStatus(Health health) {
        return byStatus.isPresent() && byStatus.get().health() == health;
    }

    boolean hasFullWindow() {
        return window().isFull(samples);
    }

    /** True if a lag is allowed, and the task stayed within it. */
    boolean hasAllowedLag() {
        return reading.allowedLag() > 0 && reading.lagIsAllowed();
    }

    /** True if nothing moved for a whole window, and all untransferred messages are the tail of a dump. */
    public boolean isIdle() {
        return hasFullWindow() && !trend.transferredMoved() && mayBeTail() && !isBehindItself();
    }

    /** True if no more messages arrive, and all untransferred ones arrived within one delivery. */
    boolean mayBeTail() {
        return !trend.isStillProduced() && window().isOneDelivery(tailSeconds, samples);
    }

    /** True if nothing was transferred for longer than is usual for the partition. */
    boolean isOverdue() {
        return gaps.isUnusual(reading.unusualGap()) && !hasAllowedLag() && !isIdle();
    }

    /** True if every sample had untransferred messages other than a tail. */
    boolean hasAlwaysWaited() {
        return !trend.caughtUp() && samples.time(0) > idleUntil;
    }

    /** {@code 3 polls (3m 0s) without a transfer although 300 messages wait; in the 6h 0m before it never took more than 1 poll}. */
    String gap() {
        return gaps.stretch() + " without a transfer although " + waiting() + "; " + gaps.usual(reading.unusualGap());
    }

    boolean isBehindItself() {
        return lag() > 0 && transferred() < highest;
    }

    /** True if the untransferred messages may just have arrived, or wait for the next delivery. */
    public boolean isYoung() {
        return lagTime.isPresent()
                && !lagTime.get().isLowerBound()
                && window().isOneDelivery(lagTime.get().seconds(), samples);
    }

    /**
     * True if the lag never shrank, and grew at least three times, in a window of 3 twice. Rounding and drift of the phase explain
     * one step or two.
     */
    boolean isFallingBehind() {
        return !trend.shrank() && trend.growths() >= Math.min(3, samples.size() - 1) && !mayBeTail();
    }

    /** True if the lag time exceeds its objective. */
    public boolean isBreached() {
        return lagTime.isPresent() && lagTime.get().seconds() > (double) reading.lagObjectiveSeconds();
    }

    /** Seconds until the lag time passes its objective; 0 once it has. Absent unless the lag time grows that far. */
    public OptionalDouble breachSeconds() {
        return lagTime.isPresent() ? breachSeconds(lagTime.get()) : OptionalDouble.empty();
    }

    private OptionalDouble breachSeconds(LagTime lagged) {
        Optional<LagTimeTrend> growth = lagTimeTrend(lagged.seconds());
        if (growth.isEmpty()) {
            return OptionalDouble.empty();
        }
        double objective = (double) reading.lagObjectiveSeconds();
        double seconds = growth.get().secondsUntil(objective, lagged.seconds());
        boolean isKnown = seconds == 0 || (!lagged.isLowerBound() && seconds < catchUpSeconds());
        return isKnown ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }

    /** Absent unless the lag time grows; and for a tail, whose lag time grows until more messages arrive. */
    private Optional<LagTimeTrend> lagTimeTrend(double lagSeconds) {
        boolean isJudged = offsetsKnown && byStatus.isEmpty() && !isBehindItself() && !mayBeTail();
        if (isJudged && isOverdue()) {
            return Optional.of(LagTimeTrend.STANDSTILL);
        }
        if (!isJudged || !hasFullWindow() || !hasAlwaysWaited()) {
            return Optional.empty();
        }
        if (!trend.transferredMoved()) {
            return Optional.of(LagTimeTrend.STANDSTILL);
        }
        return history.isPresent()
                ? LagTimeTrend.of(samples, history.get(), window().deliverSeconds(), lagSeconds)
                : Optional.empty();
    }

    /** Seconds until the lag is 0 at the rates of the window; infinite unless it shrinks. */
    private double catchUpSeconds() {
        long gain = trend.transferred() - trend.produced();
        return gain > 0 ? (double) lag() / (double) gain * JudgementWindow.seconds(samples) : Double.POSITIVE_INFINITY;
    }

    /** The lag of the last sample. */
    public long lag() {
        return samples.lag(samples.size() - 1);
    }

    long firstLag() {
        return samples.lag(0);
    }

    long transferred() {
        return samples.lastTransferOffset(samples.size() - 1);
    }

    /** {@code 10 polls (9m 0s)}; only the time if there may be fewer samples than polls. */
    String stretch() {
        String time = HumanReadable.duration(JudgementWindow.seconds(samples));
        return window().hasEachPoll(samples) ? samples.size() + " polls (" + time + ")" : time;
    }

    /** {@code ; lag time passes the objective of 5m 0s in about 12m 10s}; empty unless it will. */
    String breach() {
        OptionalDouble seconds = breachSeconds();
        return seconds.isEmpty() || seconds.getAsDouble() == 0
                ? ""
                : "; lag time passes the objective of " + HumanReadable.duration((double) reading.lagObjectiveSeconds())
                        + " in about " + HumanReadable.duration(seconds.getAsDouble());
    }

    /** {@code 1,234 messages wait, the oldest for 10m 12s}. */
    String waiting() {
        return ReasonText.waiting(lag(), lagTime);
    }
}
