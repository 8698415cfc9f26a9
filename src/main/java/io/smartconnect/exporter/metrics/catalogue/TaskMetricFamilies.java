package io.smartconnect.exporter.metrics.catalogue;

import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.counter;
import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.gauge;
import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.info;
import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.label;

import io.smartconnect.exporter.metrics.catalogue.EntityMetricFamilies.EntityGroup;
import io.smartconnect.exporter.metrics.catalogue.MetricFamily.SampleOutput;
import io.smartconnect.exporter.metrics.catalogue.MetricFamily.SampleReader;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.LagTotal;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.OffsetCounters;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The families of a task. */
final class TaskMetricFamilies {

    /** The label of tasks and partitions without a status. */
    static final String UNKNOWN_STATUS = "UNKNOWN";

    static final List<MetricFamily<TaskWithLag>> ALL = List.of(
            info(
                    "smartconnect_task_info",
                    "Attributes of the task as labels, empty if unknown or inapplicable; always 1.",
                    label("api", TaskMetricFamilies::api),
                    label("source_type", of -> of.task().info().sourceType()),
                    label("sink_type", of -> of.task().info().sinkType()),
                    label("topics", of -> of.task().info().topics()),
                    label("topics_regex", of -> of.task().info().topicsRegex()),
                    label("source", of -> of.task().info().source()),
                    label("destination", of -> of.task().info().destination()),
                    label("direction", of -> of.task().info().direction()),
                    label("consumer_strategy", of -> of.task().info().consumerStrategy())),
            gauge(
                    "smartconnect_task_status",
                    "1 for the current status of the task, 0 for the other documented statuses.",
                    "status",
                    TaskMetricFamilies::status),
            gauge(
                    "smartconnect_task_created_timestamp_seconds",
                    "Unix time at which the task was created.",
                    (of, output) -> of.task().created().ifPresent(output::add)),
            gauge(
                    "smartconnect_task_deliver_interval_seconds",
                    "Deliver interval of an OBS dump: the time between two of its writes.",
                    (of, output) -> output.add(of.task().deliverIntervalSeconds())),
            gauge(
                    "smartconnect_task_workers",
                    "Number of workers of a Kafka replication.",
                    (of, output) -> output.add(of.task().workers())),
            gauge(
                    "smartconnect_task_lag_available",
                    "1 if a source of lag knows the lag of at least one partition, or of the whole task, else 0.",
                    (of, output) -> output.add(of.lag().isKnown())),
            gauge(
                    "smartconnect_task_lag_source",
                    "1 for the source that the lag of the task comes from, 0 for the others.",
                    "source",
                    TaskMetricFamilies::lagSource),
            gauge(
                    "smartconnect_task_partitions",
                    "Source partitions of the task by status, as the API reports it.",
                    "status",
                    TaskMetricFamilies::partitionsByStatus),
            gauge(
                    "smartconnect_task_lag_messages",
                    "Lag of the task: untransferred messages of the partitions whose lag is known, or of the whole task.",
                    (of, output) -> output.add(of.lag().messagesAsDouble())),
            gauge(
                    "smartconnect_task_lag_unknown_partitions",
                    "Partitions of the task whose lag is unknown, and missing from the lag of the task.",
                    (of, output) -> {
                        if (of.task().topics().isPresent()) {
                            output.add(of.lag().unknownPartitions());
                        }
                    }),
            gauge(
                    "smartconnect_task_max_lag_seconds",
                    "Lag time of the task: age of its oldest untransferred message, as of the poll.",
                    (of, output) -> of.lag().lagTime().ifPresent(lagTime -> output.add(lagTime.seconds()))),
            gauge(
                    "smartconnect_task_lag_objective_seconds",
                    "Lag objective of the task: the largest acceptable lag time, with which alerts compare the lag time.",
                    (of, output) ->
                            of.task().progress().ifPresent(progress -> output.add(progress.lagObjectiveSeconds()))),
            gauge(
                    "smartconnect_task_health",
                    "1 for the current health of the task, 0 for the other values.",
                    "health",
                    TaskMetricFamilies::health),
            offsets(
                    "smartconnect_task_transferred_messages_total",
                    "Messages of the task that were transferred: forward moves of its transferred offsets.",
                    OffsetCounters::transferredMessages),
            offsets(
                    "smartconnect_task_produced_messages_total",
                    "Messages that were produced for the task: forward moves of the end offsets of its source partitions.",
                    OffsetCounters::producedMessages),
            offsets(
                    "smartconnect_task_rewinds_total",
                    "Rewinds of the task: polls that found an offset moved back.",
                    OffsetCounters::rewinds),
            gauge(
                    "smartconnect_task_catch_up_seconds",
                    "Time until the lag of the task is 0 at the current rates; absent unless the task is catching up.",
                    (of, output) -> of.task()
                            .progress()
                            .ifPresent(progress -> output.add(progress.rates().catchUpSeconds()))),
            gauge(
                    "smartconnect_task_objective_breach_seconds",
                    "Time until the lag time of the task passes its objective at the current rates; absent unless it grows.",
                    (of, output) -> of.task()
                            .progress()
                            .ifPresent(progress -> output.add(progress.rates().breachSeconds()))),
            cloudEye(
                    "smartconnect_task_delay_seconds",
                    "Delay of a replication, as Cloud Eye reports it: from sending at the source to arriving at the target.",
                    (reading, output) -> output.add(reading.delaySeconds())),
            cloudEye(
                    "smartconnect_task_transferred_messages_per_second",
                    "Messages that a replication transfers per second, as Cloud Eye reports it.",
                    (reading, output) -> output.add(reading.transferredPerSecond())),
            cloudEye(
                    "smartconnect_task_cloud_eye_status",
                    "Status of a replication in Cloud Eye: 1 if normal, 0 if abnormal.",
                    (reading, output) -> reading.isNormal().ifPresent(output::add)),
            cloudEye(
                    "smartconnect_task_cloud_eye_timestamp_seconds",
                    "Unix time of the newest point of Cloud Eye that the exporter used for the task.",
                    (reading, output) -> output.add(reading.time())),
            gauge(
                    "smartconnect_task_retention_margin_seconds",
                    "Retention margin of the task: time until its oldest untransferred message is deleted; 0 once it is.",
                    (of, output) -> of.task()
                            .progress()
                            .ifPresent(
                                    progress -> output.add(progress.retention().marginSeconds()))),
            counter(
                    "smartconnect_task_expired_messages_total",
                    "Messages of the task that were deleted before they were transferred.",
                    (of, output) -> of.task()
                            .progress()
                            .ifPresent(
                                    progress -> output.add(progress.retention().expiredMessages()))),
            changes(
                    "smartconnect_task_status_changes_total",
                    "Status changes of the task between two polls.",
                    TaskProgress::statusChanges),
            changes(
                    "smartconnect_task_config_changes_total",
                    "Polls that found a changed configuration of the task; the log has the changes.",
                    TaskProgress::configChanges));

