package io.smartconnect.exporter.snapshot.task;

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
        String consumerStrategy) {

    /** The work of the task. */
    public TaskKind kind() {
        return TaskKind.of(sourceType, sinkType);
    }

    /** True for a replication from its peer to this instance. */
    public boolean isPull() {
        return direction.equals("pull");
    }

    /** True for a replication in both directions. */
    public boolean isTwoWay() {
        return direction.equals("two-way");
    }

    /** These facts, and from {@code other} those that are unknown here. A pattern of topics is as good as their names. */
    TaskInfo completedBy(TaskInfo other) {
        boolean topicsKnown = !topics.isEmpty() || !topicsRegex.isEmpty();
        return new TaskInfo(
                first(sourceType, other.sourceType),
                first(sinkType, other.sinkType),
                topicsKnown ? topics : other.topics,
                topicsKnown ? topicsRegex : other.topicsRegex,
                first(source, other.source),
                first(destination, other.destination),
                first(direction, other.direction),
                first(consumerStrategy, other.consumerStrategy));
    }

    private static String first(String fact, String otherwise) {
        return fact.isEmpty() ? otherwise : fact;
    }
}
