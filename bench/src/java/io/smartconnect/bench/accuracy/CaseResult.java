package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.simulator.model.Truth;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the exporter and the comparison said of one task over a trial, against the truth. */
final class CaseResult {

    private final String trial;
    private final Case observed;
    private final Errors errors = new Errors();
    private final Errors comparisonErrors = new Errors();
    private final Map<Health, Integer> polls = new EnumMap<>(Health.class);
    private final Detections detections;
    private int bounds;
    private int wrong;
    private int nan;
    private int infinite;
    private int negative;

    CaseResult(String trial, Case observed) {
        this.trial = trial;
        this.observed = observed;
        this.detections = new Detections(observed);
    }

    /** Takes in one poll; {@code truths} are those of this task at the very moment of the poll. */
    void observe(Laboratory laboratory, Instant now, Task task, List<Truth> truths) {
        TaskProgress progress = task.progress().orElseThrow();
        Health health = progress.judgement().health();
        polls.merge(health, 1, Integer::sum);
        detections.observe(laboratory.sinceStart().toMillis(), health == Health.STALLED);
        if (progress.asOf().equals(now)) {
            for (Truth truth : truths) {
                partition(task, truth)
                        .ifPresent(partition ->
                                compare(partition, truth, laboratory.comparison(truth), now.toEpochMilli()));
            }
        }
    }

    private static Optional<Partition> partition(Task task, Truth truth) {
        return task.topics().stream()
                .flatMap(List::stream)
                .filter(topic -> topic.name().equals(truth.topic()))
                .flatMap(topic -> topic.partitions().stream())
                .filter(partition -> partition.id() == truth.partition())
                .findFirst();
    }

    private void compare(Partition partition, Truth truth, Interpolation comparison, long now) {
        comparison.observe(now, partition.logEndOffset().orElseThrow());
        double compared = comparison.seconds(partition.lastTransferOffset().orElseThrow(), now);
        countOddities(compared);
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
                comparisonErrors.add(compared - real);
            }
        }
    }

    private void countOddities(double compared) {
        nan += Double.isNaN(compared) ? 1 : 0;
        infinite += Double.isInfinite(compared) ? 1 : 0;
        negative += compared < 0 && Double.isFinite(compared) ? 1 : 0;
    }

    void end() {
        detections.end();
    }

    String trial() {
        return trial;
    }

    Case observed() {
        return observed;
    }

    /** Errors of the exact answers of the exporter, where something waits. */
    Errors errors() {
        return errors;
    }

    /** Errors of the finite answers of the comparison, at the same polls. */
    Errors comparisonErrors() {
        return comparisonErrors;
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
}
