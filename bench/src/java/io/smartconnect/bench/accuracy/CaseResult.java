package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.simulator.model.ActualPartitionState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the exporter and the comparison said of one task over a trial, against the truth. */
final class CaseResult {

    private final Trial trial;
    private final Case observed;
    private final Errors errors = new Errors();
    private final Errors comparedErrors = new Errors();
    private final Errors comparisonErrors = new Errors();
    private final Errors margins = new Errors();
    private final Breaches breaches = new Breaches();
    private final Map<Health, Integer> polls = new EnumMap<>(Health.class);
    private final Detections detections;
    private final Detections comparisonDetections;
    private int bounds;
    private int unknownMargins;
    private int latePolls;
    private int mostLatePolls;
    private int wrong;
    private int nan;
    private int infinite;
    private int negative;

    CaseResult(Trial trial, Case observed) {
        this.trial = trial;
        this.observed = observed;
        this.detections = new Detections(observed);
        this.comparisonDetections = new Detections(observed);
    }

    /** Takes in one poll; {@code truths} are those of this task at the very moment of the poll. */
    void observe(Laboratory laboratory, Instant now, Task task, List<ActualPartitionState> truths) {
        TaskProgress progress = task.progress().orElseThrow();
        Health health = progress.judgement().health();
        polls.merge(health, 1, Integer::sum);
        if (observed.isReplication()) {
            task.cloudEye().ifPresent(reading -> compare(reading, truths));
        }
        long seen = laboratory.sinceStart().toMillis();
        long late = task.cloudEye()
                .map(reading -> Duration.between(reading.time(), now).toMillis())
                .orElse(0L);
        detections.observe(seen - late, seen, health == Health.STALLED);
        if (!observed.isReplication() && progress.asOf().equals(now)) {
            breaches.observe(
                    seen / 1_000.0,
                    progress.rates().breachSeconds(),
                    oldestSeconds(truths),
                    (double) progress.lagObjectiveSeconds());
            comparisonDetections.observe(seen, seen, isSuspected(laboratory, task, truths, now.toEpochMilli()));
            for (ActualPartitionState truth : truths) {
                partition(task, truth)
                        .ifPresent(partition ->
                                compare(partition, truth, laboratory.comparison(truth), now.toEpochMilli()));
            }
        }
    }

    /** True if the phi accrual detector suspects one partition. It learns nothing from a task that does not run. */
    private boolean isSuspected(Laboratory laboratory, Task task, List<ActualPartitionState> truths, long now) {
        boolean isSuspected = false;
        for (ActualPartitionState truth : truths) {
            Optional<Partition> known = partition(task, truth);
            if (known.isPresent() && task.status().equals(Optional.of("RUNNING"))) {
                isSuspected |= laboratory
                        .detector(truth, observed.windowPolls())
                        .observe(now, known.get().lastTransferOffset().orElse(0), truth.lag());
            }
        }
        return isSuspected;
    }

    private static Optional<Partition> partition(Task task, ActualPartitionState truth) {
        return task.topics().stream()
                .flatMap(List::stream)
                .filter(topic -> topic.name().equals(truth.topic()))
                .flatMap(topic -> topic.partitions().stream())
                .filter(partition -> partition.id() == truth.partition())
                .findFirst();
    }

    private void compare(Partition partition, ActualPartitionState truth, Interpolation comparison, long now) {
        comparison.observe(now, partition.logEndOffset().orElseThrow());
        double compared = comparison.seconds(partition.lastTransferOffset().orElseThrow(), now);
        countOddities(compared);
        truth.untilLoss().ifPresent(left -> compareMargin(partition, left));
        if (truth.untilLoss().filter(Duration::isZero).isPresent()) {
            return; // retention has deleted the oldest message, whose age no longer counts
        }
        LagTime age = partition.lagTime().orElseThrow();
        double real = truth.oldestAge().toMillis() / 1000.0;
        if (age.isLowerBound()) {
            bounds++;
            wrong += age.seconds() > real ? 1 : 0;
        } else if (truth.lag() == 0) {
            wrong += age.seconds() > 0 ? 1 : 0;
        } else {
            errors.add(age.seconds() - real);
            if (Double.isFinite(compared)) {
                comparedErrors.add(age.seconds() - real);
                comparisonErrors.add(compared - real);
            }
        }
    }

