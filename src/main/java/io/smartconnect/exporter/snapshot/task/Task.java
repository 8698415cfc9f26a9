package io.smartconnect.exporter.snapshot.task;

import io.smartconnect.exporter.snapshot.progress.LagTotal;
import io.smartconnect.exporter.snapshot.progress.Topic;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A task of an instance, merged from all listings that name it.
 *
 * @param id the Smart Connect id, or else the dump task's
 * @param name its name; empty when unknown
 * @param apis the listings that name it
 * @param status the cloud's word, for example {@code RUNNING}; an open set
 * @param created its time of creation
 * @param deliverIntervalSeconds seconds between two dumps to OBS; only dumps have one
 * @param workers {@code task_num} of a Kafka replication; only replications have one
 * @param info its static facts
 * @param lagSource the source of its lag; absent when none knows it
 * @param topics per-partition progress, each topic once, by name; absent when no source has offsets
 * @param cloudEye its values in Cloud Eye; absent when Cloud Eye does not know it
 * @param configuration every field of its item in the listing that somebody has set, as text by its dotted path,
 *     without secrets
 * @param progress its judgement and counters; absent before the first judgement
 */
public record Task(
        String id,
        String name,
        Set<ApiFamily> apis,
        Optional<String> status,
        Optional<Instant> created,
        OptionalLong deliverIntervalSeconds,
        OptionalLong workers,
        TaskInfo info,
        Optional<LagSource> lagSource,
        Optional<List<Topic>> topics,
        Optional<CloudEyeReading> cloudEye,
        Map<String, String> configuration,
        Optional<TaskProgress> progress) {

    public Task {
        apis = Set.copyOf(apis);
        topics = topics.map(List::copyOf);
        configuration = Map.copyOf(configuration);
    }

    /** Its lag: by its offsets, or else as Cloud Eye reports it. It is computed at each call. */
    public LagTotal lag() {
        return topics.map(LagTotal::of)
                .or(() -> cloudEye.map(reading -> LagTotal.reported(reading.waitingMessages(), reading.lagTime())))
                .orElseGet(() -> LagTotal.of(List.of()));
    }

    /** This task with the configuration {@code settings}. */
    public Task with(Map<String, String> settings) {
        return with(lagSource, topics, cloudEye, settings, progress);
    }

    /** This task with its judgement and counters. */
    public Task with(TaskProgress known) {
        return with(lagSource, topics, cloudEye, configuration, Optional.of(known));
    }

    /** This task with other topics of the same source. */
    public Task withTopics(List<Topic> watched) {
        return with(lagSource, Optional.of(watched), cloudEye, configuration, progress);
    }

    /** This task with topics that {@code source} knows. */
    public Task withTopics(List<Topic> read, LagSource source) {
        return with(Optional.of(source), Optional.of(read), cloudEye, configuration, progress);
    }

    /** This task with its values in Cloud Eye. */
    public Task with(CloudEyeReading reading) {
        return with(Optional.of(LagSource.CLOUD_EYE), topics, Optional.of(reading), configuration, progress);
    }

    private Task with(
            Optional<LagSource> newSource,
            Optional<List<Topic>> newTopics,
            Optional<CloudEyeReading> newReading,
            Map<String, String> newConfiguration,
            Optional<TaskProgress> newProgress) {
        return new Task(
                id,
                name,
                apis,
                status,
                created,
                deliverIntervalSeconds,
                workers,
                info,
                newSource,
                newTopics,
                newReading,
                newConfiguration,
                newProgress);
    }

    /** This task, completed by {@code other}, the same task in another listing, where this one has no value. */
    public Task completedBy(Task other) {
        Set<ApiFamily> both = EnumSet.copyOf(apis);
        both.addAll(other.apis);
        return new Task(
                id,
                name.isEmpty() ? other.name : name,
                both,
                status.or(other::status),
                created.or(other::created),
                first(deliverIntervalSeconds, other.deliverIntervalSeconds),
                first(workers, other.workers),
                info.completedBy(other.info),
                lagSource.or(other::lagSource),
                topics.or(other::topics),
                cloudEye.or(other::cloudEye),
                configuration.isEmpty() ? other.configuration : configuration,
                progress);
    }

    /**
     * This task with the lag source and topics of an answer with its offsets, and the deliver interval if the answer has one. The answer's
     * other facts fill in those that this task lacks.
     */
    public Task withDetail(Task detail) {
        Task known = completedBy(detail);
        return new Task(
                id,
                known.name,
                apis,
                known.status,
                known.created,
                first(detail.deliverIntervalSeconds, deliverIntervalSeconds),
                known.workers,
                known.info,
                detail.lagSource,
                detail.topics,
                cloudEye,
                configuration,
                progress);
    }

    private static OptionalLong first(OptionalLong number, OptionalLong otherwise) {
        return number.isPresent() ? number : otherwise;
    }
}
