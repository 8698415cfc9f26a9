package io.smartconnect.simulator;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An instance as it is now. Guarded by {@link Cloud}. */
final class KafkaInstance {

    private final InstanceSpec spec;
    private final long createdMillis;
    private final List<Task> tasks;

    KafkaInstance(InstanceSpec spec, long createdMillis, List<Task> tasks) {
        this.spec = spec;
        this.createdMillis = createdMillis;
        this.tasks = new ArrayList<>(tasks);
    }

    InstanceSpec spec() {
        return spec;
    }

    String id() {
        return spec.id();
    }

    boolean hasConnector(String connectorId) {
        return spec.connectorId().filter(connectorId::equals).isPresent();
    }

    JsonObject description() {
        return Documents.instance(spec, createdMillis);
    }

    List<Task> tasks() {
        return List.copyOf(tasks);
    }

    List<Task> smartConnectTasks() {
        return tasks.stream().filter(Task::inSmartConnect).toList();
    }

    List<Task> dumpTasks() {
        return tasks.stream().filter(task -> task.dumpId().isPresent()).toList();
    }

    Optional<Task> smartConnectTask(String id) {
        return smartConnectTasks().stream().filter(task -> task.id().equals(id)).findFirst();
    }

    Optional<Task> dumpTask(String dumpId) {
        return dumpTasks().stream()
                .filter(task -> task.dumpId().filter(dumpId::equals).isPresent())
                .findFirst();
    }

    void add(Task task) {
        tasks.add(task);
    }

    void remove(Task task) {
        tasks.remove(task);
    }
}
