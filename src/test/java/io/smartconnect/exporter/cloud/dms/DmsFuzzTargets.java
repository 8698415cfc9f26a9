package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.cloud.json.JsonStream;
import io.smartconnect.exporter.cloud.json.PageCollector;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.fuzz.FuzzTarget;
import io.smartconnect.fuzz.Sound;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The answers of DMS for Kafka. */
public final class DmsFuzzTargets {

    private static final DmsResponseDecoder DECODER = new DmsResponseDecoder(Sound.METER);

    /** All targets by name. */
    public static final Map<String, FuzzTarget> ALL = Map.of(
            "list-instances", DmsFuzzTargets::listInstances,
            "show-instance", DmsFuzzTargets::showInstance,
            "list-tasks", bytes -> listTasks(bytes, DECODER::smartConnectTask),
            "show-task", DmsFuzzTargets::showTask,
            "list-dump-tasks", bytes -> listTasks(bytes, DECODER::dumpTask),
            "show-dump-task", DmsFuzzTargets::showDumpTask);

    private DmsFuzzTargets() {}

    private static void listInstances(byte[] bytes) {
        PageCollector<InstanceFacts> paging =
                new PageCollector<>("instances", "instance_num", DECODER::instance, InstanceFacts::id);
        Sound.page(paging, bytes).forEach(DmsFuzzTargets::check);
    }

    private static void showInstance(byte[] bytes) {
        fields(bytes).map(fields -> DECODER.instance("instance", fields)).ifPresent(DmsFuzzTargets::check);
    }

    private static void listTasks(byte[] bytes, Function<JsonFields, Optional<Task>> decode) {
        PageCollector<Task> paging = new PageCollector<>("tasks", "total_number", decode, Task::id);
        Sound.page(paging, bytes).forEach(DmsFuzzTargets::check);
        DECODER.limits(paging.total(), paging.firstPage());
    }

    private static void showTask(byte[] bytes) {
        fields(bytes).map(fields -> DECODER.smartConnectTask("task", fields)).ifPresent(DmsFuzzTargets::check);
    }

    private static void showDumpTask(byte[] bytes) {
        try {
            check(DECODER.dumpDetail("task", Buffer.buffer(bytes)));
        } catch (DecodeException noObject) {
            return;
        }
    }

    private static Optional<JsonFields> fields(byte[] bytes) {
        try {
            return Optional.of(new JsonFields(JsonStream.object(Buffer.buffer(bytes)), field -> {}));
        } catch (DecodeException noObject) {
            return Optional.empty();
        }
    }

    private static void check(InstanceFacts instance) {
        Sound.require(!instance.id().isEmpty(), "an instance has an id");
        Sound.labels(List.of(instance.id(), instance.name(), instance.engineVersion(), instance.status()));
    }

    private static void check(Task task) {
        Sound.require(!task.id().isEmpty(), "a task has an id");
        Sound.labels(List.of(
                task.id(),
                task.name(),
                task.status().orElse(""),
                task.info().sourceType(),
                task.info().sinkType(),
                task.info().topics(),
                task.info().source(),
                task.info().destination()));
        Sound.require(task.deliverIntervalSeconds().orElse(0) >= 0, "an interval is not negative");
        task.topics().orElse(List.of()).forEach(DmsFuzzTargets::check);
    }

    private static void check(Topic topic) {
        Sound.labels(List.of(topic.name()));
        topic.partitions().forEach(partition -> Sound.require(partition.id() >= 0, "a partition has a number"));
    }
}
