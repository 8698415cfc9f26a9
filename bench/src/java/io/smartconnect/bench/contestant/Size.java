package io.smartconnect.bench.contestant;

import io.smartconnect.simulator.scenario.Scenario;
import java.util.List;

/**
 * How much an exporter polls.
 *
 * @param tasks of each instance
 * @param partitionsPerTask of the one topic of each task
 */
public record Size(int instances, int tasks, int partitionsPerTask) {

    public static final Size THOUSAND = new Size(1, 10, 100);
    public static final Size TEN_THOUSAND = new Size(10, 10, 100);
    public static final Size THIRTY_SIX_THOUSAND = new Size(20, 18, 100);
    public static final Size HUNDRED_THOUSAND = new Size(50, 20, 100);

    /** From the smallest to the largest, with 100 partitions in each task. */
    public static final List<Size> ALL = List.of(THOUSAND, TEN_THOUSAND, THIRTY_SIX_THOUSAND, HUNDRED_THOUSAND);

    /** Ten thousand partitions of one instance in this number of tasks. */
    public static Size tenThousandIn(int tasks) {
        return new Size(1, tasks, TEN_THOUSAND.partitions() / tasks);
    }

    public int allTasks() {
        return instances * tasks;
    }

    public int partitions() {
        return allTasks() * partitionsPerTask;
    }

    public Scenario scenario() {
        return Scenario.large(instances, tasks, partitionsPerTask);
    }
}
