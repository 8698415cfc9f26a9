package io.smartconnect.exporter.metrics.catalogue;

import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.gauge;

import io.smartconnect.exporter.metrics.catalogue.EntityMetricFamilies.EntityGroup;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.progress.LagTotal;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** The families of a source topic, summed over its partitions. */
final class TopicMetricFamilies {

    static final List<MetricFamily<Topic>> ALL = List.of(
            sum(
                    "smartconnect_topic_log_end_offset",
                    "Sum of the end offsets of the topic's source partitions.",
                    Partition::logEndOffset),
            sum(
                    "smartconnect_topic_last_transfer_offset",
                    "Sum of the transferred offsets of the topic's source partitions.",
                    Partition::lastTransferOffset),
            gauge(
                    "smartconnect_topic_lag_messages",
                    "Lag of the topic: untransferred messages of the partitions whose lag is known.",
                    (topic, output) -> lag(topic).messages().ifPresent(lag -> output.add(lag.doubleValue()))),
            gauge(
                    "smartconnect_topic_lag_seconds",
                    "Longest lag time of the topic's partitions: age of the oldest untransferred message, as of the poll.",
                    (topic, output) -> lag(topic).lagTime().ifPresent(lagTime -> output.add(lagTime.seconds()))),
            gauge(
                    "smartconnect_topic_lag_seconds_lower_bound",
                    "1 if the lag time of any partition of the topic is a lower bound, else 0.",
                    (topic, output) -> lag(topic).lagTime().ifPresent(lagTime -> output.add(lagTime.isLowerBound()))),
            gauge(
                    "smartconnect_topic_log_start_offset",
                    "Smallest start offset of the topic's source partitions: oldest offset that still exists.",
                    (topic, output) -> output.add(topic.partitions().stream()
                            .flatMapToLong(partition -> partition.logStartOffset().stream())
                            .min())),
            gauge(
                    "smartconnect_topic_retention_margin_seconds",
                    "Smallest retention margin of the topic's partitions: time until the oldest untransferred message is deleted.",
                    (topic, output) -> output.add(topic.partitions().stream()
                            .flatMapToDouble(partition -> partition.retentionMarginSeconds().stream())
                            .min())));

    static final EntityMetricFamilies<Topic> LEVEL = new EntityMetricFamilies<>(
            EntityMetricFamilies.eachInstance(TopicMetricFamilies::groups), TopicMetricFamilies::identify, ALL);

    private TopicMetricFamilies() {}

    static void identify(Utf8Writer labels, Topic topic) {
        labels.appendLabel("topic", topic.name());
    }

    private static Stream<EntityGroup<Topic>> groups(SeriesPlan plan, Instance instance) {
        return plan.tasks(instance, Granularity.TOPIC).stream().map(task -> {
            Utf8Writer labels = new Utf8Writer(0);
            InstanceMetricFamilies.identify(labels, instance);
            TaskMetricFamilies.identify(labels, task);
            return new EntityGroup<>(labels.toString(), task.topics().orElse(List.of()));
        });
    }

    private static LagTotal lag(Topic topic) {
        return LagTotal.of(topic.partitions());
    }

    private static MetricFamily<Topic> sum(String name, String help, Function<Partition, OptionalLong> value) {
        return gauge(name, help, (topic, output) -> output.add(sum(topic.partitions(), value)));
    }

    /** The sum of the known values, as a double, which can't overflow; absent if none is known. */
    private static OptionalDouble sum(List<Partition> partitions, Function<Partition, OptionalLong> value) {
        boolean known = false;
        double sum = 0;
        for (Partition partition : partitions) {
            OptionalLong number = value.apply(partition);
            known |= number.isPresent();
            sum += (double) number.orElse(0);
        }
        return known ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }
}
