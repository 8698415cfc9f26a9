package io.smartconnect.exporter.metrics.catalogue;

import static io.smartconnect.exporter.metrics.catalogue.Family.counter;
import static io.smartconnect.exporter.metrics.catalogue.Family.gauge;
import static io.smartconnect.exporter.metrics.catalogue.Family.info;

import io.smartconnect.exporter.snapshot.FailureCounts;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.LagTotal;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.OffsetCounters;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every family that a snapshot leads to, a row each: name, help, labels, reader. To add a metric, add its row here and
 * its line in {@code docs/metrics.md}.
 */
public final class Catalogue {

    /** Stands for a status that the cloud does not say. */
    static final String UNKNOWN_STATUS = "UNKNOWN";

    /** A task, and what its partitions come to, found when that is asked first. */
    public static final class TaskOf {

        private final Task task;
        private @Nullable PartitionTotals totals;

        public TaskOf(Task task) {
            this.task = task;
        }

        PartitionTotals totals() {
            if (totals == null) {
                totals = new PartitionTotals(topicsOf(task));
            }
            return totals;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof TaskOf of && task.equals(of.task);
        }

        @Override
        public int hashCode() {
            return task.hashCode();
        }
    }

    public static final List<Family<Target>> TARGET = List.of(
            gauge(
                    "smartconnect_target_up",
                    "Whether the last discovery of the target's instances succeeded; for a fixed list of instances, whether"
                            + " the last poll of at least one of them did.",
                    (target, samples) -> target.up().ifPresent(up -> samples.add(bit(up)))),
            counter(
                    "smartconnect_target_failures_total",
                    "Discoveries of the target's instances that failed, by reason.",
                    List.of("reason"),
                    (target, samples) -> failures(target.failures(), samples)),
            gauge(
                    "smartconnect_target_instances",
                    "Instances of the target that are polled now.",
                    (target, samples) -> samples.add(target.instances())));

    public static final List<Family<Instance>> INSTANCE = List.of(
            gauge(
                    "smartconnect_up",
                    "Whether the last poll of the instance read every listing of its tasks whole.",
                    (instance, samples) -> instance.up().ifPresent(up -> samples.add(bit(up)))),
            info(
                    "smartconnect_instance_info",
                    "Facts about the instance; a label is empty where its fact is unknown.",
                    List.of("instance_name", "target", "region", "project_id", "engine_version", "instance_status"),
                    instance -> facts(instance.info())),
            gauge(
                    "smartconnect_last_success_timestamp_seconds",
                    "End of the last successful poll of the instance, in seconds since 1970.",
                    (instance, samples) -> instance.lastSuccess().ifPresent(at -> samples.add(seconds(at)))),
            gauge(
                    "smartconnect_poll_duration_seconds",
                    "How long the last poll of the instance took.",
                    (instance, samples) ->
                            instance.lastPollDuration().ifPresent(took -> samples.add(took.toNanos() / 1e9))),
            counter(
                    "smartconnect_polls_total",
                    "Polls of the instance that have ended, well or badly.",
                    (instance, samples) -> samples.add(instance.polls())),
            counter(
                    "smartconnect_poll_failures_total",
                    "Polls of the instance that failed, by reason.",
                    List.of("reason"),
                    (instance, samples) -> failures(instance.failures(), samples)),
            counter(
                    "smartconnect_history_restarts_total",
                    "Histories of a partition's end offsets that had to start anew: the end moved back, or the clock was set.",
                    (instance, samples) -> samples.add(instance.historyRestarts())),
            gauge(
                    "smartconnect_tasks",
                    "Tasks of the instance by status, each once. Absent while a listing of its tasks is missing.",
                    List.of("status"),
                    Catalogue::tasksByStatus),
            limit(
                    "smartconnect_tasks_reported",
                    "Tasks of the instance, as the API itself counts them.",
                    TaskQuota::reported),
            limit("smartconnect_tasks_max", "Most tasks that the instance supports, as the API says.", TaskQuota::max),
            limit("smartconnect_tasks_quota", "Quota of tasks of the instance, as the API says.", TaskQuota::quota));

