package io.smartconnect.exporter.metrics;

import static io.smartconnect.exporter.metrics.Family.counter;
import static io.smartconnect.exporter.metrics.Family.flag;
import static io.smartconnect.exporter.metrics.Family.gauge;
import static io.smartconnect.exporter.metrics.Family.info;

import io.smartconnect.exporter.snapshot.Age;
import io.smartconnect.exporter.snapshot.Api;
import io.smartconnect.exporter.snapshot.Failures;
import io.smartconnect.exporter.snapshot.Health;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.Limits;
import io.smartconnect.exporter.snapshot.Movement;
import io.smartconnect.exporter.snapshot.Partition;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.Task;
import io.smartconnect.exporter.snapshot.TaskInfo;
import io.smartconnect.exporter.snapshot.TaskProgress;
import io.smartconnect.exporter.snapshot.Topic;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Every family that a snapshot leads to, a row each: name, help, labels, reader. To add a metric, add its row here and
 * its line in {@code docs/metrics.md}.
 */
final class Catalogue {

    /** The statuses of a task that the cloud is known to use; they are always shown, with 0 where they do not apply. */
    static final List<String> KNOWN_STATUSES = List.of("RUNNING", "PAUSED", "WAITING", "RESTARTING", "CREATING");

    /** Stands for a status that the cloud does not say. */
    static final String UNKNOWN_STATUS = "UNKNOWN";

    /** A task and where it runs. */
    record TaskOf(String instanceId, Task task) {

        List<String> identity() {
            return List.of(instanceId, task.id(), task.name());
        }

        Stream<Topic> topics() {
            return task.topics().stream().flatMap(Collection::stream);
        }

        Stream<Partition> partitions() {
            return topics().flatMap(topic -> topic.partitions().stream());
        }
    }

    /** A source topic of a task. */
    record TopicOf(TaskOf task, Topic topic) {}

    /** A source partition of a task. */
    record PartitionOf(TopicOf topic, Partition partition) {}

    private static final List<Family<Target>> TARGET = List.of(
            gauge(
                    "smartconnect_target_up",
                    "Whether the last discovery of the target's instances succeeded; for a fixed list of instances, whether"
                            + " the last poll of at least one of them did.",
                    target -> bit(target.up())),
            counter(
                    "smartconnect_target_failures_total",
                    "Discoveries of the target's instances that failed, by reason.",
                    List.of("reason"),
                    (target, samples) -> failures(target.failures(), samples)),
            gauge(
                    "smartconnect_target_instances",
                    "Instances of the target that are polled now.",
                    target -> OptionalDouble.of(target.instances())));

    private static final List<Family<Instance>> INSTANCE = List.of(
            gauge(
                    "smartconnect_up",
                    "Whether the last poll of the instance read every listing of its tasks whole.",
                    instance -> bit(instance.up())),
            info(
                    "smartconnect_instance_info",
                    "Facts about the instance; a label is empty where its fact is unknown.",
                    List.of("instance_name", "target", "region", "project_id", "engine_version", "instance_status"),
                    instance -> facts(instance.info())),
            gauge(
                    "smartconnect_last_success_timestamp_seconds",
                    "End of the last successful poll of the instance, in seconds since 1970.",
                    instance -> seconds(instance.lastSuccess())),
            gauge(
                    "smartconnect_poll_duration_seconds",
                    "How long the last poll of the instance took.",
                    instance -> instance.lastPollDuration()
                            .map(took -> OptionalDouble.of(took.toNanos() / 1e9))
                            .orElse(OptionalDouble.empty())),
            counter(
                    "smartconnect_polls_total",
                    "Polls of the instance that have ended, well or badly.",
                    List.of(),
                    (instance, samples) -> samples.add((double) instance.polls())),
            counter(
                    "smartconnect_poll_failures_total",
                    "Polls of the instance that failed, by reason.",
                    List.of("reason"),
                    (instance, samples) -> failures(instance.failures(), samples)),
            counter(
                    "smartconnect_history_restarts_total",
                    "Histories of a partition's end offsets that had to start anew: the end moved back, or the clock was set.",
                    List.of(),
                    (instance, samples) -> samples.add((double) instance.historyRestarts())),
            gauge(
                    "smartconnect_tasks",
                    "Tasks of the instance by status, each once. Absent while a listing of its tasks is missing.",
                    List.of("status"),
                    Catalogue::tasksByStatus),
            limit(
                    "smartconnect_tasks_reported",
                    "Tasks of the instance, as the API itself counts them.",
                    Limits::reported),
            limit("smartconnect_tasks_max", "Most tasks that the instance supports, as the API says.", Limits::max),
            limit("smartconnect_tasks_quota", "Quota of tasks of the instance, as the API says.", Limits::quota));

