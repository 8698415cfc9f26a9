package io.smartconnect.bench.scale;

/**
 * The number of instances of a cloud, all of them alike.
 *
 * @param tasks OBS dumps of each instance
 * @param partitions of the one topic of each task
 */
record CloudSize(int instances, int tasks, int partitions) {

    /** An instance of average size: 12 tasks of 5 partitions. */
    static CloudSize of(int instances) {
        return new CloudSize(instances, 12, 5);
    }

    int allTasks() {
        return instances * tasks;
    }

    int allPartitions() {
        return allTasks() * partitions;
    }
}
