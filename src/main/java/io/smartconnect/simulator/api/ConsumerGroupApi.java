package io.smartconnect.simulator.api;

import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.model.PartitionSpec;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.smartconnect.simulator.model.SimulatedTask;
import io.smartconnect.simulator.model.TopicSpec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The API of DMS for Kafka for consumer groups. */
record ConsumerGroupApi(SimulatedCloud cloud, InstanceLookup lookup) {

    private static final String HOST = "/172.31.1.102";

    /** A group and the task or other consumer that commits to it. */
    private record Group(String name, SimulatedTask consumer) {}

    /** An offset of a group. */
    private record OffsetRow(String topic, PartitionSpec partition) {}

    SimulatedResponse list(SimulatedRequest call) {
        SimulatedInstance instance = lookup.instance(call);
        String part = call.parameter("group").orElse("");
        List<JsonObject> matching = groups(instance)
                .filter(group -> group.name.contains(part))
                .map(this::item)
                .toList();
        return SimulatedResponse.ok(new JsonObject()
                .put("groups", new JsonArray(PageRequest.of(call).of(matching)))
                .put("total", matching.size()));
    }

    SimulatedResponse show(SimulatedRequest call) {
        Group group = group(call);
        JsonObject shown = new JsonObject()
                .put("group_id", group.name)
                .put("state", state(group))
                .put("coordinator_id", 1)
                .put("assignment_strategy", "range")
                .put("members", members(group))
                .put(
                        "group_message_offsets",
                        new JsonArray(
                                rows(group).map(row -> offsets(group, row)).toList()));
        return SimulatedResponse.ok(new JsonObject().put("group", shown));
    }

    SimulatedResponse listOffsets(SimulatedRequest call) {
        Group group = group(call);
        String topic = call.parameter("topic").orElseThrow(() -> SimulatedErrorException.badParameter("topic"));
        List<JsonObject> rows = rows(group)
                .filter(row -> row.topic.equals(topic))
                .map(row -> offsets(group, row)
                        .put("message_log_start_offset", row.partition.startOffset(cloud.millis()))
                        .put("consumer_id", memberId(group))
                        .put("host", HOST)
                        .put("client_id", clientId(group)))
                .toList();
        return SimulatedResponse.ok(new JsonObject()
                .put("group_message_offsets", new JsonArray(PageRequest.of(call).of(rows)))
                .put("total", rows.size()));
    }

    private Stream<Group> groups(SimulatedInstance instance) {
        return instance.tasks().stream()
                .flatMap(task -> task.groups(cloud.millis()).stream().map(name -> new Group(name, task)));
    }

    /** No document shows the error for an unknown group; Terraform's provider knows this code, with status 400. */
    private Group group(SimulatedRequest call) {
        return groups(lookup.instance(call))
                .filter(group -> group.name.equals(call.id("group")))
                .findFirst()
                .orElseThrow(() ->
                        SimulatedErrorException.badRequest("DMS.111400864", "The consumer group does not exist."));
    }

    private JsonObject item(Group group) {
        long lag =
                rows(group).mapToLong(row -> offsets(group, row).getLong("lag")).sum();
        return new JsonObject()
                .put("createdAt", group.consumer.created().toEpochMilli())
                .put("group_id", group.name)
                .put("state", state(group))
                .put("coordinator_id", 1)
                .put("lag", lag)
                .putNull("group_desc");
    }

    private String state(Group group) {
        return group.consumer.groupState(cloud.millis());
    }

    private JsonArray members(Group group) {
        if (!state(group).equals("STABLE")) {
            return new JsonArray();
        }
        JsonArray assignment = new JsonArray();
        for (TopicSpec topic : group.consumer.topics()) {
            List<Integer> partitions =
                    topic.partitions().stream().map(PartitionSpec::id).sorted().toList();
            assignment.add(new JsonObject().put("topic", topic.name()).put("partitions", new JsonArray(partitions)));
        }
        return new JsonArray()
                .add(new JsonObject()
                        .put("host", HOST)
                        .put("member_id", memberId(group))
                        .put("client_id", clientId(group))
                        .put("assignment", assignment));
    }

    private static String clientId(Group group) {
        return "connector-consumer-" + group.consumer.name() + "-0";
    }

    private static String memberId(Group group) {
        return clientId(group) + "-" + group.consumer.id();
    }

    /** The rows of all topics, interleaved; none of a dead group and before the first commit. */
    private Stream<OffsetRow> rows(Group group) {
        if (state(group).equals("DEAD") || !group.consumer.hasCommitted(cloud.millis())) {
            return Stream.of();
        }
        return group.consumer.topics().stream()
                .flatMap(topic -> topic.partitions().stream().map(partition -> new OffsetRow(topic.name(), partition)))
                .sorted(Comparator.comparingInt(row -> row.partition.id()));
    }

    private JsonObject offsets(Group group, OffsetRow row) {
        PartitionSpec.Offsets offsets = group.consumer.offsets(row.partition, cloud.millis());
        return new JsonObject()
                .put("partition", row.partition.id())
                .put("lag", offsets.lag())
                .put("topic", row.topic)
                .put("message_current_offset", offsets.transferred())
                .put("message_log_end_offset", offsets.end());
    }
}
