package io.smartconnect.exporter.metrics.catalogue;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.exporter.metrics.catalogue.TaskMetricFamilies.TaskWithLag;
import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the renderer must be equal to: the same readers, but identities found by a walk of its own, and everything written
 * by Prometheus's own client library.
 */
public final class LibraryRenderer {

    private record Entity<E>(E value, Labels labels) {}

    private final List<Entity<Target>> targets = new ArrayList<>();
    private final List<Entity<Instance>> instances = new ArrayList<>();
    private final List<Entity<TaskWithLag>> tasks = new ArrayList<>();
    private final List<Entity<Topic>> topics = new ArrayList<>();
    private final List<Entity<Partition>> partitions = new ArrayList<>();

    /** Finds all entities of {@code snapshot} and their labels. */
    public LibraryRenderer(Snapshot snapshot) {
        for (Target target : snapshot.targets()) {
            targets.add(new Entity<>(target, Labels.of("target", target.name())));
        }
        for (Instance instance : snapshot.instances()) {
            Labels labels = Labels.of("instance_id", instance.info().id());
            instances.add(new Entity<>(instance, labels));
            instance.tasks()
                    .forEach(task -> add(task, labels.add("task_id", task.id()).add("task_name", task.name())));
        }
    }

    private void add(Task task, Labels labels) {
        List<Topic> ofTask = task.topics().orElse(List.of());
        tasks.add(new Entity<>(new TaskWithLag(task), labels));
        for (Topic topic : ofTask) {
            Labels ofTopic = labels.add("topic", topic.name());
            topics.add(new Entity<>(topic, ofTopic));
            for (Partition partition : topic.partitions()) {
                partitions.add(new Entity<>(partition, ofTopic.add("partition", Long.toString(partition.id()))));
            }
        }
    }

    /** All families of {@code snapshot} as the library models them. */
    public static MetricSnapshots families(Snapshot snapshot, Granularity granularity) {
        return new LibraryRenderer(snapshot).families(granularity);
    }

    /** All families as the library models them. */
    public MetricSnapshots families(Granularity granularity) {
        List<MetricSnapshot> families = new ArrayList<>();
        collect(TargetMetricFamilies.ALL, targets, families);
        collect(InstanceMetricFamilies.ALL, instances, families);
        collect(TaskMetricFamilies.ALL, tasks, families);
        if (granularity == Granularity.TOPIC) {
            collect(TopicMetricFamilies.ALL, topics, families);
        }
        if (granularity == Granularity.PARTITION) {
            collect(PartitionMetricFamilies.ALL, partitions, families);
        }
        return new MetricSnapshots(families);
    }

    /** A whole exposition: in OpenMetrics with the mark of the end. */
    public static byte[] write(MetricSnapshots families, ExpositionFormat format) {
        ExpositionFormatWriter writer = switch (format) {
            case TEXT_0_0_4 -> PrometheusTextFormatWriter.create();
            case OPENMETRICS_1_0 -> OpenMetricsTextFormatWriter.create();
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, families, EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static <E> void collect(
            List<MetricFamily<E>> families, List<Entity<E>> entities, List<MetricSnapshot> into) {
        families.forEach(family -> into.add(collect(family, entities)));
    }

    private static <E> MetricSnapshot collect(MetricFamily<E> family, List<Entity<E>> entities) {
        OffsetPoints points = new OffsetPoints(family.extraLabels());
        for (Entity<E> entity : entities) {
            points.identity = entity.labels;
            family.reader().read(entity.value, points);
        }
        MetricMetadata metadata = new MetricMetadata(family.name(), family.help());
        return switch (family.type()) {
            case COUNTER ->
                new CounterSnapshot(
                        metadata,
                        points.all.stream().map(CloudEyePoint::counter).toList());
            case GAUGE ->
                new GaugeSnapshot(
                        metadata, points.all.stream().map(CloudEyePoint::gauge).toList());
            case INFO ->
                new InfoSnapshot(
                        metadata, points.all.stream().map(CloudEyePoint::info).toList());
        };
    }

    private static final class OffsetPoints implements MetricFamily.SampleOutput {

        private final String[] extraLabels;
        private final List<CloudEyePoint> all = new ArrayList<>();
        private Labels identity = Labels.EMPTY;

        OffsetPoints(List<String> extraLabels) {
            this.extraLabels = extraLabels.toArray(String[]::new);
        }

        @Override
        public void add(long value) {
            add((double) value);
        }

        @Override
        public void add(double value) {
            all.add(new CloudEyePoint(value, identity));
        }

        @Override
        public void add(long value, String... extraLabelValues) {
            all.add(new CloudEyePoint((double) value, identity.merge(extraLabels, extraLabelValues)));
        }
    }

    private record CloudEyePoint(double value, Labels labels) {

        CounterDataPointSnapshot counter() {
            return new CounterDataPointSnapshot(value, labels, null, 0);
        }

        GaugeDataPointSnapshot gauge() {
            return new GaugeDataPointSnapshot(value, labels, null);
        }

        InfoDataPointSnapshot info() {
            return new InfoDataPointSnapshot(labels);
        }
    }
}