    static final EntityMetricFamilies<TaskWithLag> LEVEL = new EntityMetricFamilies<>(
            EntityMetricFamilies.eachInstance(TaskMetricFamilies::group),
            (labels, of) -> identify(labels, of.task()),
            ALL);

    private TaskMetricFamilies() {}

    static void identify(Utf8Writer labels, Task task) {
        labels.appendLabel("task_id", task.id()).appendLabel("task_name", task.name());
    }

    private static Stream<EntityGroup<TaskWithLag>> group(SeriesPlan plan, Instance instance) {
        Utf8Writer labels = new Utf8Writer(0);
        InstanceMetricFamilies.identify(labels, instance);
        return Stream.of(new EntityGroup<>(
                labels.toString(),
                plan.tasks(instance).stream().map(TaskWithLag::new).toList()));
    }

    private static String api(TaskWithLag of) {
        return of.task().apis().size() > 1
                ? "both"
                : of.task().apis().iterator().next().label();
    }

    private static void status(TaskWithLag of, SampleOutput output) {
        Optional<String> current = of.task().status();
        for (TaskStatus known : TaskStatus.values()) {
            output.add(current.equals(Optional.of(known.name())) ? 1 : 0, known.name());
        }
        current.filter(status -> TaskStatus.of(status).isEmpty()).ifPresent(status -> output.add(1, status));
    }

    private static void lagSource(TaskWithLag of, SampleOutput output) {
        Optional<LagSource> used =
                of.task().lagSource().filter(source -> of.lag().isKnown());
        for (LagSource source : LagSource.values()) {
            output.add(used.equals(Optional.of(source)) ? 1 : 0, source.label());
        }
    }

    private static void partitionsByStatus(TaskWithLag of, SampleOutput output) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Topic topic : of.task().topics().orElse(List.of())) {
            for (Partition partition : topic.partitions()) {
                counts.merge(partition.status().orElse(UNKNOWN_STATUS), 1, Integer::sum);
            }
        }
        counts.forEach((status, count) -> output.add(count, status));
    }

    private static void health(TaskWithLag of, SampleOutput output) {
        of.task().progress().ifPresent(progress -> {
            for (Health health : Health.values()) {
                output.add(progress.judgement().health() == health ? 1 : 0, health.label());
            }
        });
    }

    private static MetricFamily<TaskWithLag> offsets(String name, String help, ToLongFunction<OffsetCounters> count) {
        return counter(
                name,
                help,
                (of, output) -> of.task()
                        .progress()
                        .flatMap(TaskProgress::offsetCounters)
                        .ifPresent(counters -> output.add(count.applyAsLong(counters))));
    }

    private static MetricFamily<TaskWithLag> cloudEye(String name, String help, SampleReader<CloudEyeReading> reader) {
        return gauge(
                name, help, (of, output) -> of.task().cloudEye().ifPresent(reading -> reader.read(reading, output)));
    }

    private static MetricFamily<TaskWithLag> changes(String name, String help, ToLongFunction<TaskProgress> count) {
        return counter(
                name,
                help,
                (of, output) -> of.task().progress().ifPresent(progress -> output.add(count.applyAsLong(progress))));
    }

    /** A task with the total of its lag, which is computed when a family needs it first. Equal if the tasks are. */
    static final class TaskWithLag {

        private final Task task;
        private @Nullable LagTotal lag;

        TaskWithLag(Task task) {
            this.task = task;
        }

        Task task() {
            return task;
        }

        LagTotal lag() {
            if (lag == null) {
                lag = task.lag();
            }
            return lag;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof TaskWithLag of && task.equals(of.task);
        }

        @Override
        public int hashCode() {
            return task.hashCode();
        }
    }
}