    private static final List<Family<TaskOf>> TASK = List.of(
            info(
                    "smartconnect_task_info",
                    "Facts about the task; a label is empty where its fact is unknown or does not apply.",
                    List.of(
                            "api",
                            "source_type",
                            "sink_type",
                            "topics",
                            "topics_regex",
                            "source",
                            "destination",
                            "direction",
                            "consumer_strategy"),
                    of -> facts(of.task)),
            gauge(
                    "smartconnect_task_status",
                    "1 for the status that the task has now, 0 for the other known ones.",
                    List.of("status"),
                    Catalogue::status),
            gauge(
                    "smartconnect_task_created_timestamp_seconds",
                    "When the task was created, in seconds since 1970.",
                    of -> seconds(of.task.created())),
            gauge(
                    "smartconnect_task_deliver_interval_seconds",
                    "Time between two dumps to OBS. Only for tasks that dump.",
                    of -> number(of.task.deliverIntervalSeconds())),
            gauge(
                    "smartconnect_task_workers",
                    "Workers of the task. Only for tasks that replicate Kafka.",
                    of -> number(of.task.workers())),
            flag(
                    "smartconnect_task_lag_available",
                    "Whether the lag of at least one partition of the task is known.",
                    of -> of.partitions().anyMatch(partition -> partition.lag().isPresent())),
            gauge(
                    "smartconnect_task_partitions",
                    "Source partitions of the task by status, as the API says it.",
                    List.of("status"),
                    Catalogue::partitionsByStatus),
            gauge(
                    "smartconnect_task_lag_messages",
                    "Messages of the task not yet transferred, over the partitions whose lag is known.",
                    of -> sum(of.partitions().map(Partition::lag))),
            gauge(
                    "smartconnect_task_lag_unknown_partitions",
                    "Partitions of the task whose lag is not known, so that its sum is too small.",
                    of -> of.task.topics().isEmpty()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of((double) of.partitions()
                                    .filter(partition -> partition.lag().isEmpty())
                                    .count())),
            gauge(
                    "smartconnect_task_max_lag_seconds",
                    "Age of the task's oldest message that was not transferred, as of the poll.",
                    of -> oldest(of.partitions())),
            gauge(
                    "smartconnect_task_health",
                    "1 for how the task does, 0 for the other judgements.",
                    List.of("health"),
                    Catalogue::health),
            movement(
                    "smartconnect_task_transferred_messages_total",
                    "Messages of the task that were seen to be transferred.",
                    Movement::transferredMessages),
            movement(
                    "smartconnect_task_produced_messages_total",
                    "Messages that were seen to come into the task's source partitions.",
                    Movement::producedMessages),
            movement(
                    "smartconnect_task_rewinds_total",
                    "Polls that found an offset of the task moved back.",
                    Movement::rewinds),
            gauge(
                    "smartconnect_task_catch_up_seconds",
                    "Time in which nothing will be left to transfer, at the present rates. Absent unless the task is catching up.",
                    of -> of.task
                            .progress()
                            .map(progress -> progress.rates().catchUpSeconds())
                            .orElse(OptionalDouble.empty())),
            changes(
                    "smartconnect_task_status_changes_total",
                    "Changes of the task's status.",
                    TaskProgress::statusChanges),
            changes(
                    "smartconnect_task_config_changes_total",
                    "Changes of the task's configuration. The log says which.",
                    TaskProgress::configChanges));

