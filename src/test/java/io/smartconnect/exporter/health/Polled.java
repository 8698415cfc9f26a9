package io.smartconnect.exporter.health;

import io.smartconnect.exporter.health.tracking.InstanceContext;
import io.smartconnect.exporter.health.tracking.TaskTracker;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retention;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.JudgedPartition;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.OffsetCounters;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One task under watch, and the time of its polls. It runs, and is polled every minute, unless something else is said. */
public final class Polled {

    public static final String INSTANCE = "i-1";
    public static final int WINDOW = HealthSettings.DEFAULT.windowPolls();

    private static final TaskInfo INFO = new TaskInfo("", "OBS_SINK", "orders", "", "", "", "", "");

    public OffsetHistories histories = new OffsetHistories();
    public Retention retention = new Retention(Duration.ofMinutes(10));
    public TaskTracker watch;
    public Instant now = Instant.parse("2026-03-01T00:00:00Z");
    public Duration interval = Duration.ofMinutes(1);
    public String name = "nightly";
    public Optional<String> status = Optional.of("RUNNING");
    public OptionalLong deliverSeconds = OptionalLong.empty();
    public Task last = task(Optional.empty());
    public long end;
    public long transferred;

    public Polled() {
        this(0);
    }

    /** With a lag that is allowed for tasks called {@link #name}. */
    public Polled(long allowedLag) {
        this(new HealthSettings(WINDOW, List.of(new TaskLimit("prod", "nightly", allowedLag))));
    }

    private Polled(HealthSettings settings) {
        watch = new TaskTracker(new InstanceContext(INSTANCE, "prod", settings, true));
    }

    public static Polled withCertainty(double certainty) {
        return new Polled(new HealthSettings(WINDOW, certainty, List.of(), List.of()));
    }

    public static Polled delivering(long seconds) {
        Polled polled = new Polled();
        polled.deliverSeconds = OptionalLong.of(seconds);
        return polled;
    }

    public static Partition partition(long id, long end, long transferred) {
        return new Partition(
                id, Optional.of("RUNNING"), OptionalLong.of(end), OptionalLong.of(transferred), OptionalLong.empty());
    }

    public static Partition withStatus(String status, long end, long transferred) {
        return new Partition(
                0, Optional.of(status), OptionalLong.of(end), OptionalLong.of(transferred), OptionalLong.empty());
    }

    public static Partition unknown(long id) {
        return new Partition(
                id, Optional.of("RUNNING"), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    public Task task(Optional<List<Topic>> topics) {
        return TestTasks.task("t-1")
                .name(name)
                .status(status)
                .deliverInterval(deliverSeconds)
                .info(INFO)
                .topics(topics)
                .build();
    }

    /** The next poll finds partition 0 so. */
    public HealthJudgement poll(long newEnd, long newTransferred) {
        end = newEnd;
        transferred = newTransferred;
        return poll(partition(0, newEnd, newTransferred));
    }

    /** So many polls, at each of which so many messages more have come and been transferred. */
    public HealthJudgement grows(int polls, long produced, long moved) {
        for (int i = 0; i < polls; i++) {
            poll(end + produced, transferred + moved);
        }
        return judgement();
    }

    /** The next poll finds these partitions of one topic. */
    public HealthJudgement poll(Partition... partitions) {
        now = now.plus(interval);
        return answer(partitions);
    }

    /** An answer arrives, without any time passing before it. */
    public HealthJudgement answer(Partition... partitions) {
        last = watch.observed(
                task(Optional.of(List.of(new Topic("orders", Arrays.asList(partitions))))), histories, retention, now);
        return judgement();
    }

    /** So many polls find the same. */
    public HealthJudgement polls(int number, long sameEnd, long sameTransferred) {
        for (int i = 0; i < number; i++) {
            poll(sameEnd, sameTransferred);
        }
        return judgement();
    }

    /** A whole window of polls, each of which finds a hundred messages more, all of them transferred. */
    public void runsWell(long from) {
        for (int i = 0; i < WINDOW; i++) {
            poll(from + 100L * i, from + 100L * i);
        }
    }

    public TaskProgress progress() {
        return watch.progress(last);
    }

    public HealthJudgement judgement() {
        return progress().judgement();
    }

    public Health health() {
        return judgement().health();
    }

    public OffsetCounters movement() {
        return progress().offsetCounters().orElseThrow();
    }

    /** What is known of partition {@code index} of the only topic, beside its age. */
    public JudgedPartition partition(int index) {
        return last.topics().orElseThrow().get(0).progress().get(index);
    }

    /** The lag time of partition {@code index} of the only topic. */
    public Optional<LagTime> lagTime(int index) {
        return last.topics().orElseThrow().get(0).partitions().get(index).lagTime();
    }
}
