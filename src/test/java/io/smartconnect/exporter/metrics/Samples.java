package io.smartconnect.exporter.metrics;

import io.smartconnect.exporter.snapshot.Age;
import io.smartconnect.exporter.snapshot.Api;
import io.smartconnect.exporter.snapshot.Failures;
import io.smartconnect.exporter.snapshot.Health;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.Judgement;
import io.smartconnect.exporter.snapshot.Limits;
import io.smartconnect.exporter.snapshot.Movement;
import io.smartconnect.exporter.snapshot.Partition;
import io.smartconnect.exporter.snapshot.Rates;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.Task;
import io.smartconnect.exporter.snapshot.TaskInfo;
import io.smartconnect.exporter.snapshot.TaskProgress;
import io.smartconnect.exporter.snapshot.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Snapshots and their parts, made by hand, and what is rendered of them. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final TaskInfo NO_FACTS = new TaskInfo("", "", "", "", "", "", "", "");
    static final OptionalLong UNKNOWN = OptionalLong.empty();

    private Samples() {}

    /** Nothing but tasks, all of one instance. */
    static Snapshot tasks(Task... tasks) {
        return instances(instance(true, tasks));
    }

    static Snapshot instances(Instance... instances) {
        return new Snapshot(NOW, List.of(), List.of(instances));
    }

    static Snapshot targets(Target... targets) {
        return new Snapshot(NOW, List.of(targets), List.of());
    }

    static Target target(Optional<Boolean> up, Failures failures) {
        return new Target("prod", "https://dms.example.com", up, 2, failures, Optional.empty(), Optional.empty());
    }

    /** An instance of which nothing but its id and its tasks is known. */
    static Instance instance(boolean complete, Task... tasks) {
        return instance("i-1", complete, tasks);
    }

    static Instance instance(String id, boolean complete, Task... tasks) {
        return new Instance(
                new InstanceInfo(id, "", "prod", "", "", "", ""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Failures.NONE,
                Optional.empty(),
                Map.of(),
                complete,
                List.of(tasks),
                0);
    }

    /** An instance of which everything is known. */
    static Instance polledInstance(Map<Api, Limits> limits, Task... tasks) {
        return new Instance(
                new InstanceInfo("i-1", "orders", "prod", "eu-west-101", "p-1", "2.7", "RUNNING"),
                Optional.of(true),
                Optional.of(NOW),
                Optional.of(Duration.ofMillis(1500)),
                7,
                Failures.NONE.plus(Reason.TIMEOUT).plus(Reason.TIMEOUT).plus(Reason.AUTH),
                Optional.empty(),
                limits,
                true,
                List.of(tasks),
                3);
    }

    /** A task of which nothing but its id, its name and its status is known. */
    static Task task(Optional<String> status) {
        return task("t-1", status, Optional.empty());
    }

    /** A running task with a detail. */
    static Task task(Topic... topics) {
        return task("t-1", Optional.of("RUNNING"), Optional.of(List.of(topics)));
    }

    static Task task(String id, Optional<String> status, Optional<List<Topic>> topics) {
        return new Task(
                id, "nightly", Set.of(Api.SMART_CONNECT), status, Optional.empty(), UNKNOWN, UNKNOWN, NO_FACTS, topics);
    }

    /** A dump of which everything is known. */
    static Task dump(Topic... topics) {
        return new Task(
                "t-1",
                "nightly",
                Set.of(Api.SMART_CONNECT, Api.DUMP),
                Optional.of("RUNNING"),
                Optional.of(NOW.plusMillis(250)),
                OptionalLong.of(300),
                UNKNOWN,
                new TaskInfo("NONE", "OBS_SINK", "a,b", "", "", "obs://bucket/path", "", "earliest"),
                Optional.of(List.of(topics)));
    }

    static Task replication() {
        return new Task(
                "t-2",
                "mirror",
                Set.of(Api.SMART_CONNECT),
                Optional.of("PAUSED"),
                Optional.empty(),
                UNKNOWN,
                OptionalLong.of(4),
                new TaskInfo(
                        "KAFKA_REPLICATOR_SOURCE", "NONE", "", "orders-.*", "kafka://B", "kafka://A", "pull", "latest"),
                Optional.empty());
    }

    static Topic topic(String name, Partition... partitions) {
        return new Topic(name, List.of(partitions));
    }

    static Partition partition(long id, long logEndOffset, long lastTransferOffset) {
        return partition(id, OptionalLong.of(logEndOffset), OptionalLong.of(lastTransferOffset), UNKNOWN);
    }

    static Partition partition(
            long id, OptionalLong logEndOffset, OptionalLong lastTransferOffset, OptionalLong reportedLag) {
        return new Partition(id, Optional.of("RUNNING"), logEndOffset, lastTransferOffset, reportedLag);
    }

    static Partition partition(long id, Optional<String> status) {
        return new Partition(id, status, UNKNOWN, UNKNOWN, UNKNOWN);
    }

    /** The partition, with an age. */
    static Partition aged(Partition partition, double seconds, boolean isLowerBound) {
        return partition.with(Optional.of(new Age(seconds, isLowerBound)));
    }

    /** Progress of which everything is known. */
    static TaskProgress progress(Health health) {
        return new TaskProgress(
                new Judgement(health, "for a reason"),
                NOW,
                Optional.of(new Movement(70, 80, 2)),
                new Rates(OptionalDouble.of(7), OptionalDouble.of(6), OptionalDouble.of(90)),
                4,
                5);
    }

    static Limits limits(long reported, OptionalLong max, OptionalLong quota) {
        return new Limits(OptionalLong.of(reported), max, quota);
    }

    /** A snapshot of which every family has something to tell. */
    static Snapshot everything() {
        return new Snapshot(
                NOW,
                List.of(target(Optional.of(true), Failures.NONE)),
                List.of(polledInstance(
                        Map.of(Api.DUMP, limits(1, OptionalLong.of(9), OptionalLong.of(10))),
                        dump(
                                        topic("a", aged(partition(0, 120, 100), 12.5, true), partition(1, 7, 7)),
                                        topic("b", aged(partition(0, 5, 2), 3, false)))
                                .with(progress(Health.WARN)),
                        replication().with(progress(Health.PAUSED)))));
    }

    /** What is rendered of {@code snapshot}; in OpenMetrics without the mark of the end. */
    static String rendered(Snapshot snapshot, Granularity granularity, ExpositionFormat format) {
        return rendered(new Page(snapshot, granularity).parts(format));
    }

    /** The lines of {@code parts}. */
    static String rendered(List<Part> parts) {
        Text text = new Text(1);
        parts.forEach(part -> part.lines().accept(text));
        return text.toString();
    }

    static String rendered(Snapshot snapshot, Granularity granularity) {
        return rendered(snapshot, granularity, ExpositionFormat.TEXT_0_0_4);
    }

    /** The samples of one family, a line each. */
    static String family(String name, Snapshot snapshot, Granularity granularity) {
        return rendered(snapshot, granularity)
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    static String family(String name, Snapshot snapshot) {
        return family(name, snapshot, Granularity.PARTITION);
    }
}
