package io.smartconnect.bench.soak;

import io.smartconnect.exporter.shard.Shard;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.InstanceBuilder;
import io.smartconnect.simulator.scenario.Scenario;
import io.smartconnect.simulator.scenario.ScenarioBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A simulated cloud of constant size whose instances and tasks are replaced by ones with new names. A new instance belongs to the
 * same half of two shards as the one that it replaces.
 */
final class ChangingCloud implements AutoCloseable {

    private static final int PER_PARTITION = 20;
    private static final SimulatedProduction PRODUCTION = SimulatedProduction.steady(PER_PARTITION);
    private static final SimulatedTransfer TRANSFER = SimulatedTransfer.flushing(Duration.ofMinutes(1));
    private static final int PARTITIONS = 4;

    /** Production of a task. */
    static final double MESSAGES_PER_SECOND = PER_PARTITION * PARTITIONS;

    /** Replaced instances stay in their half. */
    private static final Shard HALF = new Shard(0, 2);

    private final Simulator simulator;
    private final int dumps;

    /** The dump tasks of each instance, oldest first; the oldest instance is the first one. */
    private final Deque<String> instances = new ArrayDeque<>();

    private final Map<String, Deque<String>> tasks = new HashMap<>();

    private int replacements;

    private ChangingCloud(int instanceCount, int dumps, InstantSource clock) {
        this.dumps = dumps;
        ScenarioBuilder scenario = Scenario.builder().keyLife(Duration.ofMinutes(10));
        for (int i = 0; i < instanceCount; i++) {
            String id = newId(i % 2 == 0);
            scenario.instance(id, instance -> describe(id, instance));
        }
        simulator = Simulator.start(scenario.build(), clock);
    }

    /** Starts a cloud with so many instances, each with so many OBS dumps and a replication. */
    static ChangingCloud start(int instances, int dumps, InstantSource clock) {
        return new ChangingCloud(instances, dumps, clock);
    }

    Simulator simulator() {
        return simulator;
    }

    /** Adds an instance with one OBS dump that is never replaced. */
    void addStaying(String id) {
        simulator.createInstance(id, instance -> addDump(new ArrayDeque<>(), instance));
    }

    /** Replaces the oldest instance. */
    void replaceInstance() {
        String leaving = instances.removeFirst();
        tasks.remove(leaving);
        simulator.deleteInstance(leaving);
        String id = newId(HALF.owns(leaving));
        simulator.createInstance(id, instance -> describe(id, instance));
    }

    /** Replaces the oldest dump of an instance: of each one in turn. */
    void replaceTask() {
        List<String> ids = List.copyOf(instances);
        String id = ids.get(replacements++ % ids.size());
        Deque<String> dumpIds = Objects.requireNonNull(tasks.get(id));
        simulator.deleteTask(id, dumpIds.removeFirst());
        simulator.createTasks(id, instance -> addDump(dumpIds, instance));
    }

    private void describe(String id, InstanceBuilder instance) {
        Deque<String> dumpIds = new ArrayDeque<>();
        for (int i = 0; i < dumps; i++) {
            addDump(dumpIds, instance);
        }
        instance.replication(newId(), "replica", task -> task.topic("source", PARTITIONS, PRODUCTION, TRANSFER));
        instances.addLast(id);
        tasks.put(id, dumpIds);
    }

    private static void addDump(Deque<String> dumpIds, InstanceBuilder instance) {
        String id = newId();
        dumpIds.addLast(id);
        String name = "archive-" + id.substring(0, 8);
        instance.obs(
                id, name, task -> task.topic("topic-" + id.substring(0, 8), PARTITIONS, PRODUCTION, TRANSFER));
    }

    private static String newId(boolean inHalf) {
        return Stream.generate(ChangingCloud::newId)
                .filter(id -> HALF.owns(id) == inHalf)
                .findFirst()
                .orElseThrow();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
