package io.smartconnect.bench.render;

import io.smartconnect.exporter.snapshot.progress.LagHistory;
import io.smartconnect.exporter.snapshot.BudgetUse;
import io.smartconnect.exporter.snapshot.FailureCounts;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.OffsetCounters;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Snapshots as production has them: names of ordinary length, offsets in the millions, ages in milliseconds. */
public final class Snapshots {

    /** Instances of 20 tasks of 100 partitions each. */
    private static final int INSTANCES = 50;

    private static final int TASKS = 20;
    private static final int PARTITIONS = 100;

    private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

    private final Random random;

    private Snapshots(long seed) {
        random = new Random(seed);
    }

    /** 1,000 tasks of 100 partitions: more than 600,000 series. */
    public static Snapshot large() {
        return new Snapshots(7).snapshot();
    }

    /** {@code before} after a poll of its first instances, so many of them: all their partitions have moved, by chance. */
    public static Snapshot afterPoll(Snapshot before, int polled, long seed) {
        Snapshots moved = new Snapshots(seed);
        List<Instance> instances = new ArrayList<>(before.instances());
        for (int i = 0; i < polled; i++) {
            instances.set(i, moved.moved(instances.get(i)));
        }
        return new Snapshot(NOW, before.targets(), instances);
    }

    private Instance moved(Instance instance) {
        return new Instance(
                instance.info(),
                instance.up(),
                instance.lastSuccess(),
                instance.lastPollDuration(),
                instance.polls() + 1,
                instance.failures(),
                instance.lastError(),
                instance.quotas(),
                instance.complete(),
                instance.tasks().stream().map(this::moved).toList(),
                Map.of(),
                instance.historyRestarts());
    }

    private Task moved(Task task) {
        return task.withTopics(task.topics().orElseThrow().stream()
                .map(topic -> topic(topic.name()))
                .toList());
    }

    private Topic topic(String name) {
        return new Topic(
                name, IntStream.range(0, PARTITIONS).mapToObj(this::partition).toList());
    }

    private Snapshot snapshot() {
        Target target = new Target(
                "production",
                "https://dms.example.com",
                Optional.of(true),
                INSTANCES,
                FailureCounts.NONE,
                Map.of(),
                Optional.of(new BudgetUse(0.56, Duration.ofMinutes(1), Optional.of(Duration.ofMinutes(1)))),
                Optional.of(NOW),
                Optional.empty());
        return new Snapshot(
                NOW,
                List.of(target),
                IntStream.range(0, INSTANCES).mapToObj(this::instance).toList());
    }

    private Instance instance(int number) {
        return new Instance(
                new InstanceInfo(id(), "kafka-" + number, "production", "eu-west-101", "p-1", "2.7", "RUNNING"),
                Optional.of(true),
                Optional.of(NOW),
                Optional.of(Duration.ofMillis(1500)),
                7,
                FailureCounts.NONE,
                Optional.empty(),
                Map.of(),
                true,
                IntStream.range(0, TASKS).mapToObj(this::task).toList(),
                Map.of(),
                0);
    }

    private Task task(int number) {
        String name = "orders-archive-" + number;
        return TestTasks.task(id()).name(name).apis(ApiFamily.SMART_CONNECT, ApiFamily.DUMP).status("RUNNING").created(NOW).deliverInterval(300).info(new TaskInfo("NONE", "OBS_SINK", name, "", "", "obs://archive/" + name, "", "earliest")).topics(topic(name)).build()
                .with(new TaskProgress(
                        judgement(),
                        NOW,
                        Optional.of(new OffsetCounters(70_000_000, 80_000_000, 0)),
                        TransferRates.UNKNOWN,
                        RetentionRisk.UNKNOWN,
                        4,
                        5,
                        1800,
                        LagHistory.NONE));
    }

    private Partition partition(int number) {
        long end = random.nextLong(1_000_000, 1_000_000_000);
        long lag = random.nextLong(0, 100_000);
        LagTime age = new LagTime((double) random.nextLong(0, 600_000) / 1000, false);
        return new Partition(
                        number,
                        Optional.of("RUNNING"),
                        OptionalLong.of(end),
                        OptionalLong.of(end - lag),
                        OptionalLong.of(lag))
                .with(Optional.of(age));
    }

    private static HealthJudgement judgement() {
        return new HealthJudgement(Health.OK, "it moves");
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
