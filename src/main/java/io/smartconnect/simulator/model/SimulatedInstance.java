package io.smartconnect.simulator.model;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An instance as it is now. Guarded by the simulated cloud. */
public final class SimulatedInstance {

    private final InstanceSpec spec;
    private final long createdMillis;
    private final List<SimulatedTask> tasks;

    public SimulatedInstance(InstanceSpec spec, long createdMillis, List<SimulatedTask> tasks) {
        this.spec = spec;
        this.createdMillis = createdMillis;
        this.tasks = new ArrayList<>(tasks);
    }

    public InstanceSpec spec() {
        return spec;
    }

    public String id() {
        return spec.id();
    }

    public boolean hasConnector(String connectorId) {
        return spec.connectorId().filter(connectorId::equals).isPresent();
    }

    public JsonObject description() {
        return Documents.instance(spec, createdMillis);
    }

    public List<SimulatedTask> tasks() {
        return List.copyOf(tasks);
    }

    public List<SimulatedTask> smartConnectTasks() {
        return tasks.stream().filter(SimulatedTask::inSmartConnect).toList();
    }

    public List<SimulatedTask> dumpTasks() {
        return tasks.stream().filter(task -> task.dumpId().isPresent()).toList();
    }

    public Optional<SimulatedTask> smartConnectTask(String id) {
        return smartConnectTasks().stream().filter(task -> task.id().equals(id)).findFirst();
    }

    public Optional<SimulatedTask> dumpTask(String dumpId) {
        return dumpTasks().stream()
                .filter(task -> task.dumpId().filter(dumpId::equals).isPresent())
                .findFirst();
    }

    public void add(SimulatedTask task) {
        tasks.add(task);
    }

    public void remove(SimulatedTask task) {
        tasks.remove(task);
    }
}
