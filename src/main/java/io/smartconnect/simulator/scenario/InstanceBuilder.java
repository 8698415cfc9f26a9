package io.smartconnect.simulator.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.simulator.model.InstanceSpec;
import io.smartconnect.simulator.model.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Describes a Kafka instance of a {@link Scenario}. */
public final class InstanceBuilder {

    private final String id;
    private final List<TaskSpec> tasks = new ArrayList<>();
    private String name;
    private String status = "RUNNING";
    private String engineVersion = "2.7";
    private Optional<String> connectorId;
    private boolean saysConnector = true;
    private InstanceSpec.Limits smartConnect = new InstanceSpec.Limits(18, 18);
    private InstanceSpec.Limits dump = new InstanceSpec.Limits(18, 18);

    InstanceBuilder(String id) {
        this.id = id;
        this.name = "kafka-" + id.substring(0, Math.min(8, id.length()));
        this.connectorId = Optional.of(id("connector"));
    }

    public InstanceBuilder name(String text) {
        name = text;
        return this;
    }

    /** RUNNING by default. */
    public InstanceBuilder status(String text) {
        status = text;
        return this;
    }

    public InstanceBuilder engineVersion(String text) {
        engineVersion = text;
        return this;
    }

    /** By default an id made from the instance's. */
    public InstanceBuilder connector(String connector) {
        connectorId = Optional.of(connector);
        return this;
    }

    /** Smart Connect is off: no tasks, and 404 {@code DMS.00404024} for who asks for them. */
    public InstanceBuilder withoutConnector() {
        connectorId = Optional.empty();
        return this;
    }

    /** Leaves {@code connector_id}, {@code connector_enable} and {@code connector_node_num} out of the description. */
    public InstanceBuilder withoutConnectorFields() {
        saysConnector = false;
        return this;
    }

    /** {@code max_tasks} and {@code quota_tasks} of the Smart Connect API; 18 and 18 by default. */
    public InstanceBuilder limits(int max, int quota) {
        smartConnect = new InstanceSpec.Limits(max, quota);
        return this;
    }

    /** {@code max_tasks} and {@code quota_tasks} of the dump API; 18 and 18 by default. */
    public InstanceBuilder dumpLimits(int max, int quota) {
        dump = new InstanceSpec.Limits(max, quota);
        return this;
    }

    /** A task that replicates from another Kafka; no API shows its offsets. */
    public InstanceBuilder replication(String taskId, String taskName, Consumer<TaskBuilder> description) {
        return task(new TaskBuilder(TaskBuilder.Kind.REPLICATION, taskId, taskName), description);
    }

    /** A Smart Connect task that dumps to OBS; by default the dump API names it too, under the same id. */
    public InstanceBuilder obs(String taskId, String taskName, Consumer<TaskBuilder> description) {
        return task(new TaskBuilder(TaskBuilder.Kind.OBS, taskId, taskName), description);
    }

    /** A dump task that only the dump API knows. */
    public InstanceBuilder dump(String taskId, String taskName, Consumer<TaskBuilder> description) {
        return task(new TaskBuilder(TaskBuilder.Kind.DUMP, taskId, taskName), description);
    }

    /** A task that replicates Redis. */
    public InstanceBuilder redis(String taskId, String taskName, Consumer<TaskBuilder> description) {
        return task(new TaskBuilder(TaskBuilder.Kind.REDIS, taskId, taskName), description);
    }

    InstanceBuilder task(TaskSpec task) {
        tasks.add(task);
        return this;
    }

    private InstanceBuilder task(TaskBuilder task, Consumer<TaskBuilder> description) {
        description.accept(task);
        return task(task.build());
    }

    private String id(String of) {
        return UUID.nameUUIDFromBytes((id + "/" + of).getBytes(UTF_8)).toString();
    }

    InstanceSpec build() {
        return new InstanceSpec(
                id, name, status, engineVersion, connectorId, saysConnector, smartConnect, dump, List.copyOf(tasks));
    }
}
