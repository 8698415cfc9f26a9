package io.smartconnect.exporter.metrics.render;

import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import io.smartconnect.exporter.metrics.render.JoinedGzipParts.Part;
import io.smartconnect.exporter.snapshot.BudgetUse;
import io.smartconnect.exporter.snapshot.FailureCounts;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.SourceStatus;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagHistory;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Partitions;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.OffsetCounters;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Snapshots and their parts, made by hand, and what is rendered of them. */
public final class SnapshotSamples {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final OptionalLong UNKNOWN = OptionalLong.empty();

    private SnapshotSamples() {}

    /** Nothing but tasks, all of one instance. */
    public static Snapshot tasks(Task... tasks) {
        return instances(instance(true, tasks));
    }

    public static Snapshot instances(Instance... instances) {
        return new Snapshot(NOW, List.of(), List.of(instances));
    }

    public static Snapshot targets(Target... targets) {
        return new Snapshot(NOW, List.of(targets), List.of());
    }

    public static Target target(Optional<Boolean> up, FailureCounts failures) {
        return target(up, failures, Map.of());
    }

    public static Target target(Optional<Boolean> up, FailureCounts failures, Map<LagSource, SourceStatus> lagSources) {
        return new Target(
                "prod",
                "https://dms.example.com",
                up,
                2,
                failures,
                lagSources,
                Optional.of(new BudgetUse(0.56, Duration.ofSeconds(60), Optional.of(Duration.ofMillis(61_500)))),
                Optional.empty(),
                Optional.empty());
    }

    /** An instance of which nothing but its id and its tasks is known. */
    public static Instance instance(boolean complete, Task... tasks) {
        return instance("i-1", complete, tasks);
    }

