package io.smartconnect.exporter.metrics.catalogue;

/** How finely progress is exposed. */
public enum Granularity {
    /** A series for each partition. */
    PARTITION,
    /** A series for each topic, summed over its partitions. */
    TOPIC,
    /** Only sums over a whole task. */
    TASK
}
