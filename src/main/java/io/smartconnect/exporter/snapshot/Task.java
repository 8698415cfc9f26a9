package io.smartconnect.exporter.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One task of an instance, merged from every listing that names it.
 *
 * @param id the Smart Connect id, or else the dump task's
 * @param name its name; empty when unknown
 * @param apis the listings that name it
 * @param status the cloud's word, for example {@code RUNNING}; an open set
 * @param created when it was created
 * @param deliverIntervalSeconds seconds between two dumps to OBS; only dumps have one
 * @param workers {@code task_num} of a Kafka replication; only replications have one
 * @param info its static facts
 * @param topics per-partition progress, each topic once, by name; absent when no dump detail is known
 */
public record Task(
        String id,
        String name,
        Set<Api> apis,
        Optional<String> status,
        Optional<Instant> created,
        OptionalLong deliverIntervalSeconds,
        OptionalLong workers,
        TaskInfo info,
        Optional<List<Topic>> topics) {

    public Task {
        apis = Set.copyOf(apis);
        topics = topics.map(List::copyOf);
    }
}
