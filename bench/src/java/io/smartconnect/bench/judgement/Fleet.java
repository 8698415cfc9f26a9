package io.smartconnect.bench.judgement;

import io.smartconnect.exporter.lag.Retention;
import io.smartconnect.exporter.health.tracking.InstanceContext;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.health.tracking.TaskTracker;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/** 20 instances of 18 tasks of 100 partitions, all polled once a minute and watched as the exporter does. */
final class Fleet {

    private static final int INSTANCES = 20;
    private static final int TASKS = 18;
    private static final int PARTITIONS = 100;

    /** All partitions of all tasks. */
    static final int SIZE = INSTANCES * TASKS * PARTITIONS;

    static final int POLLS_OF_A_WEEK = 7 * 24 * 60;

    /** All partitions of a topic share its name, as in the exporter. */
    private static final List<String> TOPICS =
            IntStream.range(0, TASKS).mapToObj(task -> "topic-" + task).toList();

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    /** Polls by which a partition is judged. */
    private static final int WINDOW = HealthSettings.DEFAULT.windowPolls();

    /** How the ends of partitions move from one poll to the next. */
    enum SimulatedProduction {
        /** Not at all. */
        NONE,
        /** By another number of messages each time, so that no two polls lie on a line with a third. */
        UNEVEN
    }

    private final List<KafkaInstance> instances;
    private Instant now = START;

    private Fleet(SimulatedProduction production) {
        instances = IntStream.range(0, INSTANCES)
                .mapToObj(number -> new KafkaInstance(number, production))
                .toList();
    }

    /** Watched for so many polls: with that much history, but not judged yet. */
    static Fleet watchedFor(int polls, SimulatedProduction production) {
        Fleet fleet = new Fleet(production);
        fleet.instances.parallelStream().forEach(instance -> instance.fill(polls));
        fleet.now = START.plus(INTERVAL.multipliedBy(polls));
        return fleet;
    }

    /** Judges until the windows of judgement are full; the result is the last judgement. */
    List<Task> fillWindows() {
        List<Task> judged = List.of();
        for (int poll = 0; poll <= WINDOW; poll++) {
            judged = judge(nextAnswers());
        }
        return judged;
    }

    /** What the cloud says at the next poll. */
    List<Task> nextAnswers() {
        now = now.plus(INTERVAL);
        return instances.stream().flatMap(instance -> instance.answers().stream()).toList();
    }

    /** Judges all tasks by {@link #nextAnswers}. */
    List<Task> judge(List<Task> answers) {
        List<Task> judged = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            judged.add(instances.get(i / TASKS).judge(i % TASKS, answers.get(i), now));
        }
        return judged;
    }

    private static final class KafkaInstance {

        private final Random random;
        private final SimulatedProduction production;
        private final OffsetHistories histories = new OffsetHistories();
        private final Retention retention = new Retention(Duration.ofMinutes(10));
        private final List<TaskTracker> watches;
        private final long[][] ends = new long[TASKS][PARTITIONS];

        private KafkaInstance(int number, SimulatedProduction production) {
            this.random = new Random(number);
            this.production = production;
            this.watches = IntStream.range(0, TASKS)
                    .mapToObj(task -> new TaskTracker(
                            new InstanceContext("instance-" + number, "fleet", HealthSettings.DEFAULT, true)))
                    .toList();
        }

        private void fill(int polls) {
            for (int task = 0; task < TASKS; task++) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    fill(task, partition, polls);
                }
            }
        }

        private void fill(int task, int partition, int polls) {
            String topic = topic(task);
            for (int poll = 1; poll <= polls; poll++) {
                long before = ends[task][partition];
                long time = START.plus(INTERVAL.multipliedBy(poll)).toEpochMilli();
                histories.observe(topic, partition, time, produce(task, partition), OptionalLong.of(before));
            }
        }

        private long produce(int task, int partition) {
            return ends[task][partition] += production == SimulatedProduction.NONE ? 0 : 1 + random.nextInt(2_000);
        }

        private List<Task> answers() {
            return IntStream.range(0, TASKS).mapToObj(this::answer).toList();
        }

        /** What was produced since the last poll waits. */
        private Task answer(int task) {
            List<Partition> partitions = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                long transferred = ends[task][partition];
                long end = produce(task, partition);
                partitions.add(new Partition(
                        partition,
                        Optional.of("RUNNING"),
                        OptionalLong.of(end),
                        OptionalLong.of(transferred),
                        OptionalLong.of(end - transferred)));
            }
            return TestTasks.task("task-" + task).name("archive-" + task).apis(ApiFamily.DUMP).status("RUNNING").deliverInterval(300).info(new TaskInfo("", "OBS_SINK", topic(task), "", "", "", "", "")).topics(new Topic(topic(task), partitions)).build();
        }

        private Task judge(int task, Task answer, Instant now) {
            return watches.get(task).observed(answer, histories, retention, now);
        }

        private static String topic(int task) {
            return TOPICS.get(task);
        }
    }
}
