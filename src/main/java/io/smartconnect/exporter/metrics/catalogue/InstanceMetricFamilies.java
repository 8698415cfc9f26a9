package io.smartconnect.exporter.metrics.catalogue;

import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.counter;
import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.failures;
import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.gauge;
import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.info;
import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.label;

import io.smartconnect.exporter.metrics.catalogue.MetricFamily.SampleOutput;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.TaskStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** The families of an instance. */
final class InstanceMetricFamilies {

    static final List<MetricFamily<Instance>> ALL = List.of(
            gauge(
                    "smartconnect_up",
                    "1 if the last poll of the instance read every listing of its tasks completely, else 0.",
                    (instance, output) -> instance.up().ifPresent(output::add)),
            info(
                    "smartconnect_instance_info",
                    "Attributes of the instance as labels, empty if unknown; always 1.",
                    label("instance_name", instance -> instance.info().name()),
                    label("target", instance -> instance.info().target()),
                    label("region", instance -> instance.info().region()),
                    label("project_id", instance -> instance.info().projectId()),
                    label("engine_version", instance -> instance.info().engineVersion()),
                    label("instance_status", instance -> instance.info().status())),
            gauge(
                    "smartconnect_last_success_timestamp_seconds",
                    "Unix time at which the last successful poll of the instance ended.",
                    (instance, output) -> instance.lastSuccess().ifPresent(output::add)),
            gauge(
                    "smartconnect_poll_duration_seconds",
                    "Duration of the last poll of the instance.",
                    (instance, output) ->
                            instance.lastPollDuration().ifPresent(duration -> output.add(duration.toNanos() / 1e9))),
            counter(
                    "smartconnect_polls_total",
                    "Finished polls of the instance, successful or failed.",
                    (instance, output) -> output.add(instance.polls())),
            failures(
                    "smartconnect_poll_failures_total", "Failed polls of the instance, by reason.", Instance::failures),
            counter(
                    "smartconnect_history_restarts_total",
                    "Histories of the instance that were discarded because an end offset moved back or the clock was set.",
                    (instance, output) -> output.add(instance.historyRestarts())),
            gauge(
                    "smartconnect_tasks",
                    "Tasks of the instance by status, each counted once; absent while a listing is missing.",
                    "status",
                    InstanceMetricFamilies::tasksByStatus),
            quota(
                    "smartconnect_tasks_reported",
                    "Number of tasks of the instance, as the API reports it.",
                    TaskQuota::reported),
            quota(
                    "smartconnect_tasks_max",
                    "Number of tasks that the instance supports, as the API reports it.",
                    TaskQuota::max),
            quota("smartconnect_tasks_quota", "Task quota of the instance, as the API reports it.", TaskQuota::quota),
            gauge(
                    "smartconnect_topic_retention_seconds",
                    "Retention time of a source topic of the instance's tasks.",
                    "topic",
                    (instance, output) ->
                            instance.topicRetention().forEach((topic, time) -> output.add(time.toSeconds(), topic))));

    static final EntityMetricFamilies<Instance> LEVEL = new EntityMetricFamilies<>(
            plan -> EntityMetricFamilies.ungrouped(plan.instances()), InstanceMetricFamilies::identify, ALL);

    private InstanceMetricFamilies() {}

    static void identify(Utf8Writer labels, Instance instance) {
        labels.appendLabel("instance_id", instance.info().id());
    }

    private static void tasksByStatus(Instance instance, SampleOutput output) {
        if (instance.complete()) {
            Map<String, Integer> counts = new TreeMap<>();
            for (TaskStatus status : TaskStatus.values()) {
                counts.put(status.name(), 0);
            }
            instance.tasks()
                    .forEach(task ->
                            counts.merge(task.status().orElse(TaskMetricFamilies.UNKNOWN_STATUS), 1, Integer::sum));
            counts.forEach((status, count) -> output.add(count, status));
        }
    }

    private static MetricFamily<Instance> quota(String name, String help, Function<TaskQuota, OptionalLong> value) {
        return gauge(name, help, "api", (instance, output) -> {
            for (ApiFamily api : ApiFamily.values()) {
                Optional.ofNullable(instance.quotas().get(api))
                        .map(value)
                        .ifPresent(known -> known.ifPresent(number -> output.add(number, api.label())));
            }
        });
    }
}
