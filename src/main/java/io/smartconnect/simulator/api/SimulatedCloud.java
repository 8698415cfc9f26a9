package io.smartconnect.simulator.api;

import io.smartconnect.simulator.model.InstanceSpec;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.smartconnect.simulator.model.SimulatedTask;
import io.smartconnect.simulator.model.Truth;
import io.smartconnect.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * All that there is, at the moment that the clock shows: a pure function of the scenario, of what has been done, and of
 * the time. Its lock guards everything within; a caller that needs several answers of one moment holds it.
 */
public final class SimulatedCloud {

    private static final Duration AGE_OF_TASKS = Duration.ofDays(7);
    private static final Duration AGE_OF_INSTANCES = Duration.ofDays(30);

    private final InstantSource clock;
    private final Instant start;
    private final List<SimulatedInstance> instances = new ArrayList<>();

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

    public Instant now() {
        return clock.instant();
    }

    /** Milliseconds since the start. */
    long millis() {
        return Duration.between(start, clock.instant()).toMillis();
    }

    synchronized List<SimulatedInstance> instances() {
        return List.copyOf(instances);
    }

    synchronized Optional<SimulatedInstance> instance(String id) {
        return instances.stream().filter(instance -> instance.id().equals(id)).findFirst();
    }

    public synchronized Optional<SimulatedInstance> instanceOfConnector(String connectorId) {
        return instances.stream()
                .filter(instance -> instance.hasConnector(connectorId))
                .findFirst();
    }

    public synchronized void remove(String instanceId) {
        instances.remove(existing(instanceId));
    }

    public synchronized void delete(String instanceId, String taskId) {
        existing(instanceId).remove(existing(instanceId, taskId));
    }

    public synchronized void pause(String instanceId, String taskId) {
        existing(instanceId, taskId).pause(millis());
    }

    public synchronized void resume(String instanceId, String taskId) {
        existing(instanceId, taskId).resume(millis());
    }

    public synchronized void restart(String instanceId, String taskId) {
        existing(instanceId, taskId).restart(millis());
    }

    public synchronized void recreate(String instanceId, String topic) {
        existing(instanceId).tasks().forEach(task -> task.recreate(topic, millis()));
    }

    public synchronized List<Truth> truths() {
        long millis = millis();
        return instances.stream()
                .flatMap(instance -> instance.tasks().stream().flatMap(task -> task.truths(instance.id(), millis)))
                .toList();
    }

    public synchronized Truth truth(String instanceId, String taskId, String topic, int partition) {
        return existing(instanceId, taskId)
                .truths(instanceId, millis())
                .filter(truth -> truth.topic().equals(topic) && truth.partition() == partition)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        "partition: must be one of task " + taskId + ". Found: " + topic + "/" + partition));
    }

    private SimulatedInstance existing(String instanceId) {
        return instance(instanceId)
                .orElseThrow(() ->
                        new NoSuchElementException("instance: must be one of the scenario. Found: " + instanceId));
    }

    private SimulatedTask existing(String instanceId, String taskId) {
        return existing(instanceId).tasks().stream()
                .filter(task -> task.id().equals(taskId))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        "task: must be one of instance " + instanceId + ". Found: " + taskId));
    }
}
