package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.Evidence;
import io.smartconnect.exporter.health.Window;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.Judgement;
import io.smartconnect.exporter.snapshot.task.Rates;
import io.smartconnect.exporter.text.Truncation;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Gathers what the partitions of one answer say of their task: the worst judgement, and the rates. */
final class TaskSummaryJudgement {

    /** There is nothing to gather. */
    static final Judgement NO_OFFSETS = new Judgement(Health.UNKNOWN, "the cloud reports no offsets of this task");

    /** As a share of what is transferred; less is what sums of fractions err by. */
    private static final double SMALLEST_GAIN = 1e-9;

    private final Map<Judgement, Judgement> judgements = new HashMap<>();
    private int partitions;
    private @Nullable Judgement worst;
    private String worstTopic = "";
    private long worstPartition;
    private int asBad;
    private boolean sayTheSame = true;
    private boolean isMeasured;
    private boolean isLate;
    private double transferredPerSecond;
    private double producedPerSecond;
    private double lag;

    /** The same judgement, as the same object if it was made before: those of most partitions are alike. */
    Judgement shared(Judgement judgement) {
        Judgement first = judgements.putIfAbsent(judgement, judgement);
        return first == null ? judgement : first;
    }

    /** One partition is judged like that. */
    void add(String topic, long partition, Judgement judgement) {
        partitions++;
        int compared = worst == null ? 1 : judgement.health().compareTo(worst.health());
        sayTheSame &= worst == null || judgement.reason().equals(worst.reason());
        if (compared > 0) {
            worst = judgement;
            worstTopic = topic;
            worstPartition = partition;
            asBad = 0;
        } else if (compared == 0) {
            asBad++;
        }
    }

    /** One partition moved like that. */
    void add(Evidence evidence) {
        double seconds = Window.seconds(evidence.samples());
        if (seconds > 0) {
            isMeasured = true;
            transferredPerSecond += (double) evidence.trend().transferred() / seconds;
            producedPerSecond += (double) evidence.trend().produced() / seconds;
            lag += (double) evidence.lag();
            isLate |= evidence.lag() > 0 && !evidence.isYoung();
        }
    }

    /** The task is as its worst partition. */
    Judgement judgement() {
        if (worst == null) {
            return NO_OFFSETS;
        }
        if (worst.health() == Health.OK) {
            String all = partitions == 1 ? "its partition is ok" : "all " + partitions + " partitions are ok";
            return new Judgement(Health.OK, sayTheSame ? all + ": " + worst.reason() : all);
        }
        String verb = asBad == 1 ? "is" : "are";
        String others = asBad == 0
                ? ""
                : "; " + asBad + " more " + verb + " " + worst.health().label();
        return new Judgement(
                worst.health(),
                "partition " + worstPartition + " of " + Truncation.name(worstTopic) + ": " + worst.reason() + others);
    }

    /** Sums over the partitions of which at least two samples are known. */
    Rates rates() {
        return isMeasured
                ? new Rates(
                        OptionalDouble.of(transferredPerSecond), OptionalDouble.of(producedPerSecond), catchUpSeconds())
                : Rates.UNKNOWN;
    }

    /** A dump that only waits for its next delivery has nothing to catch up with, and rounding is no gain. */
    private OptionalDouble catchUpSeconds() {
        double gain = transferredPerSecond - producedPerSecond;
        return isLate && gain > transferredPerSecond * SMALLEST_GAIN
                ? OptionalDouble.of(lag / gain)
                : OptionalDouble.empty();
    }
}