    public static Instance instance(String id, boolean complete, Task... tasks) {
        return new Instance(
                new InstanceInfo(id, "", "prod", "", "", "", ""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                FailureCounts.NONE,
                Optional.empty(),
                Map.of(),
                complete,
                List.of(tasks),
                Map.of(),
                0);
    }

    /** An instance of which everything is known. */
    public static Instance polledInstance(Map<ApiFamily, TaskQuota> limits, Task... tasks) {
        return new Instance(
                new InstanceInfo("i-1", "orders", "prod", "eu-west-101", "p-1", "2.7", "RUNNING"),
                Optional.of(true),
                Optional.of(NOW),
                Optional.of(Duration.ofMillis(1500)),
                7,
                FailureCounts.NONE
                        .plus(FailureReason.TIMEOUT)
                        .plus(FailureReason.TIMEOUT)
                        .plus(FailureReason.AUTH),
                Optional.empty(),
                limits,
                true,
                List.of(tasks),
                Map.of("a", Duration.ofDays(3)),
                3);
    }

    /** A task of which nothing but its id, its name and its status is known. */
    public static Task task(Optional<String> status) {
        return task("t-1", status, Optional.empty());
    }

    /** A running task with a detail. */
    public static Task task(Topic... topics) {
        return task("t-1", Optional.of("RUNNING"), Optional.of(List.of(topics)));
    }

    public static Task task(String id, Optional<String> status, Optional<List<Topic>> topics) {
        return TestTasks.task(id).name("nightly").status(status).topics(topics).build();
    }

    /** A dump of which everything is known. */
    public static Task dump(Topic... topics) {
        return TestTasks.task("t-1")
                .name("nightly")
                .apis(ApiFamily.SMART_CONNECT, ApiFamily.DUMP)
                .status("RUNNING")
                .created(NOW.plusMillis(250))
                .deliverInterval(300)
                .info(new TaskInfo("NONE", "OBS_SINK", "a,b", "", "", "obs://bucket/path", "", "earliest"))
                .topics(topics)
                .build();
    }

    public static Task replication() {
        return TestTasks.task("t-2")
                .name("mirror")
                .status("PAUSED")
                .workers(4)
                .info(new TaskInfo(
                        "KAFKA_REPLICATOR_SOURCE", "NONE", "", "orders-.*", "kafka://B", "kafka://A", "pull", "latest"))
                .build();
    }

    /** A two-way replication of which Cloud Eye knows everything. */
    public static Task watchedReplication() {
        return TestTasks.task("t-3")
                .name("both-ways")
                .status("RUNNING")
                .cloudEye(new CloudEyeReading(
                        NOW.minusSeconds(90),
                        OptionalDouble.of(120),
                        OptionalDouble.of(2.5),
                        OptionalDouble.of(7.25),
                        Optional.of(true),
                        Optional.of(new LagTime(60, false))))
                .build();
    }

    public static Topic topic(String name, Partition... partitions) {
        return new Topic(name, List.of(partitions));
    }

    public static Partition partition(long id, long logEndOffset, long lastTransferOffset) {
        return partition(id, OptionalLong.of(logEndOffset), OptionalLong.of(lastTransferOffset), UNKNOWN);
    }

    public static Partition partition(
            long id, OptionalLong logEndOffset, OptionalLong lastTransferOffset, OptionalLong reportedLag) {
        return new Partition(id, Optional.of("RUNNING"), logEndOffset, lastTransferOffset, reportedLag);
    }

    public static Partition partition(long id, Optional<String> status) {
        return new Partition(id, status, UNKNOWN, UNKNOWN, UNKNOWN);
    }

    /** The partition, with an age. */
    public static Partition aged(Partition partition, double seconds, boolean isLowerBound) {
        return partition.with(Optional.of(new LagTime(seconds, isLowerBound)));
    }

    /** The partition in a topic of its own, with a start offset and a margin. */
    public static Topic retained(String name, Partition partition, long start, double margin) {
        return new Topic(
                name, Partitions.of(List.of(partition)).withRetention(new long[] {start}, new double[] {margin}));
    }

    /** Progress of which everything is known. */
    public static TaskProgress progress(Health health) {
        return new TaskProgress(
                new HealthJudgement(health, "for a reason"),
                NOW,
                Optional.of(new OffsetCounters(70, 80, 2)),
                new TransferRates(
                        OptionalDouble.of(7), OptionalDouble.of(6), OptionalDouble.of(90), OptionalDouble.of(720)),
                new RetentionRisk(OptionalDouble.of(7200), OptionalLong.of(3)),
                4,
                5,
                1800,
                LagHistory.NONE);
    }

    public static TaskQuota limits(long reported, OptionalLong max, OptionalLong quota) {
        return new TaskQuota(OptionalLong.of(reported), max, quota);
    }

    /** A snapshot with samples of every family. */
    public static Snapshot everything() {
        return new Snapshot(
                NOW,
                List.of(target(
                        Optional.of(true),
                        FailureCounts.NONE,
                        Map.of(
                                LagSource.CLOUD_EYE,
                                new SourceStatus(Optional.of(true), FailureCounts.NONE, Optional.empty())))),
                List.of(polledInstance(
                        Map.of(ApiFamily.DUMP, limits(1, OptionalLong.of(9), OptionalLong.of(10))),
                        dump(
                                        topic("a", aged(partition(0, 120, 100), 12.5, true), partition(1, 7, 7)),
                                        retained("b", aged(partition(0, 5, 2), 3, false), 1, 7200))
                                .with(progress(Health.WARN)),
                        replication().with(progress(Health.PAUSED)),
                        watchedReplication())));
    }

    /** What is rendered of {@code snapshot}; in OpenMetrics without the mark of the end. */
    public static String rendered(Snapshot snapshot, Granularity granularity, ExpositionFormat format) {
        return rendered(new RenderedSnapshot(snapshot, MetricsSettings.of(granularity)).parts(format));
    }

    /** The lines of {@code parts}. */
    public static String rendered(List<Part> parts) {
        Utf8Writer text = new Utf8Writer(1);
        parts.forEach(part -> part.lines().forEach(each -> each.accept(text)));
        return text.toString();
    }

    public static String rendered(Snapshot snapshot, Granularity granularity) {
        return rendered(snapshot, granularity, ExpositionFormat.TEXT_0_0_4);
    }

    /** The samples of one family, a line each. */
    public static String family(String name, Snapshot snapshot, Granularity granularity) {
        return rendered(snapshot, granularity)
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    public static String family(String name, Snapshot snapshot) {
        return family(name, snapshot, Granularity.PARTITION);
    }
}
