package io.smartconnect.exporter.cloud.kafka;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * The read operations on the consumer groups and topics of Kafka instances. They share the limits of all requests to DMS for Kafka
 * of a target. Futures fail with a {@link CloudFailure} and end by their deadline. Use it on one Vert.x context only.
 */
public interface KafkaResources {

    /**
     * {@code GET /v2/{project_id}/instances/{instance_id}/groups?group=…}: the names of the consumer groups whose name contains
     * {@code part}, each once; all groups for an empty text.
     */
    Future<List<String>> listGroups(String instanceId, String part, RequestContext scope);

    /** {@code GET /v2/{project_id}/instances/{instance_id}/management/groups/{group}}: all offsets of a consumer group. */
    Future<GroupOffsets> showGroup(String instanceId, String group, RequestContext scope);

    /** {@code GET /v2/{project_id}/instances/{instance_id}/topics}: all topics with their retention time. */
    Future<List<TopicRetention>> listTopics(String instanceId, RequestContext scope);

    /**
     * {@code GET /v2/{project_id}/kafka/instances/{instance_id}/topics/{topic}/partitions}: the start offset of each partition of
     * a topic by its number, where it is known.
     */
    Future<Map<Long, Long>> listStartOffsets(String instanceId, String topic, RequestContext scope);
}
