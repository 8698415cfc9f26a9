package io.smartconnect.exporter.metrics.catalogue;

/** The finest level of which progress is exposed. */
public enum Granularity {
    /** A series for each partition. */
    PARTITION,
    /** A series for each topic, summed over its partitions. */
    TOPIC,
    /** Sums over the task alone. */
    TASK
}
