package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.health.tracking.TaskTrackers;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.ListingMerge;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskKind;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The facts of one instance, and the last good answer to each request of its polls. The exporter serves the merge of all answers
 * that are not stale.
 */
final class LastGoodAnswers {

    /** Time for which the cloud's answer that something does not exist is believed. */
    static final Duration RARELY = Duration.ofMinutes(10);

    /** Two listings and their merge, which a poll needs several times. */
    private record Merge(List<Task> smartConnect, List<Task> dumps, List<ListingMerge.Merged> tasks) {

        boolean isOf(List<Task> otherSmartConnect, List<Task> otherDumps) {
            return smartConnect.equals(otherSmartConnect) && dumps.equals(otherDumps);
        }
    }

    private Duration staleAfter;
    private final LastGoodAnswer<TaskListing> smartConnect = new LastGoodAnswer<>();
    private final Map<String, LastGoodAnswer<Task>> details = new HashMap<>();
    private LastGoodAnswer<TaskListing> dumps = new LastGoodAnswer<>();
    private Merge merge = new Merge(List.of(), List.of(), List.of());
    private InstanceFacts facts;
    private boolean factsKnown;

    /** The state before the first answer: only an id. */
    LastGoodAnswers(String instanceId, Duration staleAfter) {
        this.staleAfter = staleAfter;
        this.facts = InstanceFacts.unknown(instanceId);
    }

    /** Changes the age at which an answer is stale. */
    void staleAfter(Duration newStaleAfter) {
        staleAfter = newStaleAfter;
    }

    InstanceFacts facts() {
        return facts;
    }

    /**
     * Takes in new facts. Another connector is another dump API, so the answers of the old one are dropped, late ones included.
     * After a change, absent listings are requested again. Returns true if the facts changed.
     */
    boolean learn(InstanceFacts newer, long now) {
        boolean isNews = !factsKnown || !newer.equals(facts);
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
        return isNews;
    }

    /** The facts of an instance of {@code target}, as they are served. */
    InstanceInfo info(TargetSettings target) {
        return new InstanceInfo(
                facts.id(),
                facts.name(),
                target.name(),
                target.region(),
                target.projectId(),
                facts.engineVersion(),
                facts.status());
    }

    LastGoodAnswer<TaskListing> smartConnect() {
        return smartConnect;
    }

    LastGoodAnswer<TaskListing> dumps() {
        return dumps;
    }

    /** The last good answer about the offsets of {@code task}. */
    LastGoodAnswer<Task> detail(ListingMerge.Merged task) {
        return details.computeIfAbsent(task.detailId(), first -> new LastGoodAnswer<>());
    }

    /** True if this instance has a dump API. */
    boolean hasDumps() {
        return !facts.connectorId().isEmpty();
    }

    /** The connector whose dump API may have details; absent if there is none, or if the cloud has no such API. */
    Optional<String> dumpConnector() {
        return hasDumps() && !dumps.isAbsent() ? Optional.of(facts.connectorId()) : Optional.empty();
    }

    /** The tasks that have offsets, oldest answer first. Drops the answers about tasks that are gone. */
    List<ListingMerge.Merged> tasksWithOffsets(long now) {
        List<ListingMerge.Merged> tasks =
                listed(now).stream().filter(ListingMerge.Merged::mayHaveDetail).toList();
        if (dumpConnector().isEmpty()) {
            details.values()
                    .forEach(detail -> detail.dropIf(task -> task.lagSource().equals(Optional.of(LagSource.DUMP))));
        }
        details.keySet()
                .retainAll(tasks.stream().map(ListingMerge.Merged::detailId).collect(Collectors.toSet()));
        return tasks.stream()
                .sorted(Comparator.comparingLong(
                                (ListingMerge.Merged task) -> detail(task).age(now))
                        .reversed())
                .toList();
    }

    /** The tasks to serve, by id. */
    List<Task> tasks(long now) {
        return listed(now).stream().map(merged -> withDetail(merged, now)).toList();
    }

