package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.kafka.GroupOffsets;
import io.smartconnect.exporter.cloud.kafka.KafkaResources;
import io.smartconnect.exporter.lag.TaskTopics;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.ListingMerge;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer groups of the OBS dumps of one instance: one request per task whose group is known, and a search of the groups for the
 * others. A group that does not exist is no failure: Kafka Connect creates it with the first commit.
 */
public final class ConsumerGroups implements OffsetSource {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerGroups.class);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LATER_PAUSE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_SEARCHES = Duration.ofMinutes(1);

    /** A group found by its topics is only a guess: an exact name that appears later is better. */
    private static final Duration GUESS_LIFE = Duration.ofMinutes(10);

    /** The most groups whose topics are compared with those of a task. If there are more, none is used. */
    private static final int MOST_CANDIDATES = 10;

    /** A group that exists. */
    private record ExistingGroup(String name, GroupOffsets offsets) {}

    /** The state of the search for the group of a task, as long as its name and topics stay the same. */
    private static final class Memory {
        private final List<String> facts;
        private @Nullable String group;
        private boolean isGuess;
        private boolean problemLogged;
        private long resolvedAt;
        private Duration pause = Duration.ZERO;

        Memory(List<String> facts) {
            this.facts = facts;
        }

        void learn(Optional<ExistingGroup> found, List<String> exactNames, long started) {
            resolvedAt = group == null || found.isEmpty() ? started : resolvedAt;
            group = found.map(ExistingGroup::name).orElse(null);
            isGuess = group != null && !exactNames.contains(group);
            pause = found.isPresent() ? Duration.ZERO : pause.isZero() ? FIRST_PAUSE : LATER_PAUSE;
        }
    }

    private final String instanceId;
    private final KafkaResources kafka;
    private final GroupNames names;
    private final TimeSource time;
    private final ApiAvailability groups;
    private final ApiAvailability listing;
    private final Map<String, Memory> byTaskId = new HashMap<>();
    private Collection<ListingMerge.Merged> tasks = List.of();
    private @Nullable Map<String, String> ownersOfExactNames;
    private @Nullable Future<List<String>> search;
    private long searchedAt;

    /**
     * The groups of one instance.
     *
     * @param patterns configured patterns of their names, in order of preference
     */
    public ConsumerGroups(String instanceId, KafkaResources kafka, List<String> patterns, TimeSource time) {
        this.instanceId = instanceId;
        this.kafka = kafka;
        this.names = new GroupNames(patterns);
        this.time = time;
        this.groups = new ApiAvailability(time);
        this.listing = new ApiAvailability(time);
    }

    @Override
    public LagSource name() {
        return LagSource.CONSUMER_GROUP;
    }

    @Override
    public boolean mayKnow(ListingMerge.Merged task) {
        if (!task.mayHaveDetail() || !groups.isOpen()) {
            return false;
        }
        Memory memory = memory(task.task());
        return (memory.pause.isZero() || PollIntervals.isOver(memory.pause, memory.resolvedAt, time))
                && (memory.group != null || !hasSearchJustFailed());
    }

    @Override
    public Future<Optional<Task>> read(ListingMerge.Merged merged, RequestContext scope) {
        Task task = merged.task();
        Memory memory = memory(task);
        long started = time.nanos();
        return find(task, memory, scope)
                .onSuccess(found -> memory.learn(found, names.exact(task), started))
                .map(found -> found.map(group -> withOffsets(task, group.offsets)));
    }

    @Override
    public boolean isPartlyDenied() {
        return !listing.isOpen() && listing.denial().isPresent();
    }

    @Override
    public void retain(Collection<ListingMerge.Merged> present) {
        tasks = List.copyOf(present);
        ownersOfExactNames = null;
        byTaskId.keySet()
                .retainAll(present.stream().map(each -> each.task().id()).collect(Collectors.toSet()));
    }

    private Memory memory(Task task) {
        List<String> facts =
                List.of(task.name(), task.info().topics(), task.info().topicsRegex());
        return byTaskId.compute(
                task.id(), (id, before) -> before == null || !before.facts.equals(facts) ? new Memory(facts) : before);
    }

    private Future<Optional<ExistingGroup>> find(Task task, Memory memory, RequestContext scope) {
        String known = memory.group;
        if (known != null && !isDoubtful(known, memory, task)) {
            return show(known, scope);
        }
        if (known != null) {
            memory.resolvedAt = time.nanos();
        }
        return resolve(task, memory, scope);
    }

    private boolean isDoubtful(String group, Memory memory, Task task) {
        boolean isOld =
                listing.isOpen() && !hasSearchJustFailed() && PollIntervals.isOver(GUESS_LIFE, memory.resolvedAt, time);
        return memory.isGuess && (isOld || isOfAnotherTask(group, task));
    }

    /** True if the group is remembered for another task, or has an exact name of one. */
    private boolean isOfAnotherTask(String group, Task task) {
        String owner = ownersOfExactNames().getOrDefault(group, task.id());
        return !owner.equals(task.id())
                || byTaskId.entrySet().stream()
                        .anyMatch(each -> group.equals(each.getValue().group)
                                && !each.getKey().equals(task.id()));
    }

    private Map<String, String> ownersOfExactNames() {
        if (ownersOfExactNames == null) {
            ownersOfExactNames = names.owners(tasks.stream().map(ListingMerge.Merged::task));
        }
        return ownersOfExactNames;
    }

    /** The offsets of the task's own topics: a group may keep those of topics that the task no longer reads. */
    private static Task withOffsets(Task task, GroupOffsets offsets) {
        TaskTopics own = TaskTopics.of(task.info());
        Set<String> names = names(offsets);
        Set<String> read = own.areKnown() ? own.among(names) : names;
        List<Topic> topics = offsets.topics().stream()
                .filter(topic -> read.contains(topic.name()))
                .toList();
        return task.withTopics(topics, LagSource.CONSUMER_GROUP);
    }

    private Future<Optional<ExistingGroup>> resolve(Task task, Memory memory, RequestContext scope) {
        if (!listing.isOpen()) {
            return firstThatExists(names.exact(task), 0, scope);
        }
        return search(scope).compose(existing -> {
            Optional<String> exact = names.exactAmong(existing, task);
            return exact.isPresent() ? show(exact.get(), scope) : byTopics(existing, task, memory, scope);
        });
    }

    /** The names of the groups of the instance, from at most one request a minute. All tasks share its failure too. */
    private Future<List<String>> search(RequestContext scope) {
        if (search != null && !PollIntervals.isOver(BETWEEN_SEARCHES, searchedAt, time)) {
            return search;
        }
        searchedAt = time.nanos();
        search = kafka.listGroups(instanceId, names.searchPart(), scope)
                .onSuccess(found -> listing.opened())
                .recover(thrown -> {
                    CloudFailure failure = CloudFailure.from(thrown);
                    listing.closedBy(failure);
                    return failure.isMissingApi() ? Future.succeededFuture(List.of()) : Future.failedFuture(failure);
                });
        return search;
    }

    private boolean hasSearchJustFailed() {
        return search != null
                && search.failed()
                && listing.isOpen()
                && !PollIntervals.isOver(BETWEEN_SEARCHES, searchedAt, time);
    }

    /** The only candidate whose topics are all topics of the task. */
    private Future<Optional<ExistingGroup>> byTopics(
            List<String> existing, Task task, Memory memory, RequestContext scope) {
        TaskTopics own = TaskTopics.of(task.info());
        List<String> candidates = names.candidates(existing, task).stream()
                .filter(group -> own.areKnown() && !isOfAnotherTask(group, task))
                .toList();
        if (candidates.size() > MOST_CANDIDATES) {
            logOnce(candidates, task, memory);
            return Future.succeededFuture(Optional.empty());
        }
        List<ExistingGroup> fitting = new ArrayList<>();
        Future<Void> checked = Future.succeededFuture();
        for (String candidate : candidates) {
            checked = checked.compose(done -> show(candidate, scope))
                    .onSuccess(found ->
                            found.filter(group -> fits(group.offsets, own)).ifPresent(fitting::add))
                    .mapEmpty();
        }
        return checked.map(done -> onlyOne(fitting, task, memory));
    }

    private static boolean fits(GroupOffsets offsets, TaskTopics own) {
        Set<String> names = names(offsets);
        return !names.isEmpty() && own.among(names).equals(names);
    }

    private static Set<String> names(GroupOffsets offsets) {
        return offsets.topics().stream().map(Topic::name).collect(Collectors.toSet());
    }

    private Optional<ExistingGroup> onlyOne(List<ExistingGroup> fitting, Task task, Memory memory) {
        fitting.removeIf(group -> isOfAnotherTask(group.name, task));
        if (fitting.size() > 1) {
            logOnce(fitting.stream().map(ExistingGroup::name).toList(), task, memory);
        }
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private void logOnce(List<String> found, Task task, Memory memory) {
        if (!memory.problemLogged) {
            memory.problemLogged = true;
            LOG.atWarn()
                    .addKeyValue("instance_id", instanceId)
                    .addKeyValue("task_id", task.id())
                    .addKeyValue("task_name", task.name())
                    .addKeyValue(
                            "groups", found.stream().limit(MOST_CANDIDATES + 1).collect(Collectors.joining(" ")))
                    .log("several consumer groups fit a task, so none is used: set lag.consumer-group-names");
        }
    }

    private Future<Optional<ExistingGroup>> firstThatExists(List<String> candidates, int index, RequestContext scope) {
        if (index == candidates.size()) {
            return Future.succeededFuture(Optional.empty());
        }
        return show(candidates.get(index), scope)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found)
                        : firstThatExists(candidates, index + 1, scope));
    }

    /** Reads a group; empty if it does not exist. */
    private Future<Optional<ExistingGroup>> show(String group, RequestContext scope) {
        return kafka.showGroup(instanceId, group, scope)
                .onSuccess(offsets -> groups.opened())
                .map(offsets -> offsets.isDead()
                        ? Optional.<ExistingGroup>empty()
                        : Optional.of(new ExistingGroup(group, offsets)))
                .recover(thrown -> {
                    CloudFailure failure = CloudFailure.from(thrown);
                    groups.closedBy(failure);
                    return failure.reason() == FailureReason.NOT_FOUND
                            ? Future.succeededFuture(Optional.empty())
                            : Future.failedFuture(failure);
                });
    }
}
