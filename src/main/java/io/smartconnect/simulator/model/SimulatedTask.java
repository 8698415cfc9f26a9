package io.smartconnect.simulator.model;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A task with its current configuration and state, guarded by the lock of the simulated cloud. */
public final class SimulatedTask {

    private final TaskSpec spec;
    private final Instant created;
    private JsonObject entity;
    private Timeline timeline;
    private List<TopicSpec> topics;

    /** A task of a scenario or a request. */
    public SimulatedTask(TaskSpec spec, Instant created) {
        this.spec = spec;
        this.created = created;
        this.entity = spec.entity();
        this.timeline = spec.timeline();
        this.topics = spec.topics();
    }

    /** Its id, which is the dump API's for a task that only the dump API lists. */
    public String id() {
        return spec.id();
    }

    boolean inSmartConnect() {
        return spec.smartConnect();
    }

    Optional<String> dumpId() {
        return spec.dumpId();
    }

    /** Its status. */
    public String status(long millis) {
        return timeline.status(millis);
    }

    /** Merges a modification into its configuration. */
    public void modify(JsonObject change) {
        entity = TaskEntity.merged(entity, change);
    }

    /** Pauses the task. */
    public void pause(long millis) {
        timeline = timeline.pausedAt(millis);
    }

    /** Resumes the task. */
    public void resume(long millis) {
        timeline = timeline.resumedAt(millis);
    }

    /** Restarts the task, which rewinds it. */
    public void restart(long millis) {
        timeline = timeline.restartedAt(millis);
    }

    /** Empties the logs of a topic, if the task has it. */
    public void recreate(String topic, long millis) {
        topics = topics.stream()
                .map(each -> each.name().equals(topic) ? each.recreatedAt(millis) : each)
                .toList();
    }

    /** Its JSON object in the Smart Connect API. */
    public JsonObject entity(long millis) {
        return entity.copy()
                .put("id", spec.id())
                .put("status", status(millis))
                .put("create_time", created.toEpochMilli());
    }

    /** Its item in the dump API's list. */
    public JsonObject dumpItem(long millis) {
        return new JsonObject()
                .put("task_id", spec.dumpId().orElseThrow())
                .put("task_name", entity.getValue("task_name"))
                .put("destination_type", "OBS")
                .put("create_time", created.toEpochMilli())
                .put("status", status(millis))
                .put("topics", topicNames());
    }

    /** Its detail in the dump API, which has no id, and has a regular expression in {@code topics} too. */
    public JsonObject dumpDetail(long millis, boolean topicInfo) {
        JsonObject detail = new JsonObject()
                .put("task_name", entity.getValue("task_name"))
                .put("destination_type", "OBS")
                .put("create_time", created.toEpochMilli())
                .put("status", status(millis))
                .put("topics", topicNames())
                .put(
                        "obs_destination_descriptor",
                        spec.descriptor().map(JsonObject::copy).orElseGet(() -> TaskEntity.descriptor(entity)));
        return topicInfo ? detail.put("topics_info", topicsInfo(millis)) : detail;
    }

    /** The true state of its partitions. */
    public Stream<Truth> truths(String instanceId, long millis) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> truth(instanceId, topic.name(), partition, millis)));
    }

    private Truth truth(String instanceId, String topic, PartitionSpec partition, long millis) {
        long produced = partition.produced(millis);
        long transferred = timeline.transferred(partition, millis);
        Duration age = produced == transferred
                ? Duration.ZERO
                : Duration.ofMillis(millis - partition.production().producedAt(transferred, millis));
        long first = partition.firstOffset();
        return new Truth(instanceId, id(), topic, partition.id(), first + produced, first + transferred, age);
    }

    private Object topicNames() {
        return entity.getValue("topics", entity.getValue("topics_regex"));
    }

    private JsonArray topicsInfo(long millis) {
        JsonArray info = new JsonArray();
        String status = status(millis);
        if (status.equals("WAITING") || status.equals("CREATING")) {
            return info;
        }
        for (TopicSpec topic : topics) {
            JsonArray partitions = new JsonArray();
            topic.partitions().forEach(partition -> partitions.add(partition(partition, millis)));
            info.add(new JsonObject().put("topic", topic.name()).put("partitions", partitions));
        }
        return info;
    }

    private JsonObject partition(PartitionSpec partition, long millis) {
        long produced = partition.produced(millis);
        long transferred = timeline.transferred(partition, millis);
        return new JsonObject()
                .put("partition_id", Integer.toString(partition.id()))
                .put("status", partition.status())
                .put("last_transfer_offset", Long.toString(partition.firstOffset() + transferred))
                .put("log_end_offset", Long.toString(partition.firstOffset() + produced))
                .put("lag", Long.toString(produced - transferred));
    }
}
