package io.smartconnect.exporter.web;

import io.smartconnect.exporter.snapshot.FailureCounts;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.JudgedPartition;
import io.smartconnect.exporter.snapshot.progress.JudgedPartitions;
import io.smartconnect.exporter.snapshot.progress.LagHistory;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Partitions;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Snapshots as the JSON API and the pages meet them. */
public final class JudgedTasks {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final TaskInfo DUMP =
            new TaskInfo("NONE", "OBS_SINK", "a,b", "", "", "obs://bucket/path", "", "latest");

    private JudgedTasks() {}

    public static Snapshot snapshot(Instance... instances) {
        return new Snapshot(NOW, List.of(), List.of(instances));
    }

    public static Instance instance(String id, String name, Task... tasks) {
        return new Instance(
                new InstanceInfo(id, name, "prod", "eu-west-101", "project", "2.7", "RUNNING"),
                Optional.of(true),
                Optional.of(NOW),
                Optional.empty(),
                1,
                FailureCounts.NONE,
                Optional.empty(),
                Map.of(),
                true,
                List.of(tasks),
                Map.of(),
                0);
    }

    /** A task of which nothing but its id is known. */
    public static Task bare(String id) {
        return task(id, "", Optional.empty(), new TaskInfo("", "", "", "", "", "", "", ""), Optional.empty());
    }

    public static Task task(
            String id, String name, Optional<String> status, TaskInfo info, Optional<List<Topic>> topics) {
        return TestTasks.task(id)
                .name(name)
                .status(status)
                .info(info)
                .topics(topics)
                .build();
    }

    /** A running dump that is judged; without any partition when there are none. */
    public static Task dump(String id, Health health, Partition... partitions) {
        return dump(id, health, new Topic("a", List.of(partitions)));
    }

    private static Task dump(String id, Health health, Topic topic) {
        Optional<List<Topic>> topics = Optional.of(List.of(topic));
        return judged(task(id, "nightly", Optional.of("RUNNING"), DUMP, topics), health, TransferRates.UNKNOWN);
    }

    public static Task judged(Task task, Health health, TransferRates rates) {
        return judged(task, health, rates, RetentionRisk.UNKNOWN);
    }

    public static Task judged(Task task, Health health, TransferRates rates, RetentionRisk risk) {
        return task.with(new TaskProgress(
                new HealthJudgement(health, "because " + health.label()),
                NOW.minusMillis(21_400),
                Optional.empty(),
                rates,
                risk,
                0,
                0,
                1800,
                LagHistory.NONE.plus(NOW.minusSeconds(7_200).toEpochMilli(), 2_500_000)));
    }

    /** A replication that Cloud Eye knows, by a point that is four minutes old. */
    public static Task replication(String id) {
        Task task = TestTasks.task(id)
                .name("mirror")
                .status("RUNNING")
                .info(new TaskInfo("KAFKA_REPLICATOR_SOURCE", "NONE", "a", "", "kafka://B", "kafka://A", "pull", ""))
                .cloudEye(new CloudEyeReading(
                        NOW.minusSeconds(240),
                        OptionalDouble.of(4120.5),
                        OptionalDouble.of(2.5),
                        OptionalDouble.of(95.5),
                        Optional.of(true),
                        Optional.of(new LagTime(95.5, false))))
                .build();
        RetentionRisk risk = new RetentionRisk(OptionalDouble.of(3600), OptionalLong.of(7));
        return judged(task, Health.WARN, TransferRates.UNKNOWN, risk);
    }

    /** A dump whose first partition loses its oldest message in a quarter of an hour. */
    public static Task endangeredDump(String id) {
        Topic topic = new Topic(
                "a",
                Partitions.of(List.of(partition(0, 100, 90), partition(1, 5, 5)))
                        .withRetention(new long[] {80, -1}, new double[] {900.5, Double.NaN}));
        RetentionRisk risk = new RetentionRisk(OptionalDouble.of(900.5), OptionalLong.of(0));
        Task task = task(id, "nightly", Optional.of("RUNNING"), DUMP, Optional.of(List.of(topic)));
        return judged(task, Health.WARN, TransferRates.UNKNOWN, risk);
    }

    public static TransferRates rates(double transferred, double produced, double catchUp) {
        return new TransferRates(
                OptionalDouble.of(transferred), OptionalDouble.of(produced), OptionalDouble.of(catchUp));
    }

    public static Partition partition(long id, long end, long transferred) {
        return new Partition(
                id, Optional.of("RUNNING"), OptionalLong.of(end), OptionalLong.of(transferred), OptionalLong.empty());
    }

    /** A partition of which nothing but its number is known. */
    public static Partition barePartition(long id) {
        return new Partition(id, Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    public static JudgedPartition judged(Health health, OffsetSamples samples) {
        return new JudgedPartition(new HealthJudgement(health, "because " + health.label()), samples);
    }

    public static JudgedPartitions progress(JudgedPartition... partitions) {
        List<JudgedPartition> all = List.of(partitions);
        return new JudgedPartitions(
                all.stream().map(JudgedPartition::judgement).toList(),
                all.stream().map(each -> each.samples().packed()).toList());
    }

    /** A partition whose lag and its age are as given. */
    public static Partition late(long id, long lag, Optional<LagTime> age) {
        return partition(id, lag, 0).with(age);
    }

    /** One task that stalls, one that is well, one that was not judged. */
    public static Snapshot worstToUnjudged() {
        long seen = NOW.toEpochMilli();
        OffsetSamples samples =
                OffsetSamples.NONE.plus(seen - 60_000, 1_000_000, 3).plus(seen, 1_000_010, 3);
        Topic topic = new Topic(
                "a",
                Partitions.of(List.of(late(0, 1_000_007, Optional.of(new LagTime(125, true))))),
                progress(judged(Health.STALLED, samples)));
        Task stalled = task("ä/?%", "nightly", Optional.of("RUNNING"), DUMP, Optional.of(List.of(topic)));
        return snapshot(instance(
                "i-1",
                "orders",
                bare("new"),
                dump("t-1", Health.OK, late(0, 0, Optional.of(LagTime.NONE))),
                judged(stalled, Health.STALLED, rates(0, 2.5, 0))));
    }

    /** One task with so many partitions, thirty samples each. */
    public static Snapshot large(int partitions) {
        OffsetSamples samples = IntStream.range(0, 30)
                .boxed()
                .reduce(OffsetSamples.NONE, (all, i) -> all.plus(NOW.toEpochMilli() + i, i, i), (one, other) -> one);
        List<Partition> rows = IntStream.range(0, partitions)
                .mapToObj(id -> partition(id, 9, 9).with(Optional.of(LagTime.NONE)))
                .toList();
        JudgedPartition[] progress =
                Collections.nCopies(partitions, judged(Health.OK, samples)).toArray(JudgedPartition[]::new);
        return snapshot(instance(
                "i-1", "orders", dump("t-1", Health.OK, new Topic("a", Partitions.of(rows), progress(progress)))));
    }
}
