package io.smartconnect.simulator.model;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Kafka instance with its current tasks, guarded by the lock of the simulated cloud. */
public final class SimulatedInstance {

    /** Time for which Cloud Eye keeps the points of a deleted task. */
    private static final long KEPT_MILLIS = Duration.ofDays(2).toMillis();

    private final InstanceSpec spec;
    private final long createdMillis;
    private final List<SimulatedTask> tasks;
    private final List<SimulatedTask> deletedTasks = new ArrayList<>();

    /** An instance with these tasks. */
    public SimulatedInstance(InstanceSpec spec, long createdMillis, List<SimulatedTask> tasks) {
        this.spec = spec;
        this.createdMillis = createdMillis;
        this.tasks = new ArrayList<>(tasks);
    }

    /** Its specification in the scenario. */
    public InstanceSpec spec() {
        return spec;
    }

    /** Its id. */
    public String id() {
        return spec.id();
    }

    /** True if its Smart Connect is on and has this id. */
    public boolean hasConnector(String connectorId) {
        return spec.connectorId().filter(connectorId::equals).isPresent();
    }

    /** Its tasks in either API, and the other consumers of its topics. */
    public List<SimulatedTask> tasks() {
        return List.copyOf(tasks);
    }

    /** Its tasks in either API. */
    public List<SimulatedTask> listedTasks() {
        return tasks.stream().filter(SimulatedTask::isListed).toList();
    }

    /** The id of the instance that has a topic of one of its tasks: this one, or the source of a replication. */
    public String sourceInstance(SimulatedTask task, TopicSpec topic) {
        if (!task.isReplication()) {
            return spec.id();
        }
        boolean fromPeer = switch (task.source("direction")) {
            case "push" -> false;
            case "two-way" -> topic.direction() == 1;
            default -> true;
        };
        return fromPeer ? task.source("instance_id") : spec.id();
    }

    /** Its tasks that the Smart Connect API lists. */
    public List<SimulatedTask> smartConnectTasks() {
        return tasks.stream().filter(SimulatedTask::inSmartConnect).toList();
    }

    /** Its tasks that the dump API lists. */
    public List<SimulatedTask> dumpTasks() {
        return tasks.stream().filter(task -> task.dumpId().isPresent()).toList();
    }

    /** The task with this id in the Smart Connect API. */
    public Optional<SimulatedTask> smartConnectTask(String id) {
        return smartConnectTasks().stream().filter(task -> task.id().equals(id)).findFirst();
    }

    /** The task with this id in the dump API. */
    public Optional<SimulatedTask> dumpTask(String dumpId) {
        return dumpTasks().stream()
                .filter(task -> task.dumpId().filter(dumpId::equals).isPresent())
                .findFirst();
    }

    /** Adds a task. */
    public void add(SimulatedTask task) {
        tasks.add(task);
    }

    /** Deletes a task. */
    public void remove(SimulatedTask task, long millis) {
        task.delete(millis);
        tasks.remove(task);
        deletedTasks.removeIf(each -> each.deleted().orElse(millis) < millis - KEPT_MILLIS);
        deletedTasks.add(task);
    }

    /** Its tasks, and those that were deleted: Cloud Eye keeps their metrics for some time. */
    public List<SimulatedTask> tasksInCloudEye() {
        return Stream.concat(tasks.stream(), deletedTasks.stream()).toList();
    }

    /** Its description in the API, which has strings for some numbers. */
    public JsonObject description() {
        JsonObject instance = new JsonObject()
                .put("name", spec.name())
                .put("engine", "kafka")
                .put("port", 9092)
                .put("status", spec.status())
                .put("type", "cluster")
                .put("specification", "kafka.2u4g.cluster.small * 3 broker")
                .put("engine_version", spec.engineVersion())
                .put("connect_address", "192.168.0.10,192.168.0.11,192.168.0.12")
                .put("instance_id", spec.id())
                .put("resource_spec_code", "")
                .put("charging_mode", 1)
                .put("vpc_id", "5e6ba4a4-2f5f-4d0f-9a6d-3dd1b9ce4a16")
                .put("vpc_name", "vpc-kafka")
                .put("created_at", Long.toString(createdMillis))
                .put("product_id", "s6.2u4g.cluster.small")
                .put("security_group_id", "c2d5ef9b-19be-4f1c-9d0b-9bbd7a0c7a87")
                .put("available_zones", new JsonArray().add("eu-west-101a").add("eu-west-101b"))
                .put("total_storage_space", 600)
                .put("used_storage_space", 25)
                .put("storage_space", 492)
                .put("partition_num", "300")
                .put("node_num", 3)
                .put("broker_num", 3)
                .put("enterprise_project_id", "0")
                .put("retention_policy", "time_base")
                .put("ces_version", "linux")
                .put("cross_vpc_info", "{}")
                .put("support_features", "kafka.new.pod.port,feature.physerver.kafka.topic.modify")
                .put("tags", new JsonArray());
        return spec.showsConnector() ? withConnector(instance) : instance;
    }

    private JsonObject withConnector(JsonObject instance) {
        boolean enabled = spec.connectorId().isPresent();
        return instance.put("connector_enable", enabled)
                .put("connector_id", spec.connectorId().orElse(""))
                .put("connector_node_num", enabled ? 2 : 0);
    }
}