    public static final List<Family<TaskOf>> TASK = List.of(
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
                    (of, samples) -> of.task.created().ifPresent(at -> samples.add(seconds(at)))),
            gauge(
                    "smartconnect_task_deliver_interval_seconds",
                    "Time between two dumps to OBS. Only for tasks that dump.",
                    (of, samples) -> samples.add(of.task.deliverIntervalSeconds())),
            gauge(
                    "smartconnect_task_workers",
                    "Workers of the task. Only for tasks that replicate Kafka.",
                    (of, samples) -> samples.add(of.task.workers())),
            gauge(
                    "smartconnect_task_lag_available",
                    "Whether the lag of at least one partition of the task is known.",
                    (of, samples) -> samples.add(bit(of.totals().lag().isKnown()))),
            gauge(
                    "smartconnect_task_partitions",
                    "Source partitions of the task by status, as the API says it.",
                    List.of("status"),
                    (of, samples) -> of.totals().statuses().forEach((status, count) -> samples.add(count, status))),
            gauge(
                    "smartconnect_task_lag_messages",
                    "Messages of the task not yet transferred, over the partitions whose lag is known.",
                    (of, samples) -> samples.add(messages(of.totals().lag()))),
            gauge(
                    "smartconnect_task_lag_unknown_partitions",
                    "Partitions of the task whose lag is not known, so that its sum is too small.",
                    (of, samples) -> of.task
                            .topics()
                            .ifPresent(detail -> samples.add(of.totals().lag().unknownPartitions()))),
            gauge(
                    "smartconnect_task_max_lag_seconds",
                    "Age of the task's oldest message that was not transferred, as of the poll.",
                    (of, samples) -> samples.add(seconds(of.totals().lag()))),
            gauge(
                    "smartconnect_task_health",
                    "1 for how the task does, 0 for the other judgements.",
                    List.of("health"),
                    Catalogue::health),
            movement(
                    "smartconnect_task_transferred_messages_total",
                    "Messages of the task that were seen to be transferred.",
                    OffsetCounters::transferredMessages),
            movement(
                    "smartconnect_task_produced_messages_total",
                    "Messages that were seen to come into the task's source partitions.",
                    OffsetCounters::producedMessages),
            movement(
                    "smartconnect_task_rewinds_total",
                    "Polls that found an offset of the task moved back.",
                    OffsetCounters::rewinds),
            gauge(
                    "smartconnect_task_catch_up_seconds",
                    "Time in which nothing will be left to transfer, at the present rates. Absent unless the task is catching up.",
                    (of, samples) -> of.task
                            .progress()
                            .ifPresent(progress -> samples.add(progress.rates().catchUpSeconds()))),
            changes(
                    "smartconnect_task_status_changes_total",
                    "Changes of the task's status.",
                    TaskProgress::statusChanges),
            changes(
                    "smartconnect_task_config_changes_total",
                    "Changes of the task's configuration. The log says which.",
                    TaskProgress::configChanges));

    public static final List<Family<Topic>> TOPIC = List.of(
            topicSum(
                    "smartconnect_topic_log_end_offset",
                    "Sum of the end offsets of the topic's source partitions.",
                    Partition::logEndOffset),
            topicSum(
                    "smartconnect_topic_last_transfer_offset",
                    "Sum of the next offsets to transfer of the topic's source partitions.",
                    Partition::lastTransferOffset),
            gauge(
                    "smartconnect_topic_lag_messages",
                    "Messages of the topic not yet transferred, over the partitions whose lag is known.",
                    (topic, samples) -> samples.add(messages(LagTotal.of(topic.partitions())))),
            gauge(
                    "smartconnect_topic_lag_seconds",
                    "Age of the topic's oldest message that was not transferred, as of the poll.",
                    (topic, samples) -> samples.add(seconds(LagTotal.of(topic.partitions())))),
            gauge(
                    "smartconnect_topic_lag_seconds_lower_bound",
                    "Whether a message of the topic that was not transferred is older than what was observed, so that the seconds are a lower bound.",
                    (topic, samples) -> LagTotal.of(topic.partitions())
                            .lagTime()
                            .ifPresent(lagTime -> samples.add(bit(lagTime.isLowerBound())))));

    /** Read for each of many partitions: without lambdas that capture, which are slow to make while code is barely compiled. */
    public static final List<Family<Partition>> PARTITION = List.of(
            gauge(
                    "smartconnect_partition_log_end_offset",
                    "End offset of the source partition.",
                    (partition, samples) -> samples.add(partition.logEndOffset())),
            gauge(
                    "smartconnect_partition_last_transfer_offset",
                    "Next offset of the source partition to transfer.",
                    (partition, samples) -> samples.add(partition.lastTransferOffset())),
            gauge(
                    "smartconnect_partition_lag_messages",
                    "Messages of the source partition not yet transferred. Absent while the API has not said.",
                    (partition, samples) -> samples.add(partition.lag())),
            gauge(
                    "smartconnect_partition_lag_seconds",
                    "Age of the oldest message of the source partition that was not transferred, as of the poll.",
                    Catalogue::age),
            gauge(
                    "smartconnect_partition_lag_seconds_lower_bound",
                    "Whether the oldest message that was not transferred is older than what was observed, so that its seconds are a lower bound.",
                    Catalogue::ageIsLowerBound),
            gauge(
                    "smartconnect_partition_status",
                    "Always 1; the label says the status that the source partition has now.",
                    List.of("status"),
                    Catalogue::status));

    private static final EntityLevel<Target> TARGETS =
            new EntityLevel<>(snapshot -> together(snapshot.targets()), Catalogue::identify, TARGET);

    private static final EntityLevel<Instance> INSTANCES =
            new EntityLevel<>(snapshot -> together(snapshot.instances()), Catalogue::identify, INSTANCE);

    private static final EntityLevel<TaskOf> TASKS =
            new EntityLevel<>(eachInstance(Catalogue::tasks), (labels, of) -> identify(labels, of.task), TASK);

    private static final EntityLevel<Topic> TOPICS =
            new EntityLevel<>(eachInstance(Catalogue::topics), Catalogue::identify, TOPIC);

    private static final EntityLevel<Partition> PARTITIONS =
            new EntityLevel<>(eachInstance(Catalogue::partitions), Catalogue::identify, PARTITION);

    private Catalogue() {}

    /** The levels that are exposed with {@code granularity}, from the widest to the finest. */
    public static List<EntityLevel<?>> levels(Granularity granularity) {
        return switch (granularity) {
            case TASK -> List.of(TARGETS, INSTANCES, TASKS);
            case TOPIC -> List.of(TARGETS, INSTANCES, TASKS, TOPICS);
            case PARTITION -> List.of(TARGETS, INSTANCES, TASKS, PARTITIONS);
        };
    }

    private static void identify(Utf8Writer labels, Target target) {
        labels.appendLabel("target", target.name());
    }

    private static void identify(Utf8Writer labels, Instance instance) {
        labels.appendLabel("instance_id", instance.info().id());
    }

    private static void identify(Utf8Writer labels, Task task) {
        labels.appendLabel("task_id", task.id()).appendLabel("task_name", task.name());
    }

    private static void identify(Utf8Writer labels, Topic topic) {
        labels.appendLabel("topic", topic.name());
    }

    private static void identify(Utf8Writer labels, Partition partition) {
        labels.appendLabel("partition", partition.id());
    }

    private static <E> Stream<List<EntityGroup<E>>> together(List<E> entities) {
        return Stream.of(List.of(new EntityGroup<>("", entities)));
    }

    /** Instances are polled one by one, so what belongs to one of them changes together. */
    private static <E> Function<Snapshot, Stream<List<EntityGroup<E>>>> eachInstance(
            Function<Instance, Stream<EntityGroup<E>>> groups) {
        return snapshot -> snapshot.instances().stream()
                .map(instance -> groups.apply(instance).toList());
    }

    private static Stream<EntityGroup<TaskOf>> tasks(Instance instance) {
        Utf8Writer labels = new Utf8Writer(0);
        identify(labels, instance);
        return Stream.of(new EntityGroup<>(
                labels.toString(), instance.tasks().stream().map(TaskOf::new).toList()));
    }

    private static Stream<EntityGroup<Topic>> topics(Instance instance) {
        return instance.tasks().stream().map(task -> {
            Utf8Writer labels = new Utf8Writer(0);
            identify(labels, instance);
            identify(labels, task);
            return new EntityGroup<>(labels.toString(), topicsOf(task));
        });
    }

    private static Stream<EntityGroup<Partition>> partitions(Instance instance) {
        return instance.tasks().stream()
                .flatMap(task -> topicsOf(task).stream().map(topic -> {
                    Utf8Writer labels = new Utf8Writer(0);
                    identify(labels, instance);
                    identify(labels, task);
                    identify(labels, topic);
                    return new EntityGroup<>(labels.toString(), topic.partitions());
                }));
    }

    private static List<Topic> topicsOf(Task task) {
        return task.topics().orElse(List.of());
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

    private static void failures(FailureCounts failures, Family.Samples samples) {
        for (Reason reason : Reason.values()) {
            samples.add(failures.count(reason), reason.label());
        }
    }

    private static void tasksByStatus(Instance instance, Family.Samples samples) {
        if (instance.complete()) {
            Map<String, Integer> counts = new TreeMap<>();
            for (TaskStatus status : TaskStatus.values()) {
                counts.put(status.name(), 0);
            }
            instance.tasks().forEach(task -> counts.merge(task.status().orElse(UNKNOWN_STATUS), 1, Integer::sum));
            counts.forEach((status, count) -> samples.add(count, status));
        }
    }

    private static void status(TaskOf of, Family.Samples samples) {
        Optional<String> current = of.task.status();
        for (TaskStatus known : TaskStatus.values()) {
            samples.add(current.equals(Optional.of(known.name())) ? 1 : 0, known.name());
        }
        current.filter(status -> TaskStatus.of(status).isEmpty()).ifPresent(status -> samples.add(1, status));
    }

    private static Family<Instance> limit(String name, String help, Function<TaskQuota, OptionalLong> value) {
        return gauge(name, help, List.of("api"), (instance, samples) -> {
            for (ApiFamily api : ApiFamily.values()) {
                Optional.ofNullable(instance.limits().get(api))
                        .map(value)
                        .ifPresent(limit -> limit.ifPresent(number -> samples.add(number, api.label())));
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

    private static Family<TaskOf> movement(String name, String help, ToLongFunction<OffsetCounters> count) {
        return counter(
                name,
                help,
                (of, samples) -> of.task
                        .progress()
                        .flatMap(TaskProgress::movement)
                        .ifPresent(movement -> samples.add(count.applyAsLong(movement))));
    }

    private static Family<TaskOf> changes(String name, String help, ToLongFunction<TaskProgress> count) {
        return counter(
                name,
                help,
                (of, samples) -> of.task.progress().ifPresent(progress -> samples.add(count.applyAsLong(progress))));
    }

    private static Family<Topic> topicSum(String name, String help, Function<Partition, OptionalLong> value) {
        return gauge(name, help, (topic, samples) -> samples.add(sum(topic.partitions(), value)));
    }

    /** Adds up the known ones, as doubles since those can't overflow; absent if there is none. */
    private static OptionalDouble sum(List<Partition> partitions, Function<Partition, OptionalLong> value) {
        boolean known = false;
        double sum = 0;
        for (Partition partition : partitions) {
            OptionalLong number = value.apply(partition);
            known |= number.isPresent();
            sum += (double) number.orElse(0);
        }
        return known ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    private static OptionalDouble messages(LagTotal total) {
        return total.messages()
                .map(messages -> OptionalDouble.of(messages.doubleValue()))
                .orElseGet(OptionalDouble::empty);
    }

    private static OptionalDouble seconds(LagTotal total) {
        return total.lagTime()
                .map(lagTime -> OptionalDouble.of(lagTime.seconds()))
                .orElseGet(OptionalDouble::empty);
    }

    private static void age(Partition partition, Family.Samples samples) {
        Optional<LagTime> age = partition.age();
        if (age.isPresent()) {
            samples.add(age.get().seconds());
        }
    }

    private static void ageIsLowerBound(Partition partition, Family.Samples samples) {
        Optional<LagTime> age = partition.age();
        if (age.isPresent()) {
            samples.add(bit(age.get().isLowerBound()));
        }
    }

    private static void status(Partition partition, Family.Samples samples) {
        Optional<String> status = partition.status();
        if (status.isPresent()) {
            samples.add(1, status.get());
        }
    }

    private static int bit(boolean value) {
        return value ? 1 : 0;
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1e3;
    }
}