    private static final List<Family<TopicOf>> TOPIC = List.of(
            topicSum(
                    "smartconnect_topic_log_end_offset",
                    "Sum of the end offsets of the topic's source partitions.",
                    Partition::logEndOffset),
            topicSum(
                    "smartconnect_topic_last_transfer_offset",
                    "Sum of the next offsets to transfer of the topic's source partitions.",
                    Partition::lastTransferOffset),
            topicSum(
                    "smartconnect_topic_lag_messages",
                    "Messages of the topic not yet transferred, over the partitions whose lag is known.",
                    Partition::lag),
            gauge(
                    "smartconnect_topic_lag_seconds",
                    "Age of the topic's oldest message that was not transferred, as of the poll.",
                    of -> oldest(of.topic.partitions().stream())),
            gauge(
                    "smartconnect_topic_lag_seconds_lower_bound",
                    "Whether a message of the topic that was not transferred is older than what was observed, so that the seconds are a lower bound.",
                    of -> bound(of.topic.partitions().stream())));

    private static final List<Family<PartitionOf>> PARTITION = List.of(
            gauge(
                    "smartconnect_partition_log_end_offset",
                    "End offset of the source partition.",
                    of -> number(of.partition.logEndOffset())),
            gauge(
                    "smartconnect_partition_last_transfer_offset",
                    "Next offset of the source partition to transfer.",
                    of -> number(of.partition.lastTransferOffset())),
            gauge(
                    "smartconnect_partition_lag_messages",
                    "Messages of the source partition not yet transferred. Absent while the API has not said.",
                    of -> number(of.partition.lag())),
            gauge(
                    "smartconnect_partition_lag_seconds",
                    "Age of the oldest message of the source partition that was not transferred, as of the poll.",
                    of -> oldest(Stream.of(of.partition))),
            gauge(
                    "smartconnect_partition_lag_seconds_lower_bound",
                    "Whether the oldest message that was not transferred is older than what was observed, so that its seconds are a lower bound.",
                    of -> bound(Stream.of(of.partition))),
            gauge(
                    "smartconnect_partition_status",
                    "Always 1; the label says the status that the source partition has now.",
                    List.of("status"),
                    (of, samples) -> of.partition.status().ifPresent(status -> samples.add(1, status))));

    private static final List<String> TASK_LABELS = List.of("instance_id", "task_id", "task_name");

    private static final Level<Target> TARGETS = new Level<>(
            List.of("target"), target -> List.of(target.name()), snapshot -> snapshot.targets().stream(), TARGET);

    private static final Level<Instance> INSTANCES = new Level<>(
            List.of("instance_id"),
            instance -> List.of(instance.info().id()),
            snapshot -> snapshot.instances().stream(),
            INSTANCE);

    private static final Level<TaskOf> TASKS = new Level<>(TASK_LABELS, TaskOf::identity, Catalogue::tasks, TASK);

    private static final Level<TopicOf> TOPICS = new Level<>(
            with(TASK_LABELS, "topic"), of -> with(of.task.identity(), of.topic.name()), Catalogue::topics, TOPIC);

    private static final Level<PartitionOf> PARTITIONS = new Level<>(
            with(TASK_LABELS, "topic", "partition"),
            of -> with(of.topic.task.identity(), of.topic.topic.name(), Long.toString(of.partition.id())),
            Catalogue::partitions,
            PARTITION);

    private Catalogue() {}

    /** The levels that are exposed with {@code granularity}, from the widest to the finest. */
    static List<Level<?>> levels(Granularity granularity) {
        return switch (granularity) {
            case TASK -> List.of(TARGETS, INSTANCES, TASKS);
            case TOPIC -> List.of(TARGETS, INSTANCES, TASKS, TOPICS);
            case PARTITION -> List.of(TARGETS, INSTANCES, TASKS, PARTITIONS);
        };
    }

    private static Stream<TaskOf> tasks(Snapshot snapshot) {
        return snapshot.instances().stream()
                .flatMap(instance -> instance.tasks().stream()
                        .map(task -> new TaskOf(instance.info().id(), task)));
    }

    private static Stream<TopicOf> topics(Snapshot snapshot) {
        return tasks(snapshot).flatMap(of -> of.topics().map(topic -> new TopicOf(of, topic)));
    }

    private static Stream<PartitionOf> partitions(Snapshot snapshot) {
        return topics(snapshot)
                .flatMap(of -> of.topic.partitions().stream().map(partition -> new PartitionOf(of, partition)));
    }

    private static String[] facts(InstanceInfo info) {
        return new String[] {
            info.name(), info.target(), info.region(), info.projectId(), info.engineVersion(), info.status()
        };
    }

