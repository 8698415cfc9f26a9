package io.smartconnect.exporter.snapshot;

/**
 * Facts about a task that do not change while it runs. A fact that is unknown or does not apply is empty.
 *
 * @param sourceType for example {@code KAFKA_REPLICATOR_SOURCE}
 * @param sinkType for example {@code OBS_SINK}
 * @param topics comma-separated topics
 * @param topicsRegex the pattern that selects topics, where a task has one
 * @param source where the data come from, as a URI; empty for this instance itself
 * @param destination where they go, as a URI; empty for this instance itself
 * @param direction {@code pull}, {@code push} or {@code two-way}; replication only
 * @param consumerStrategy {@code earliest} or {@code latest}
 */
public record TaskInfo(
        String sourceType,
        String sinkType,
        String topics,
        String topicsRegex,
        String source,
        String destination,
        String direction,
        String consumerStrategy) {}
