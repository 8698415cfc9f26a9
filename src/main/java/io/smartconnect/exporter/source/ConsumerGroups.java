package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestScope;
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

    /** The most groups whose topics are compared with those of a task. */
    private static final int MOST_CANDIDATES = 10;

    /** A group that exists. */
    private record ExistingGroup(String name, GroupOffsets offsets) {}

    /** What is remembered about the group of one task. */
    private static final class Memory {
        private @Nullable String group;
        private boolean missed;
        private boolean ambiguityLogged;
        private long nextSearch;
    }

    private final String instanceId;
    private final KafkaResources kafka;
    private final GroupNames names;
    private final TimeSource time;
    private final Availability groups;
    private final Availability listing;
    private final Map<String, Memory> byTaskId = new HashMap<>();
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
        this.groups = new Availability(time);
        this.listing = new Availability(time);
    }

    @Override
    public LagSource name() {
        return LagSource.CONSUMER_GROUP;
    }

    @Override
    public boolean mayKnow(ListingMerge.Merged task) {
        Memory memory = memory(task.task());
        return task.mayHaveDetail() && groups.isOpen() && (!memory.missed || time.nanos() - memory.nextSearch >= 0);
    }

    @Override
    public Future<Optional<Task>> read(ListingMerge.Merged merged, RequestScope scope) {
        Task task = merged.task();
        Memory memory = memory(task);
        long started = time.nanos();
        Future<Optional<ExistingGroup>> found =
                memory.group == null ? resolve(task, memory, scope) : show(memory.group, scope);
        return found.onSuccess(group -> remember(memory, group, started))
                .map(group -> group.map(known -> withOffsets(task, known.offsets)));
    }

    @Override
    public void retain(Collection<ListingMerge.Merged> tasks) {
        byTaskId.keySet().retainAll(tasks.stream().map(each -> each.task().id()).collect(Collectors.toSet()));
    }

    private Memory memory(Task task) {
        return byTaskId.computeIfAbsent(task.id(), first -> new Memory());
    }

    private static void remember(Memory memory, Optional<ExistingGroup> found, long started) {
        memory.group = found.map(ExistingGroup::name).orElse(null);
        if (found.isEmpty()) {
            memory.nextSearch = started + (memory.missed ? LATER_PAUSE : FIRST_PAUSE).toNanos();
        }
        memory.missed = found.isEmpty();
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

    private Future<Optional<ExistingGroup>> resolve(Task task, Memory memory, RequestScope scope) {
        if (!listing.isOpen()) {
            return firstThatExists(names.exact(task), 0, scope);
        }
        return search(scope).compose(existing -> {
            Optional<String> exact = names.exactAmong(existing, task);
            return exact.isPresent() ? show(exact.get(), scope) : byTopics(existing, task, memory, scope);
        });
    }

    /** The names of the groups of the instance, from at most one request a minute. */
    private Future<List<String>> search(RequestScope scope) {
        long now = time.nanos();
        if (search != null && now - searchedAt < BETWEEN_SEARCHES.toNanos()) {
            return search.otherwise(List.of());
        }
        searchedAt = now;
        search = kafka.listGroups(instanceId, names.searchPart(), scope)
                .onSuccess(found -> listing.opened())
                .recover(thrown -> {
                    CloudFailure failure = CloudFailure.from(thrown);
                    listing.closedBy(failure);
                    return failure.isMissingApi() ? Future.succeededFuture(List.of()) : Future.failedFuture(failure);
                });
        return search;
    }

    /** The only candidate whose topics are all topics of the task. */
    private Future<Optional<ExistingGroup>> byTopics(
            List<String> existing, Task task, Memory memory, RequestScope scope) {
        TaskTopics own = TaskTopics.of(task.info());
        List<String> candidates = names.candidates(existing, task).stream()
                .limit(own.areKnown() ? MOST_CANDIDATES : 0)
                .toList();
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
        if (fitting.size() > 1 && !memory.ambiguityLogged) {
            memory.ambiguityLogged = true;
            LOG.atWarn()
                    .addKeyValue("instance_id", instanceId)
                    .addKeyValue("task_id", task.id())
                    .addKeyValue("task_name", task.name())
                    .addKeyValue(
                            "groups",
                            String.join(
                                    " ",
                                    fitting.stream().map(ExistingGroup::name).toList()))
                    .log("several consumer groups fit a task, so none is used: set lag.consumer-group-names");
        }
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private Future<Optional<ExistingGroup>> firstThatExists(List<String> candidates, int index, RequestScope scope) {
        if (index == candidates.size()) {
            return Future.succeededFuture(Optional.empty());
        }
        return show(candidates.get(index), scope)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found)
                        : firstThatExists(candidates, index + 1, scope));
    }

    /** Reads a group; empty if it does not exist. */
    private Future<Optional<ExistingGroup>> show(String group, RequestScope scope) {
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