    private static String[] facts(Task task) {
        TaskInfo info = task.info();
        return new String[] {
            task.apis().size() > 1 ? "both" : task.apis().iterator().next().label(),
            info.sourceType(),
            info.sinkType(),
            info.topics(),
            info.topicsRegex(),
            info.source(),
            info.destination(),
            info.direction(),
            info.consumerStrategy()
        };
    }

    private static void failures(Failures failures, Family.Samples samples) {
        for (Reason reason : Reason.values()) {
            samples.add((double) failures.count(reason), reason.label());
        }
    }

    private static void tasksByStatus(Instance instance, Family.Samples samples) {
        if (instance.complete()) {
            Map<String, Integer> counts = new TreeMap<>();
            KNOWN_STATUSES.forEach(status -> counts.put(status, 0));
            instance.tasks().forEach(task -> counts.merge(task.status().orElse(UNKNOWN_STATUS), 1, Integer::sum));
            counts.forEach((status, count) -> samples.add(count, status));
        }
    }

    private static void status(TaskOf of, Family.Samples samples) {
        Optional<String> current = of.task.status();
        KNOWN_STATUSES.forEach(known -> samples.add(current.equals(Optional.of(known)) ? 1 : 0, known));
        current.filter(status -> !KNOWN_STATUSES.contains(status)).ifPresent(status -> samples.add(1, status));
    }

    private static void partitionsByStatus(TaskOf of, Family.Samples samples) {
        Map<String, Integer> counts = new TreeMap<>();
        of.partitions().forEach(partition -> counts.merge(partition.status().orElse(UNKNOWN_STATUS), 1, Integer::sum));
        counts.forEach((status, count) -> samples.add(count, status));
    }

    private static Family<Instance> limit(String name, String help, Function<Limits, OptionalLong> value) {
        return gauge(name, help, List.of("api"), (instance, samples) -> {
            for (Api api : Api.values()) {
                Optional.ofNullable(instance.limits().get(api))
                        .map(value)
                        .ifPresent(limit -> limit.ifPresent(number -> samples.add((double) number, api.label())));
            }
        });
    }

    private static void health(TaskOf of, Family.Samples samples) {
        of.task.progress().ifPresent(progress -> {
            for (Health health : Health.values()) {
                samples.add(progress.judgement().health() == health ? 1 : 0, health.label());
            }
        });
    }

    private static Family<TaskOf> movement(String name, String help, ToLongFunction<Movement> count) {
        return counter(
                name,
                help,
                List.of(),
                (of, samples) -> of.task
                        .progress()
                        .flatMap(TaskProgress::movement)
                        .ifPresent(movement -> samples.add((double) count.applyAsLong(movement))));
    }

    private static Family<TaskOf> changes(String name, String help, ToLongFunction<TaskProgress> count) {
        return counter(
                name,
                help,
                List.of(),
                (of, samples) ->
                        of.task.progress().ifPresent(progress -> samples.add((double) count.applyAsLong(progress))));
    }

    private static OptionalDouble oldest(Stream<Partition> partitions) {
        return ages(partitions).mapToDouble(Age::seconds).max();
    }

    private static OptionalDouble bound(Stream<Partition> partitions) {
        return ages(partitions).mapToDouble(age -> age.isLowerBound() ? 1 : 0).max();
    }

    private static Stream<Age> ages(Stream<Partition> partitions) {
        return partitions.flatMap(partition -> partition.age().stream());
    }

    private static Family<TopicOf> topicSum(String name, String help, Function<Partition, OptionalLong> value) {
        return gauge(name, help, of -> sum(of.topic.partitions().stream().map(value)));
    }

    /** Adds up the known ones, as doubles since those are exposed and can't overflow; absent if there is none. */
    private static OptionalDouble sum(Stream<OptionalLong> numbers) {
        return numbers.flatMapToLong(OptionalLong::stream).asDoubleStream().reduce(Double::sum);
    }

    private static OptionalDouble bit(Optional<Boolean> value) {
        return value.map(yes -> OptionalDouble.of(yes ? 1 : 0)).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble number(OptionalLong value) {
        return value.isPresent() ? OptionalDouble.of((double) value.getAsLong()) : OptionalDouble.empty();
    }

    private static OptionalDouble seconds(Optional<Instant> time) {
        return time.map(at -> OptionalDouble.of(at.toEpochMilli() / 1e3)).orElse(OptionalDouble.empty());
    }

    private static List<String> with(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toList();
    }
}
