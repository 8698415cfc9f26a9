package io.smartconnect.simulator;

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
final class Cloud {

    private static final Duration AGE_OF_TASKS = Duration.ofDays(7);
    private static final Duration AGE_OF_INSTANCES = Duration.ofDays(30);

    private final InstantSource clock;
    private final Instant start;
    private final List<KafkaInstance> instances = new ArrayList<>();

    Cloud(Scenario scenario, InstantSource clock) {
        this.clock = clock;
        this.start = clock.instant();
        scenario.instances().forEach(spec -> instances.add(instance(spec)));
    }

    private KafkaInstance instance(InstanceSpec spec) {
        List<Task> tasks = spec.tasks().stream()
                .map(task -> new Task(task, task.created().orElse(start.minus(AGE_OF_TASKS))))
                .toList();
        return new KafkaInstance(spec, start.minus(AGE_OF_INSTANCES).toEpochMilli(), tasks);
    }

    Instant now() {
        return clock.instant();
    }

    /** Milliseconds since the start. */
    long millis() {
        return Duration.between(start, clock.instant()).toMillis();
    }

    synchronized List<KafkaInstance> instances() {
        return List.copyOf(instances);
    }

    synchronized Optional<KafkaInstance> instance(String id) {
        return instances.stream().filter(instance -> instance.id().equals(id)).findFirst();
    }

    synchronized Optional<KafkaInstance> instanceOfConnector(String connectorId) {
        return instances.stream()
                .filter(instance -> instance.hasConnector(connectorId))
                .findFirst();
    }

    synchronized void remove(String instanceId) {
        instances.remove(existing(instanceId));
    }

    synchronized void delete(String instanceId, String taskId) {
        existing(instanceId).remove(existing(instanceId, taskId));
    }

    synchronized void pause(String instanceId, String taskId) {
        existing(instanceId, taskId).pause(millis());
    }

    synchronized void resume(String instanceId, String taskId) {
        existing(instanceId, taskId).resume(millis());
    }

    synchronized void restart(String instanceId, String taskId) {
        existing(instanceId, taskId).restart(millis());
    }

    synchronized void recreate(String instanceId, String topic) {
        existing(instanceId).tasks().forEach(task -> task.recreate(topic, millis()));
    }

    synchronized List<Truth> truths() {
        long millis = millis();
        return instances.stream()
                .flatMap(instance -> instance.tasks().stream().flatMap(task -> task.truths(instance.id(), millis)))
                .toList();
    }

    synchronized Truth truth(String instanceId, String taskId, String topic, int partition) {
        return existing(instanceId, taskId)
                .truths(instanceId, millis())
                .filter(truth -> truth.topic().equals(topic) && truth.partition() == partition)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        "partition: must be one of task " + taskId + ". Found: " + topic + "/" + partition));
    }

    private KafkaInstance existing(String instanceId) {
        return instance(instanceId)
                .orElseThrow(() ->
                        new NoSuchElementException("instance: must be one of the scenario. Found: " + instanceId));
    }

    private Task existing(String instanceId, String taskId) {
        return existing(instanceId).tasks().stream()
                .filter(task -> task.id().equals(taskId))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        "task: must be one of instance " + instanceId + ". Found: " + taskId));
    }
}
