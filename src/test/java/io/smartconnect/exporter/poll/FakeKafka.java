package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.kafka.GroupOffsets;
import io.smartconnect.exporter.cloud.kafka.KafkaResources;
import io.smartconnect.exporter.cloud.kafka.TopicRetention;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Consumer groups and topics that a test describes. Until then there are none. It records the requests. */
public final class FakeKafka implements KafkaResources {

    public final Map<String, Future<GroupOffsets>> groups = new HashMap<>();
    public final Map<String, Future<Map<Long, Long>>> starts = new HashMap<>();
    public final List<String> requests = new ArrayList<>();
    public Future<List<TopicRetention>> topics = Future.succeededFuture(List.of());
    public Future<List<String>> listing = Future.succeededFuture(List.of());
    private boolean listsWhatExists = true;

    /** Replaces the listing, which otherwise names the groups that exist. */
    public void lists(Future<List<String>> answer) {
        listing = answer;
        listsWhatExists = false;
    }

    @Override
    public Future<List<String>> listGroups(String instanceId, String part, RequestContext scope) {
        requests.add("list_groups " + part);
        return listsWhatExists
                ? Future.succeededFuture(groups.keySet().stream()
                        .filter(name -> name.contains(part))
                        .sorted()
                        .toList())
                : listing;
    }

    @Override
    public Future<GroupOffsets> showGroup(String instanceId, String group, RequestContext scope) {
        requests.add("show_group " + group);
        return groups.getOrDefault(group, Future.failedFuture(Failure.answer(404, "DMS.00404022")));
    }

    @Override
    public Future<List<TopicRetention>> listTopics(String instanceId, RequestContext scope) {
        requests.add("list_topics");
        return topics;
    }

    @Override
    public Future<Map<Long, Long>> listStartOffsets(String instanceId, String topic, RequestContext scope) {
        requests.add("list_partitions " + topic);
        return starts.getOrDefault(topic, Future.succeededFuture(Map.of()));
    }
}
