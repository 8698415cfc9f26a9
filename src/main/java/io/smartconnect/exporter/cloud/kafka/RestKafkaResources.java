package io.smartconnect.exporter.cloud.kafka;

import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.http.ApiClient;
import io.smartconnect.exporter.cloud.http.PathSegment;
import io.smartconnect.exporter.cloud.http.UnsignedRequest;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.cloud.json.PageCollector;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Consumer groups and topics over HTTPS, with the paths and fields of the public API reference. */
public final class RestKafkaResources implements KafkaResources {

    /** Names of the total of a listing; older clouds use the second one. */
    private static final List<String> TOTAL = List.of("total", "count");

    /** Names of the name of a topic; older clouds use the second one. */
    private static final List<String> NAME = List.of("name", "id");

    /** Ten years; the API documents at most 720 hours. */
    private static final long LONGEST_RETENTION_HOURS = 24 * 3_653;

    private final ApiClient api;
    private final String projectId;

    /** Creates a client that sends its requests through {@code api}, the client of DMS for Kafka. */
    public RestKafkaResources(ApiClient api, String projectId) {
        this.api = api;
        this.projectId = projectId;
    }

    @Override
    public Future<List<String>> listGroups(String instanceId, String part, RequestContext scope) {
        String filter = part.isEmpty() ? "" : "?group=" + PathSegment.of(part);
        String path = path("instances", instanceId, "groups") + filter;
        PageCollector<String> paging =
                new PageCollector<>("groups", TOTAL, RestKafkaResources::group, Function.identity());
        return api.readPages(UnsignedRequest.of(CloudOperation.LIST_GROUPS, path), paging, scope)
                .map(read -> paging.items());
    }

    @Override
    public Future<GroupOffsets> showGroup(String instanceId, String group, RequestContext scope) {
        String path = path("instances", instanceId, "management", "groups", group);
        return api.readBody(
                UnsignedRequest.of(CloudOperation.SHOW_GROUP, path),
                scope,
                body -> GroupReader.read(body, api.meter()));
    }

    @Override
    public Future<List<TopicRetention>> listTopics(String instanceId, RequestContext scope) {
        String path = path("instances", instanceId, "topics");
        PageCollector<TopicRetention> paging =
                new PageCollector<>("topics", TOTAL, RestKafkaResources::topic, TopicRetention::topic);
        return api.readPages(UnsignedRequest.of(CloudOperation.LIST_TOPICS, path), paging, scope)
                .map(read -> paging.items());
    }

    @Override
    public Future<Map<Long, Long>> listStartOffsets(String instanceId, String topic, RequestContext scope) {
        String path = path("kafka", "instances", instanceId, "topics", topic, "partitions");
        PageCollector<Start> paging = new PageCollector<>("partitions", TOTAL, Start::of, Start::id);
        return api.readPages(UnsignedRequest.of(CloudOperation.LIST_PARTITIONS, path), paging, scope)
                .map(read -> paging.items().stream()
                        .filter(start -> start.offset().isPresent())
                        .collect(Collectors.toUnmodifiableMap(
                                Start::partition, start -> start.offset().getAsLong())));
    }

    private String path(String... segments) {
        return PathSegment.path("/v2/" + PathSegment.of(projectId), segments);
    }

    static Optional<String> group(JsonFields fields) {
        return Optional.of(fields.identity("group_id")).filter(id -> !id.isEmpty());
    }

    static Optional<TopicRetention> topic(JsonFields fields) {
        String name = fields.identity(fields.firstOf(NAME));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong hours = fields.requiredNumber("retention_time", LONGEST_RETENTION_HOURS);
        return Optional.of(new TopicRetention(
                name, hours.isPresent() ? Optional.of(Duration.ofHours(hours.getAsLong())) : Optional.empty()));
    }

    /** The start offset of a partition. */
    record Start(long partition, OptionalLong offset) {

        /** Decodes an item; empty without a number. A start beyond the end is unreadable. */
        static Optional<Start> of(JsonFields fields) {
            OptionalLong partition = fields.requiredNumber("partition");
            OptionalLong end = fields.requiredNumber("last_offset");
            OptionalLong offset = fields.requiredNumber("start_offset", end.orElse(Long.MAX_VALUE));
            return partition.isPresent() ? Optional.of(new Start(partition.getAsLong(), offset)) : Optional.empty();
        }

        String id() {
            return String.valueOf(partition);
        }
    }
}