    /** The replications among the tasks. */
    List<Task> replications(long now) {
        return tasks(now).stream().filter(LastGoodAnswers::isReplication).toList();
    }

    /** True if there is a replication. */
    boolean hasReplications(long now) {
        return listed(now).stream().anyMatch(merged -> isReplication(merged.task()));
    }

    private static boolean isReplication(Task task) {
        return task.info().kind() == TaskKind.REPLICATE;
    }

    /** The names of the topics of all tasks. */
    Set<String> topics(long now) {
        return tasks(now).stream()
                .flatMap(task -> task.topics().stream().flatMap(List::stream))
                .map(Topic::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The tasks that the listings name, with the age of the answer that lists each; Smart Connect's if both do. */
    List<TaskTrackers.Listed> listedWithAge(long now) {
        return listed(now).stream()
                .map(ListingMerge.Merged::task)
                .map(task -> new TaskTrackers.Listed(task, listing(task).age(now)))
                .toList();
    }

    private LastGoodAnswer<TaskListing> listing(Task task) {
        return ApiFamily.listing(task.apis()) == ApiFamily.SMART_CONNECT ? smartConnect : dumps;
    }

    /** The numbers of tasks that the listings report. */
    Map<ApiFamily, TaskQuota> quotas(long now) {
        Map<ApiFamily, TaskQuota> quotas = new EnumMap<>(ApiFamily.class);
        smartConnect.fresh(staleAfter, now).ifPresent(listing -> quotas.put(ApiFamily.SMART_CONNECT, listing.limits()));
        dumps.fresh(staleAfter, now).ifPresent(listing -> quotas.put(ApiFamily.DUMP, listing.limits()));
        return quotas;
    }

    /** True if every listing that applies is known, so that no task is missing. */
    boolean isComplete(long now) {
        return knownListings(now).containsAll(EnumSet.allOf(ApiFamily.class));
    }

    /** The listings that are known, or do not apply to the instance. */
    Set<ApiFamily> knownListings(long now) {
        Set<ApiFamily> known = EnumSet.noneOf(ApiFamily.class);
        if (isKnown(smartConnect, now)) {
            known.add(ApiFamily.SMART_CONNECT);
        }
        if (factsKnown && (!hasDumps() || isKnown(dumps, now))) {
            known.add(ApiFamily.DUMP);
        }
        return known;
    }

    /** The number of answers that are not stale. While it is the same, time alone has changed nothing that these answers say. */
    int fresh(long now) {
        int fresh = (isKnown(smartConnect, now) ? 1 : 0) + (isKnown(dumps, now) ? 1 : 0);
        for (LastGoodAnswer<Task> detail : details.values()) {
            fresh += detail.fresh(staleAfter, now).isPresent() ? 1 : 0;
        }
        return fresh;
    }

    private boolean isKnown(LastGoodAnswer<TaskListing> listing, long now) {
        return listing.isKnownAbsent(staleAfter, now)
                || listing.fresh(staleAfter, now).isPresent();
    }

    /** The tasks that the listings name, by id. */
    List<ListingMerge.Merged> listed(long now) {
        List<Task> ofSmartConnect = listed(smartConnect, now);
        List<Task> ofDumps = listed(dumps, now);
        if (!merge.isOf(ofSmartConnect, ofDumps)) {
            merge = new Merge(ofSmartConnect, ofDumps, ListingMerge.merge(ofSmartConnect, ofDumps));
        }
        return merge.tasks;
    }

    private List<Task> listed(LastGoodAnswer<TaskListing> listing, long now) {
        return listing.fresh(staleAfter, now).map(TaskListing::tasks).orElse(List.of());
    }

    private Task withDetail(ListingMerge.Merged merged, long now) {
        return Optional.ofNullable(details.get(merged.detailId()))
                .flatMap(detail -> detail.fresh(staleAfter, now))
                .map(merged.task()::withDetail)
                .orElse(merged.task());
    }
}
