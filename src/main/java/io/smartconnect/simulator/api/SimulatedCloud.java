package io.smartconnect.simulator.api;

import io.smartconnect.simulator.model.ActualPartitionState;
import io.smartconnect.simulator.model.InstanceSpec;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.smartconnect.simulator.model.SimulatedTask;
import io.smartconnect.simulator.model.TopicSpec;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The state of the cloud at the clock's time: a pure function of the scenario, the changes made by requests and commands,
 * and the time. Its lock guards all its objects; a caller that needs several values of one moment holds the lock.
 */
public final class SimulatedCloud {

    private static final Duration AGE_OF_TASKS = Duration.ofDays(7);
    private static final Duration AGE_OF_INSTANCES = Duration.ofDays(30);

    private final InstantSource clock;
    private final Instant start;
    private final List<SimulatedInstance> instances = new ArrayList<>();

    /** The instances of this scenario, which starts now. */
    public SimulatedCloud(Scenario scenario, InstantSource clock) {
        this.clock = clock;
        this.start = clock.instant();
        scenario.instances().forEach(spec -> instances.add(instance(spec)));
    }

    private SimulatedInstance instance(InstanceSpec spec) {
        List<SimulatedTask> tasks = spec.tasks().stream()
                .map(task -> new SimulatedTask(task, task.created().orElse(start.minus(AGE_OF_TASKS))))
                .toList();
        return new SimulatedInstance(spec, start.minus(AGE_OF_INSTANCES).toEpochMilli(), tasks);
    }

    /** The time of the clock. */
    public Instant now() {
        return clock.instant();
    }

    /** Milliseconds since the start of the scenario. */
    long millis() {
        return Duration.between(start, clock.instant()).toMillis();
    }

    /** The time of the scenario's start, in milliseconds since 1970. */
    long startMillis() {
        return start.toEpochMilli();
    }

    /**
     * The topics of an instance, each once: those that its tasks and other consumers read, and those that replications of other
     * instances read there.
     */
    synchronized List<TopicSpec> topics(SimulatedInstance instance) {
        Map<String, TopicSpec> topics = new LinkedHashMap<>();
        for (SimulatedInstance each : instances) {
            for (SimulatedTask task : each.tasks()) {
                task.topics().stream()
                        .filter(topic -> each.sourceInstance(task, topic).equals(instance.id()))
                        .forEach(topic -> topics.putIfAbsent(topic.name(), topic));
            }
        }
        return List.copyOf(topics.values());
    }

    synchronized List<SimulatedInstance> instances() {
        return List.copyOf(instances);
    }

    synchronized Optional<SimulatedInstance> instance(String id) {
        return instances.stream().filter(instance -> instance.id().equals(id)).findFirst();
    }

    /** The instance that has this connector. */
    public synchronized Optional<SimulatedInstance> instanceOfConnector(String connectorId) {
        return instances.stream()
                .filter(instance -> instance.hasConnector(connectorId))
                .findFirst();
    }

    /** Adds an instance, whose tasks without a time are created now. */
    public synchronized void add(InstanceSpec spec) {
        instances.add(new SimulatedInstance(spec, now().toEpochMilli(), created(spec)));
    }

    /** Adds the tasks of a specification to the instance with its id; those without a time are created now. */
    public synchronized void addTasks(InstanceSpec spec) {
        created(spec).forEach(existing(spec.id())::add);
    }

    private List<SimulatedTask> created(InstanceSpec spec) {
        return spec.tasks().stream()
                .map(task -> new SimulatedTask(task, task.created().orElse(now())))
                .toList();
    }

    /** Deletes an instance. */
    public synchronized void remove(String instanceId) {
        instances.remove(existing(instanceId));
    }

    /** Deletes a task. */
    public synchronized void delete(String instanceId, String taskId) {
        existing(instanceId).remove(existing(instanceId, taskId), millis());
    }

    /** Changes the configuration of a task. */
    public synchronized void modify(String instanceId, String taskId, JsonObject change) {
        existing(instanceId, taskId).modify(change);
    }

    /** Pauses a task. */
    public synchronized void pause(String instanceId, String taskId) {
        existing(instanceId, taskId).pause(millis());
    }

    /** Resumes a task. */
    public synchronized void resume(String instanceId, String taskId) {
        existing(instanceId, taskId).resume(millis());
    }

    /** Restarts a task, which rewinds it. */
    public synchronized void restart(String instanceId, String taskId) {
        existing(instanceId, taskId).restart(millis());
    }

    /** Replaces the consumer groups of a task. */
    public synchronized void setGroups(String instanceId, String taskId, List<String> names) {
        existing(instanceId, taskId).setGroups(names);
    }

    /** Sets the state of the consumer groups of a task. */
    public synchronized void setGroupState(String instanceId, String taskId, String state) {
        existing(instanceId, taskId).setGroupState(state);
    }

    /** Deletes a topic and creates it again, for all tasks of the instance. */
    public synchronized void recreate(String instanceId, String topic) {
        existing(instanceId).tasks().forEach(task -> task.recreate(topic, millis()));
    }

    /** The true state of all partitions at one moment. */
    public synchronized List<ActualPartitionState> truths() {
        long millis = millis();
        return instances.stream()
                .flatMap(
                        instance -> instance.listedTasks().stream().flatMap(task -> task.truths(instance.id(), millis)))
                .toList();
    }

    /** The true state of one partition. */
    public synchronized ActualPartitionState truth(String instanceId, String taskId, String topic, int partition) {
        return existing(instanceId, taskId)
                .truths(instanceId, millis())
                .filter(truth -> truth.topic().equals(topic) && truth.partition() == partition)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        "partition: must be one of task " + taskId + "; found " + topic + "/" + partition));
    }

    private SimulatedInstance existing(String instanceId) {
        return instance(instanceId)
                .orElseThrow(
                        () -> new NoSuchElementException("instance: must be one of the scenario; found " + instanceId));
    }

    private SimulatedTask existing(String instanceId, String taskId) {
        return existing(instanceId).tasks().stream()
                .filter(task -> task.id().equals(taskId))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        "task: must be one of instance " + instanceId + "; found " + taskId));
    }
}
