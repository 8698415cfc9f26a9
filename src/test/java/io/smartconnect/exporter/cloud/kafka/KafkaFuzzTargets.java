package io.smartconnect.exporter.cloud.kafka;

import io.smartconnect.exporter.cloud.json.PageCollector;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.fuzz.FuzzTarget;
import io.smartconnect.fuzz.Sound;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The answers about consumer groups and topics. */
public final class KafkaFuzzTargets {

    private static final List<String> TOTAL = List.of("total", "count");

    /** All targets by name. */
    public static final Map<String, FuzzTarget> ALL = Map.of(
            "list-groups", KafkaFuzzTargets::listGroups,
            "show-group", KafkaFuzzTargets::showGroup,
            "list-topics", KafkaFuzzTargets::listTopics,
            "list-partitions", KafkaFuzzTargets::listPartitions);

    private KafkaFuzzTargets() {}

    private static void listGroups(byte[] bytes) {
        Sound.labels(Sound.page(
                new PageCollector<>("groups", TOTAL, RestKafkaResources::group, Function.identity()), bytes));
    }

    private static void showGroup(byte[] bytes) {
        try {
            for (Topic topic :
                    GroupReader.read(Buffer.buffer(bytes), Sound.METER).topics()) {
                Sound.labels(List.of(topic.name()));
                topic.partitions().forEach(row -> Sound.require(row.id() >= 0, "a partition has a number"));
            }
        } catch (DecodeException noObject) {
            return;
        }
    }

    private static void listTopics(byte[] bytes) {
        PageCollector<TopicRetention> paging =
                new PageCollector<>("topics", TOTAL, RestKafkaResources::topic, TopicRetention::topic);
        for (TopicRetention topic : Sound.page(paging, bytes)) {
            Sound.labels(List.of(topic.topic()));
            topic.retentionTime()
                    .ifPresent(time -> Sound.require(!time.isNegative(), "a retention time is not negative"));
        }
    }

    private static void listPartitions(byte[] bytes) {
        PageCollector<RestKafkaResources.Start> paging =
                new PageCollector<>("partitions", TOTAL, RestKafkaResources.Start::of, RestKafkaResources.Start::id);
        Sound.page(paging, bytes)
                .forEach(start -> Sound.require(
                        start.partition() >= 0 && start.offset().orElse(0) >= 0, "numbers are not negative"));
    }
}
