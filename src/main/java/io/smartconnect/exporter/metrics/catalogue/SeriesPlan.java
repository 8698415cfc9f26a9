package io.smartconnect.exporter.metrics.catalogue;

import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * A choice of the series of a snapshot that stays within a limit. Above it, tasks lose their partitions, which become topics. If that
 * does not suffice, tasks lose their topics, then instances their tasks and their own series, then targets theirs. Those with the most
 * series lose first. Each entity counts with the most series that it can have, so that the choice depends on numbers of entities alone
 * and stays the same while values come and go.
 */
public final class SeriesPlan {

    /** The most series of a target. */
    static final int OF_TARGET = 48;

    /** The most series of an instance, without those of the retention times of its topics. */
    static final int OF_INSTANCE = 40;

    /** The most series of a task, including that of {@code smartconnect_tasks} which its instance has for an undocumented status. */
    static final int OF_TASK = 65;

    private static final int OF_TOPIC = TopicMetricFamilies.ALL.size();
    private static final int OF_PARTITION = PartitionMetricFamilies.ALL.size();

    private final Snapshot snapshot;
    private final Granularity finest;
    private final IdentityHashMap<Task, Granularity> collapsed = new IdentityHashMap<>();
    private final Set<String> withoutTasks = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();
    private int targets;
    private long excess;
    private long dropped;

    private SeriesPlan(Snapshot snapshot, Granularity finest) {
        this.snapshot = snapshot;
        this.finest = finest;
        this.targets = snapshot.targets().size();
    }

    /** The plan for {@code snapshot} that {@code settings} allow. */
    public static SeriesPlan of(Snapshot snapshot, MetricsSettings settings) {
        SeriesPlan plan = new SeriesPlan(snapshot, settings.granularity());
        plan.excess = plan.all() - settings.maxSeries();
        if (plan.excess > 0) {
            plan.collapse();
            plan.hideTasks();
            plan.hideInstances();
            plan.hideTargets();
        }
        return plan;
    }

    /** The number of series that the limit leaves out. */
    public long dropped() {
        return dropped;
    }

    List<Target> targets() {
        return snapshot.targets().subList(0, targets);
    }

    List<Instance> instances() {
        return hidden.isEmpty()
                ? snapshot.instances()
                : snapshot.instances().stream()
                        .filter(each -> !isIn(hidden, each))
                        .toList();
    }

    /** All instances, those without series of their own too. */
    List<Instance> allInstances() {
        return snapshot.instances();
    }

    /** The tasks of an instance that have series. */
    List<Task> tasks(Instance instance) {
        return isIn(withoutTasks, instance) ? List.of() : instance.tasks();
    }

    /** The tasks of an instance whose finest level is {@code level}. */
    List<Task> tasks(Instance instance, Granularity level) {
        if (collapsed.isEmpty()) {
            return level == finest ? instance.tasks() : List.of();
        }
        return tasks(instance).stream()
                .filter(task -> collapsed.getOrDefault(task, finest) == level)
                .toList();
    }

    private long all() {
        long all = (long) OF_TARGET * targets;
        for (Instance instance : snapshot.instances()) {
            all += ofInstance(instance) + ofTasks(instance);
            for (Task task : instance.tasks()) {
                all += ofDetail(task, finest);
            }
        }
        return all;
    }

    private static long ofInstance(Instance instance) {
        return (long) OF_INSTANCE + instance.topicRetention().size();
    }

    private static long ofTasks(Instance instance) {
        return (long) OF_TASK * instance.tasks().size();
    }

    private static long ofDetail(Task task, Granularity level) {
        List<Topic> topics = task.topics().orElse(List.of());
        return switch (level) {
            case PARTITION ->
                OF_PARTITION
                        * topics.stream()
                                .mapToLong(topic -> topic.partitions().size())
                                .sum();
            case TOPIC -> (long) OF_TOPIC * topics.size();
            case TASK -> 0;
        };
    }

    private void collapse() {
        for (Granularity level : Granularity.values()) {
            if (level.compareTo(finest) > 0) {
                largest(task -> ofDetail(task, collapsed.getOrDefault(task, finest)))
                        .forEach(task -> collapse(task, level));
            }
        }
    }

    private void collapse(Task task, Granularity level) {
        long saved = ofDetail(task, collapsed.getOrDefault(task, finest)) - ofDetail(task, level);
        if (excess > 0 && saved > 0) {
            collapsed.put(task, level);
            drop(saved);
        }
    }

    private List<Task> largest(ToLongFunction<Task> series) {
        List<Task> tasks = new ArrayList<>();
        instancesById()
                .forEach(instance -> tasks.addAll(instance.tasks().stream()
                        .sorted(Comparator.comparing(Task::id))
                        .toList()));
        tasks.sort(Comparator.comparingLong(series).reversed());
        return tasks;
    }

    private void hideTasks() {
        for (Instance instance : largestInstances(SeriesPlan::ofTasks)) {
            if (excess > 0 && !instance.tasks().isEmpty()) {
                withoutTasks.add(instance.info().id());
                drop(ofTasks(instance));
            }
        }
    }

    private void hideInstances() {
        for (Instance instance : largestInstances(SeriesPlan::ofInstance)) {
            if (excess > 0) {
                hidden.add(instance.info().id());
                drop(ofInstance(instance));
            }
        }
    }

    private void hideTargets() {
        while (excess > 0 && targets > 0) {
            targets--;
            drop(OF_TARGET);
        }
    }

    private List<Instance> largestInstances(ToLongFunction<Instance> series) {
        return instancesById().stream()
                .sorted(Comparator.comparingLong(series).reversed())
                .toList();
    }

    private List<Instance> instancesById() {
        return snapshot.instances().stream()
                .sorted(Comparator.comparing(instance -> instance.info().id()))
                .toList();
    }

    private void drop(long series) {
        excess -= series;
        dropped += series;
    }

    private static boolean isIn(Set<String> ids, Instance instance) {
        return !ids.isEmpty() && ids.contains(instance.info().id());
    }
}
