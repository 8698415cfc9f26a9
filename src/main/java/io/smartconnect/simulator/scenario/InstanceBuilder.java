package io.smartconnect.simulator.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.simulator.model.InstanceSpec;
import io.smartconnect.simulator.model.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** A builder of a Kafka instance in a {@link Scenario}. */
public final class InstanceBuilder {

    private final String id;
    private final List<TaskSpec> tasks = new ArrayList<>();
    private String name;
    private String status = "RUNNING";
    private String engineVersion = "2.7";
    private Optional<String> connectorId;
    private boolean showsConnector = true;
    private InstanceSpec.TaskLimits smartConnect = new InstanceSpec.TaskLimits(18, 18);
    private InstanceSpec.TaskLimits dump = new InstanceSpec.TaskLimits(18, 18);

    InstanceBuilder(String id) {
        this.id = id;
        this.name = "kafka-" + id.substring(0, Math.min(8, id.length()));
        this.connectorId = Optional.of(id("connector"));
    }

    /** By default {@code kafka-} and the start of the id. */
    public InstanceBuilder name(String text) {
        name = text;
        return this;
    }

    /** RUNNING by default. */
    public InstanceBuilder status(String text) {
        status = text;
        return this;
    }

    /** 2.7 by default. */
    public InstanceBuilder engineVersion(String text) {
        engineVersion = text;
        return this;
    }

    /** By default an id derived from the instance's id. */
    public InstanceBuilder connector(String connector) {
        connectorId = Optional.of(connector);
        return this;
    }

    /** Turns Smart Connect off: requests for its tasks are answered with 404 {@code DMS.00404024}. */
    public InstanceBuilder withoutConnector() {
        connectorId = Optional.empty();
        return this;
    }

    /** Omits {@code connector_id}, {@code connector_enable} and {@code connector_node_num} from the description. */
    public InstanceBuilder withoutConnectorFields() {
        showsConnector = false;
        return this;
    }

    /** {@code max_tasks} and {@code quota_tasks} of the Smart Connect API; 18 and 18 by default. */
    public InstanceBuilder limits(int max, int quota) {
        smartConnect = new InstanceSpec.TaskLimits(max, quota);
        return this;
    }

    /** {@code max_tasks} and {@code quota_tasks} of the dump API; 18 and 18 by default. */
    public InstanceBuilder dumpLimits(int max, int quota) {
        dump = new InstanceSpec.TaskLimits(max, quota);
        return this;
    }

    /** Adds a Kafka replication; no API shows its offsets, but Cloud Eye has metrics. */
    public InstanceBuilder replication(String taskId, String taskName, Consumer<TaskBuilder> description) {
        return task(new TaskBuilder(TaskBuilder.Kind.REPLICATION, taskId, taskName), description);
    }

    /** Adds an OBS dump of the Smart Connect API; by default the dump API lists it under the same id. */
    public InstanceBuilder obs(String taskId, String taskName, Consumer<TaskBuilder> description) {
        return task(new TaskBuilder(TaskBuilder.Kind.OBS, taskId, taskName), description);
    }

    /** Adds an OBS dump that only the dump API lists. */
    public InstanceBuilder dump(String taskId, String taskName, Consumer<TaskBuilder> description) {
        return task(new TaskBuilder(TaskBuilder.Kind.DUMP, taskId, taskName), description);
    }

    /** Adds a Redis sync. */
    public InstanceBuilder redis(String taskId, String taskName, Consumer<TaskBuilder> description) {
        return task(new TaskBuilder(TaskBuilder.Kind.REDIS, taskId, taskName), description);
    }

    /** Adds a consumer group of an application: no task, and none of an API's listings. */
    public InstanceBuilder consumer(String group, Consumer<TaskBuilder> description) {
        return task(
                new TaskBuilder(TaskBuilder.Kind.CONSUMER, id("group/" + group), group).consumerGroups(group),
                description);
    }

    /** Adds a topic that no task transfers. */
    public InstanceBuilder topic(String topic, Consumer<TopicBuilder> description) {
        return task(
                new TaskBuilder(TaskBuilder.Kind.CONSUMER, id("topic/" + topic), topic).consumerGroups(),
                task -> task.topic(topic, description));
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
                id, name, status, engineVersion, connectorId, showsConnector, smartConnect, dump, List.copyOf(tasks));
    }
}
