package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.JudgementWindow;
import io.smartconnect.exporter.health.PartitionEvidence;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import io.smartconnect.exporter.text.Truncation;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Combines the partitions of one answer into the judgement and the rates of their task. */
final class TaskHealthRollup {

    /** The judgement of a task without partitions. */
    static final HealthJudgement NO_OFFSETS =
            new HealthJudgement(Health.UNKNOWN, "the cloud reports no offsets of this task");

    /** As a share of the transfer rate. A smaller gain may be a rounding error of sums of fractions. */
    private static final double SMALLEST_GAIN = 1e-9;

    private final Map<HealthJudgement, HealthJudgement> judgements = new HashMap<>();
    private int partitions;
    private @Nullable HealthJudgement worst;
    private String worstTopic = "";
    private long worstPartition;
    private int asBad;
    private boolean sharesReason = true;
    private boolean hasOffsets;
    private boolean isMeasured;
    private boolean isLate;
    private double transferredPerSecond;
    private double producedPerSecond;
    private double lag;
    private boolean isBreached;
    private double breachSeconds = Double.POSITIVE_INFINITY;
    private double marginSeconds = Double.NaN;

    /** An equal judgement of an earlier partition, or else this one. So the partitions of a task share their judgements. */
    HealthJudgement shared(HealthJudgement judgement) {
        HealthJudgement first = judgements.putIfAbsent(judgement, judgement);
        return first == null ? judgement : first;
    }

    /** Adds the judgement of one partition. */
    void add(String topic, long partition, HealthJudgement judgement) {
        partitions++;
        int compared = worst == null ? 1 : judgement.health().compareTo(worst.health());
        sharesReason &= worst == null || judgement.reason().equals(worst.reason());
        if (compared > 0) {
            worst = judgement;
            worstTopic = topic;
            worstPartition = partition;
            asBad = 0;
        } else if (compared == 0) {
            asBad++;
        }
    }

    /** Adds the rates and the lag of one partition whose offsets this answer reports. */
    void add(PartitionEvidence evidence) {
        hasOffsets = true;
        isBreached |= evidence.isBreached();
        double seconds = JudgementWindow.seconds(evidence.samples());
        if (seconds > 0) {
            isMeasured = true;
            transferredPerSecond += (double) evidence.trend().transferred() / seconds;
            producedPerSecond += (double) evidence.trend().produced() / seconds;
            lag += (double) evidence.lag();
            isLate |= evidence.lag() > 0 && !evidence.isYoung();
            breachSeconds = Math.min(breachSeconds, evidence.breachSeconds().orElse(breachSeconds));
        }
    }

    /** Adds the retention margin of one partition. */
    void addMargin(OptionalDouble seconds) {
        if (seconds.isPresent()) {
            marginSeconds = Double.isNaN(marginSeconds)
                    ? seconds.getAsDouble()
                    : Math.min(marginSeconds, seconds.getAsDouble());
        }
    }

    /** The smallest retention margin; absent if none is known. */
    OptionalDouble marginSeconds() {
        return Double.isNaN(marginSeconds) ? OptionalDouble.empty() : OptionalDouble.of(marginSeconds);
    }

    /** True if the answer names any partition. */
    boolean hasPartitions() {
        return partitions > 0;
    }

    /** True if the answer reports both offsets of any partition of a running task. */
    boolean hasOffsets() {
        return hasOffsets;
    }

    /** The judgement of the task: that of its worst partition. */
    HealthJudgement judgement() {
        if (worst == null) {
            return NO_OFFSETS;
        }
        if (worst.health() == Health.OK) {
            String all = partitions == 1 ? "its partition is ok" : "all " + partitions + " partitions are ok";
            return new HealthJudgement(Health.OK, sharesReason ? all + ": " + worst.reason() : all);
        }
        String verb = asBad == 1 ? "is" : "are";
        String others = asBad == 0
                ? ""
                : "; " + asBad + " more " + verb + " " + worst.health().label();
        return new HealthJudgement(
                worst.health(),
                "partition " + worstPartition + " of " + Truncation.name(worstTopic) + ": " + worst.reason() + others);
    }

    /** The sums of the rates of all partitions that have at least two samples. */
    TransferRates rates() {
        return isMeasured
                ? new TransferRates(
                        OptionalDouble.of(transferredPerSecond),
                        OptionalDouble.of(producedPerSecond),
                        catchUpSeconds(),
                        breachSeconds())
                : TransferRates.UNKNOWN;
    }

    /** That of the first partition; 0 once the lag time of any partition has passed the objective. */
    private OptionalDouble breachSeconds() {
        return Double.isInfinite(breachSeconds)
                ? OptionalDouble.empty()
                : OptionalDouble.of(isBreached ? 0 : breachSeconds);
    }

    /** Absent for a dump whose messages only wait for the next delivery: it has nothing to catch up with. */
    private OptionalDouble catchUpSeconds() {
        double gain = transferredPerSecond - producedPerSecond;
        return isLate && gain > transferredPerSecond * SMALLEST_GAIN
                ? OptionalDouble.of(lag / gain)
                : OptionalDouble.empty();
    }
}
