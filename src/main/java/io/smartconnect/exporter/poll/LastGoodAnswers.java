package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
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
final class LastGoodAnswers {

    /** How long it is believed that something does not exist. */
    static final Duration RARELY = Duration.ofMinutes(10);

    private final Duration staleAfter;
    private final LastGoodAnswer<TaskListing> smartConnect = new LastGoodAnswer<>();
    private final Map<String, LastGoodAnswer<Task>> details = new HashMap<>();
    private LastGoodAnswer<TaskListing> dumps = new LastGoodAnswer<>();
    private InstanceFacts facts;
    private boolean factsKnown;

    /** Nothing but an id, which the configuration or the discovery gave. */
    LastGoodAnswers(String instanceId, Duration staleAfter) {
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
            dumps = new LastGoodAnswer<>();
            details.clear();
        }
        if (!newer.connectorEnabled().equals(facts.connectorEnabled())) {
            smartConnect.askAgain(now);
            dumps.askAgain(now);
        }
        facts = newer;
        factsKnown = true;
    }

    LastGoodAnswer<TaskListing> smartConnect() {
        return smartConnect;
    }

    LastGoodAnswer<TaskListing> dumps() {
        return dumps;
    }

    /** What is remembered of the dump detail of {@code task}. */
    LastGoodAnswer<Task> detail(TaskMerge.Merged task) {
        return details.computeIfAbsent(task.detailId(), first -> new LastGoodAnswer<>());
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
    List<TaskMerge.Merged> detailsToAsk(long now) {
        if (!hasDumps() || dumps.isAbsent()) {
            details.clear();
            return List.of();
        }
        List<TaskMerge.Merged> candidates =
                listed(now).stream().filter(TaskMerge.Merged::mayHaveDetail).toList();
        details.keySet()
                .retainAll(candidates.stream().map(TaskMerge.Merged::detailId).collect(Collectors.toSet()));
        return candidates.stream()
                .filter(task -> task.dumpId().isPresent() || detail(task).isWorthAsking(now))
                .sorted(Comparator.comparingLong(
                                (TaskMerge.Merged task) -> detail(task).age(now))
                        .reversed())
                .toList();
    }

    /** The tasks to serve, by id. */
    List<Task> tasks(long now) {
        return listed(now).stream().map(merged -> withDetail(merged, now)).toList();
    }

    /** Age of the answer that lists the task, in nanoseconds; Smart Connect's where both do. */
    long age(Task task, long now) {
        return (task.apis().contains(ApiFamily.SMART_CONNECT) ? smartConnect : dumps).age(now);
    }

    /** What the listings say about numbers of tasks. */
    Map<ApiFamily, TaskQuota> quotas(long now) {
        Map<ApiFamily, TaskQuota> quotas = new EnumMap<>(ApiFamily.class);
        smartConnect.fresh(staleAfter, now).ifPresent(listing -> quotas.put(ApiFamily.SMART_CONNECT, listing.limits()));
        dumps.fresh(staleAfter, now).ifPresent(listing -> quotas.put(ApiFamily.DUMP, listing.limits()));
        return quotas;
    }

    /** Whether every listing that applies is known, so that no task is missing. */
    boolean isComplete(long now) {
        return factsKnown && isKnown(smartConnect, now) && (!hasDumps() || isKnown(dumps, now));
    }

    private boolean isKnown(LastGoodAnswer<TaskListing> listing, long now) {
        return listing.isKnownAbsent(staleAfter, now)
                || listing.fresh(staleAfter, now).isPresent();
    }

    /** The tasks that the listings name, by id. */
    List<TaskMerge.Merged> listed(long now) {
        return TaskMerge.merge(listed(smartConnect, now), listed(dumps, now));
    }

    private List<Task> listed(LastGoodAnswer<TaskListing> listing, long now) {
        return listing.fresh(staleAfter, now).map(TaskListing::tasks).orElse(List.of());
    }

    private Task withDetail(TaskMerge.Merged merged, long now) {
        return Optional.ofNullable(details.get(merged.detailId()))
                .flatMap(detail -> detail.fresh(staleAfter, now))
                .map(merged.task()::withDetail)
                .orElse(merged.task());
    }
}
