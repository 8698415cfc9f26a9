package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.dms.InstanceFacts;
import io.smartconnect.exporter.dms.TaskListing;
import io.smartconnect.exporter.snapshot.Api;
import io.smartconnect.exporter.snapshot.Limits;
import io.smartconnect.exporter.snapshot.Task;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known of one instance: its facts, and the last good answer to each question that its polls ask. What is served
 * is always the merge of those answers that are not too old.
 */
final class Knowledge {

    /** How long it is believed that something does not exist. */
    static final Duration RARELY = Duration.ofMinutes(10);

    private final Duration staleAfter;
    private final Memory<TaskListing> smartConnect = new Memory<>();
    private final Map<String, Memory<Task>> details = new HashMap<>();
    private Memory<TaskListing> dumps = new Memory<>();
    private InstanceFacts facts;
    private boolean factsKnown;

    /** Nothing but an id, which the configuration or the discovery gave. */
    Knowledge(String instanceId, Duration staleAfter) {
        this.staleAfter = staleAfter;
        this.facts = InstanceFacts.unknown(instanceId);
    }

    InstanceFacts facts() {
        return facts;
    }

    /**
     * Takes in new facts. Another connector is another dump API, with new memories, so that a late answer of the old one does
     * no harm. What was absent may have come with either switch.
     */
    void learn(InstanceFacts newer, long now) {
        if (!newer.connectorId().equals(facts.connectorId())) {
            smartConnect.askAgain(now);
            dumps = new Memory<>();
            details.clear();
        }
        if (!newer.connectorEnabled().equals(facts.connectorEnabled())) {
            smartConnect.askAgain(now);
            dumps.askAgain(now);
        }
        facts = newer;
        factsKnown = true;
    }

    Memory<TaskListing> smartConnect() {
        return smartConnect;
    }

    Memory<TaskListing> dumps() {
        return dumps;
    }

    /** What is remembered of the dump detail of {@code task}. */
    Memory<Task> detail(Tasks.Merged task) {
        return details.computeIfAbsent(task.detailId(), first -> new Memory<>());
    }

    /** Whether this instance has a dump API. */
    boolean hasDumps() {
        return !facts.connectorId().isEmpty();
    }

    /**
     * The tasks whose detail is worth asking for: all that the dump API lists, although one may just be too young for a
     * detail, and others unless there was no such dump task lately. Those with the oldest answers come first. What is
     * remembered of tasks that are gone is dropped.
     */
    List<Tasks.Merged> detailsToAsk(long now) {
        if (!hasDumps() || dumps.isAbsent()) {
            details.clear();
            return List.of();
        }
        List<Tasks.Merged> candidates =
                listed(now).stream().filter(Tasks.Merged::mayHaveDetail).toList();
        details.keySet()
                .retainAll(candidates.stream().map(Tasks.Merged::detailId).collect(Collectors.toSet()));
        return candidates.stream()
                .filter(task -> task.dumpId().isPresent() || detail(task).isWorthAsking(now))
                .sorted(Comparator.comparingLong(
                                (Tasks.Merged task) -> detail(task).age(now))
                        .reversed())
                .toList();
    }

    /** The tasks to serve, by id. */
    List<Task> tasks(long now) {
        return listed(now).stream().map(merged -> withDetail(merged, now)).toList();
    }

    /** Age of the answer that lists the task, in nanoseconds; Smart Connect's where both do. */
    long age(Task task, long now) {
        return (task.apis().contains(Api.SMART_CONNECT) ? smartConnect : dumps).age(now);
    }

    /** What the listings say about numbers of tasks. */
    Map<Api, Limits> limits(long now) {
        Map<Api, Limits> limits = new EnumMap<>(Api.class);
        smartConnect.fresh(staleAfter, now).ifPresent(listing -> limits.put(Api.SMART_CONNECT, listing.limits()));
        dumps.fresh(staleAfter, now).ifPresent(listing -> limits.put(Api.DUMP, listing.limits()));
        return limits;
    }

    /** Whether every listing that applies is known, so that no task is missing. */
    boolean isComplete(long now) {
        return factsKnown && isKnown(smartConnect, now) && (!hasDumps() || isKnown(dumps, now));
    }

    private boolean isKnown(Memory<TaskListing> listing, long now) {
        return listing.isKnownAbsent(staleAfter, now)
                || listing.fresh(staleAfter, now).isPresent();
    }

    /** The tasks that the listings name, by id. */
    List<Tasks.Merged> listed(long now) {
        return Tasks.merge(listed(smartConnect, now), listed(dumps, now));
    }

    private List<Task> listed(Memory<TaskListing> listing, long now) {
        return listing.fresh(staleAfter, now).map(TaskListing::tasks).orElse(List.of());
    }

    private Task withDetail(Tasks.Merged merged, long now) {
        return Optional.ofNullable(details.get(merged.detailId()))
                .flatMap(detail -> detail.fresh(staleAfter, now))
                .map(merged.task()::withDetail)
                .orElse(merged.task());
    }
}
