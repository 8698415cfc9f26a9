package io.smartconnect.simulator.api;

import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.model.PartitionSpec;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.smartconnect.simulator.model.TopicSpec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/**
 * The API of DMS for Kafka for topics and their partitions.
 *
 * @param openTelekomCloud true for that cloud's limits
 */
record TopicApi(SimulatedCloud cloud, InstanceLookup lookup, boolean openTelekomCloud) {

    private static final PageRequest.Limits TOPICS = new PageRequest.Limits(Integer.MAX_VALUE, 50, 200);
    private static final PageRequest.Limits PARTITIONS = new PageRequest.Limits(10_000, 10, 50);

    SimulatedResponse list(SimulatedRequest call) {
        SimulatedInstance instance = lookup.instance(call);
        List<TopicSpec> topics = cloud.topics(instance);
        PageRequest page = PageRequest.of(call, openTelekomCloud ? PageRequest.Limits.DEFAULT : TOPICS);
        JsonArray items = new JsonArray();
        page.of(topics).forEach(topic -> items.add(item(topic)));
        return SimulatedResponse.ok(new JsonObject()
                .put("total", topics.size())
                .put("size", 0)
                .put("remain_partitions", 300)
                .put("max_partitions", 300)
                .put("topic_max_partitions", 200)
                .put("topics", items));
    }

    private JsonObject item(TopicSpec topic) {
        Object no = openTelekomCloud ? "false" : false;
        return new JsonObject()
                .put("policiesOnly", false)
                .put("name", topic.name())
                .put("replication", 3)
                .put("partition", topic.partitions().size())
                .put("retention_time", topic.retention().toHours())
                .put("sync_replication", no)
                .put("sync_message_flush", no)
                .put("external_configs", new JsonObject())
                .put("topic_type", 0)
                .put("topic_desc", "");
    }

    SimulatedResponse listPartitions(SimulatedRequest call) {
        String name = call.id("topic");
        List<JsonObject> partitions = cloud.topics(lookup.instance(call)).stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> SimulatedErrorException.notFound("DMS.00404033", "This topic does not exist."))
                .partitions()
                .stream()
                .sorted(Comparator.comparingInt(PartitionSpec::id))
                .map(this::partition)
                .toList();
        return SimulatedResponse.ok(new JsonObject()
                .put("total", partitions.size())
                .put(
                        "partitions",
                        new JsonArray(PageRequest.of(call, PARTITIONS).of(partitions))));
    }

    private JsonObject partition(PartitionSpec partition) {
        long millis = cloud.millis();
        long start = partition.startOffset(millis);
        long end = partition.endOffset(millis);
        return new JsonObject()
                .put("partition", partition.id())
                .put("start_offset", start)
                .put("last_offset", end)
                .put("message_count", end - start)
                .put("last_update_time", cloud.now().toEpochMilli());
    }
}
