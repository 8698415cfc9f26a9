package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.simulator.model.PartitionSpec;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.smartconnect.simulator.model.SimulatedTask;
import io.smartconnect.simulator.model.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The dumps of a simulated instance, as the exporter decodes them. */
final class Answers {

    private Answers() {}

    /** All dumps of {@code cases} at a moment, in milliseconds since the scenario's start. */
    static List<Task> of(SimulatedInstance instance, List<Case> cases, long millis) {
        Map<String, Case> byName = cases.stream().collect(Collectors.toMap(Case::name, Function.identity()));
        return instance.listedTasks().stream()
                .map(task -> task(task, Objects.requireNonNull(byName.get(task.id())), millis))
                .toList();
    }

    private static Task task(SimulatedTask task, Case observed, long millis) {
        String status = task.status(millis);
        return TestTasks.task(task.id())
                .name(task.name())
                .apis(ApiFamily.DUMP)
                .status(status)
                .deliverInterval(observed.deliverInterval().toSeconds())
                .info(new TaskInfo("", "OBS_SINK", Case.topic(task.name()), "", "", "", "", ""))
                .topics(task.topics().stream()
                        .map(topic -> topic(task, topic, millis))
                        .toArray(Topic[]::new))
                .build();
    }

    private static Topic topic(SimulatedTask task, TopicSpec topic, long millis) {
        return new Topic(
                topic.name(),
                topic.partitions().stream()
                        .map(partition -> partition(task, partition, millis))
                        .toList());
    }

    private static Partition partition(SimulatedTask task, PartitionSpec partition, long millis) {
        PartitionSpec.Offsets offsets = task.offsets(partition, millis);
        return new Partition(
                partition.id(),
                Optional.of(partition.status()),
                OptionalLong.of(offsets.end()),
                OptionalLong.of(offsets.transferred()),
                OptionalLong.of(offsets.lag()));
    }
}
