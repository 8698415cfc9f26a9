package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.simulator.model.ActualPartitionState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Some tasks watched over a simulated time.
 *
 * @param name what is done to all of them
 */
record Trial(String name, List<Case> cases, Laboratory.Cloud cloud, Disturbance disturbance) {

    /** In a cloud with the dump API and without Cloud Eye. */
    Trial(String name, List<Case> cases, Disturbance disturbance) {
        this(name, cases, Laboratory.Cloud.USUAL, disturbance);
    }

    /** Polls have their place in the interval, and begin up to a second late. */
    private static final Duration PLACE = Duration.ofSeconds(17);

    private static final int LATEST_MILLIS = 1_000;

    /** Polls so often; {@code progress} is told the number of each poll. */
    List<CaseResult> run(int polls, IntConsumer progress) {
        List<CaseResult> results =
                cases.stream().map(each -> new CaseResult(this, each)).toList();
        Random random = new Random(1);
        try (Laboratory laboratory = new Laboratory(cases, cloud)) {
            for (int poll = 0; poll < polls; poll++) {
                laboratory.turn(moment(poll, random).minus(laboratory.sinceStart()));
                disturbance.before(poll, laboratory);
                if (laboratory.isExporterRunning()) {
                    observe(laboratory, results);
                }
                progress.accept(poll);
            }
        }
        results.forEach(CaseResult::end);
        return results;
    }

    private static Duration moment(int poll, Random random) {
        return Laboratory.INTERVAL.multipliedBy(poll).plus(PLACE).plusMillis(random.nextInt(LATEST_MILLIS));
    }

    private static void observe(Laboratory laboratory, List<CaseResult> results) {
        Snapshot snapshot = laboratory.poll();
        Map<String, Task> tasks = snapshot.instances().stream()
                .flatMap(instance -> instance.tasks().stream())
                .collect(Collectors.toMap(Task::id, Function.identity()));
        Map<String, List<ActualPartitionState>> truths =
                laboratory.cloud().truths().stream().collect(Collectors.groupingBy(ActualPartitionState::taskId));
        for (CaseResult result : results) {
            Task task = tasks.get(result.observed().name());
            if (task != null) {
                result.observe(laboratory, snapshot.taken(), task, truths.getOrDefault(task.id(), List.of()));
            }
        }
    }
}
