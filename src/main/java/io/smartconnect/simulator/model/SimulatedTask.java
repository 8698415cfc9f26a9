package io.smartconnect.simulator.model;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A task with its current configuration and state, guarded by the lock of the simulated cloud. */
public final class SimulatedTask {

    private final TaskSpec spec;
    private final Instant created;
    private JsonObject entity;
    private TaskTimeline timeline;
    private List<TopicSpec> topics;
    private List<String> groups;
    private Optional<String> groupState = Optional.empty();
    private OptionalLong deleted = OptionalLong.empty();

    /** A task of a scenario or a request. */
    public SimulatedTask(TaskSpec spec, Instant created) {
        this.spec = spec;
        this.created = created;
        this.entity = spec.entity();
        this.timeline = spec.timeline();
        this.topics = spec.topics();
        this.groups = spec.groups().stream().map(this::named).toList();
    }

    private String named(String pattern) {
        return pattern.replace("{task_name}", name()).replace("{task_id}", id());
    }

    /** Its id, which is the dump API's for a task that only the dump API lists. */
    public String id() {
        return spec.id();
    }

    /** Its name. */
    public String name() {
        return entity.getString("task_name");
    }

    /** The time of its creation. */
    public Instant created() {
        return created;
    }

    /** The time of its deletion. */
    public OptionalLong deleted() {
        return deleted;
    }

    void delete(long millis) {
        deleted = OptionalLong.of(millis);
    }

    /** Its topics now. */
    public List<TopicSpec> topics() {
        return topics;
    }

    /** True if an API lists it; false for another consumer. */
    boolean isListed() {
        return inSmartConnect() || dumpId().isPresent();
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

    /** True if Cloud Eye has metrics of it: a Kafka replication. */
    public boolean isReplication() {
        return inSmartConnect() && "KAFKA_REPLICATOR_SOURCE".equals(entity.getString("source_type"));
    }

    /** A field of its source; empty without one. */
    public String source(String field) {
        JsonObject source = entity.getJsonObject("source_task");
        return source == null ? "" : String.valueOf(source.getValue(field, ""));
    }

    /** True unless Cloud Eye reports it as abnormal. */
    public boolean isNormal(long millis) {
        return spec.abnormalAfter().map(after -> millis < after.toMillis()).orElse(true);
    }

    /** The names of its consumer groups, which exist once it has run. */
    public List<String> groups(long millis) {
        return timeline.hasMoved(millis) ? groups : List.of();
    }

    /** True once its groups have offsets: those of all partitions from the first message on. */
    public boolean hasCommitted(long millis) {
        return timeline.hasMoved(millis)
                && topics.stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .anyMatch(partition -> partition.undisturbed(millis) > 0);
    }

    /** The state of its consumer groups. */
    public String groupState(long millis) {
        return groupState.orElseGet(() -> switch (status(millis)) {
            case "RESTARTING" -> "PREPARING_REBALANCE";
            case "FAILED" -> "EMPTY";
            default -> "STABLE";
        });
    }

    /** Replaces its consumer groups. */
    public void setGroups(List<String> names) {
        groups = List.copyOf(names);
    }

    /** Replaces the state of its consumer groups. */
    public void setGroupState(String state) {
        groupState = Optional.of(state);
    }

    /** Merges a modification into its configuration. */
    public void modify(JsonObject change) {
        entity = SimulatedTaskJson.merged(entity, change);
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
                        spec.descriptor().map(JsonObject::copy).orElseGet(() -> SimulatedTaskJson.descriptor(entity)));
        return topicInfo ? detail.put("topics_info", topicsInfo(millis)) : detail;
    }

    /** The true state of its partitions. */
    public Stream<ActualPartitionState> truths(String instanceId, long millis) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> truth(instanceId, topic.name(), partition, millis)));
    }

    private ActualPartitionState truth(String instanceId, String topic, PartitionSpec partition, long millis) {
        PartitionSpec.Offsets offsets = offsets(partition, millis);
        return new ActualPartitionState(
                instanceId,
                id(),
                topic,
                partition.id(),
                offsets.start(),
                offsets.end(),
                offsets.transferred(),
                offsets.oldestAge(),
                offsets.expired(),
                offsets.untilLoss());
    }

    /** The offsets of one of its partitions. */
    public PartitionSpec.Offsets offsets(PartitionSpec partition, long millis) {
        return new PartitionSpec.Offsets(partition, timeline.progress(partition, millis), millis);
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
        PartitionSpec.Offsets offsets = offsets(partition, millis);
        return new JsonObject()
                .put("partition_id", Integer.toString(partition.id()))
                .put("status", partition.status())
                .put("last_transfer_offset", Long.toString(offsets.transferred()))
                .put("log_end_offset", Long.toString(offsets.end()))
                .put("lag", Long.toString(offsets.lag()));
    }
}