    /** The margin's error is relative to the true one, or to one poll interval if that is longer. */
    private void compareMargin(Partition partition, Duration left) {
        OptionalDouble margin = partition.retentionMarginSeconds();
        if (margin.isEmpty()) {
            unknownMargins++;
            return;
        }
        double real = left.toMillis() / 1000.0;
        margins.add((margin.getAsDouble() - real) / Math.max(real, (double) Laboratory.INTERVAL.toSeconds()));
    }

    /**
     * Where lag has just begun or ended, the values of Cloud Eye still show what was before: that may only last as long as they are
     * late. Elsewhere the difference is an error.
     */
    private void compare(CloudEyeReading reading, List<ActualPartitionState> truths) {
        LagTime age = reading.lagTime().orElseThrow();
        double real = oldestSeconds(truths);
        if (age.isLowerBound()) {
            bounds++;
        } else if (real > 0 && age.seconds() > 0) {
            errors.add(age.seconds() - real);
        }
        boolean isLate = (real > 0) != (age.seconds() > 0) && Math.abs(age.seconds() - real) > allowedSeconds();
        latePolls = isLate ? latePolls + 1 : 0;
        mostLatePolls = Math.max(mostLatePolls, latePolls);
    }

    private static double oldestSeconds(List<ActualPartitionState> truths) {
        return truths.stream()
                        .mapToLong(truth -> truth.oldestAge().toMillis())
                        .max()
                        .orElseThrow()
                / 1000.0;
    }

    private void countOddities(double compared) {
        nan += Double.isNaN(compared) ? 1 : 0;
        infinite += Double.isInfinite(compared) ? 1 : 0;
        negative += compared < 0 && Double.isFinite(compared) ? 1 : 0;
    }

    void end() {
        detections.end();
        comparisonDetections.end();
    }

    Trial trial() {
        return trial;
    }

    Case observed() {
        return observed;
    }

    /** Errors of the exact answers of the exporter, where something waits. */
    Errors errors() {
        return errors;
    }

    /** Errors of the exact answers of the exporter at which the comparison is finite, too. */
    Errors comparedErrors() {
        return comparedErrors;
    }

    /** Errors of the finite answers of the comparison, at the same polls. */
    Errors comparisonErrors() {
        return comparisonErrors;
    }

    /** Errors of the time to breach, and wrong predictions. */
    Breaches breaches() {
        return breaches;
    }

    /** Errors of the retention margin, as shares of the true one. */
    Errors margins() {
        return margins;
    }

    /** The largest error of a replication that is promised: two points and the delay of Cloud Eye. */
    double allowedSeconds() {
        return (double) Laboratory.INTERVAL.multipliedBy(2).plus(trial.cloud().cloudEyeDelay()).toSeconds();
    }

    /** The most polls in a row that missed the beginning or the end of lag by more than that. */
    int mostLatePolls() {
        return mostLatePolls;
    }

    /** Partitions with lag whose margin the exporter did not know. */
    int unknownMargins() {
        return unknownMargins;
    }

    /** True if the other one has the same errors, bounds and judgements. */
    boolean isLike(CaseResult other) {
        return errors.areLike(other.errors)
                && bounds == other.bounds
                && wrong == other.wrong
                && polls.equals(other.polls);
    }

    /** Answers that were lower bounds. */
    int bounds() {
        return bounds;
    }

    /** Lower bounds above the truth, and seconds where nothing waits. */
    int wrong() {
        return wrong;
    }

    /** Answers of the comparison that were no number. */
    int nan() {
        return nan;
    }

    /** Infinite answers of the comparison. */
    int infinite() {
        return infinite;
    }

    /** Finite but negative answers of the comparison. */
    int negative() {
        return negative;
    }

    /** Polls at which that was said. */
    int polls(Health health) {
        return polls.getOrDefault(health, 0);
    }

    Detections detections() {
        return detections;
    }

    /** Stalls that the phi accrual detector suspected. */
    Detections comparisonDetections() {
        return comparisonDetections;
    }
}
