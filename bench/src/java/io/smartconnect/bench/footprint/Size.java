package io.smartconnect.bench.footprint;

import io.smartconnect.simulator.Scenario;

/** How many partitions an exporter polls, and the heap that docs/sizing.md recommends for them. */
enum Size {
    THOUSAND(1, 10, 48),
    TEN_THOUSAND(10, 10, 160),
    THIRTY_SIX_THOUSAND(20, 18, 512),
    HUNDRED_THOUSAND(50, 20, 1_280);

    private static final int PARTITIONS_PER_TASK = 100;

    private final int instances;
    private final int tasksPerInstance;
    private final int heapMebibytes;

    Size(int instances, int tasksPerInstance, int heapMebibytes) {
        this.instances = instances;
        this.tasksPerInstance = tasksPerInstance;
        this.heapMebibytes = heapMebibytes;
    }

    int partitions() {
        return instances * tasksPerInstance * PARTITIONS_PER_TASK;
    }

    /** The JVM flag that limits the heap. */
    String heapFlag() {
        return "-Xmx" + heapMebibytes + "m";
    }

    Scenario scenario() {
        return Scenario.large(instances, tasksPerInstance, PARTITIONS_PER_TASK);
    }
}
