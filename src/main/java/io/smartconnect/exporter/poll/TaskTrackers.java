package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.health.tracking.TaskTracker;
import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.ClockStepDetector;
import io.smartconnect.exporter.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the tasks of one instance from poll to poll: how old what waits is, how they do, what has changed. */
final class TaskTrackers {

    private static final Logger LOG = LoggerFactory.getLogger(TaskTrackers.class);

    /** A task that is not listed for so long is forgotten, even if a missing listing might still name it. */
    private static final Duration LONGEST_ABSENCE = Duration.ofHours(1);

    private final String instanceId;
    private final String target;
    private final HealthSettings settings;
    private final Histories histories;
    private final TimeSource time;
    private final ClockStepDetector clockSteps = new ClockStepDetector();
    private final Map<String, Watched> byTaskId = new HashMap<>();

    /**
     * The same moment by both clocks.
     *
     * @param nanos time
     */
    record Moment(Instant time, long nanos) {}

    private record Watched(TaskTracker watch, long listedAt) {}

    TaskTrackers(String instanceId, String target, HealthSettings settings, Histories histories, TimeSource time) {
        this.instanceId = instanceId;
        this.target = target;
        this.settings = settings;
        this.histories = histories;
        this.time = time;
    }

    /** Takes in what the listings say now, and forgets tasks that are gone. */
    void listed(LastGoodAnswers knowledge) {
        Moment at = now();
        restartIfClockWasSet(at);
        Instant now = at.time;
        long nanos = at.nanos;
        for (TaskMerge.Merged merged : knowledge.listed(nanos)) {
            Task task = merged.task();
            TaskTracker watch = watch(task);
            watch.listed(task, now.minusNanos(knowledge.age(task, nanos)));
            byTaskId.put(task.id(), new Watched(watch, nanos));
        }
        long longest = knowledge.isComplete(nanos) ? 0 : LONGEST_ABSENCE.toNanos();
        byTaskId.values().removeIf(watched -> nanos - watched.listedAt > longest);
    }

    /** Now, by both clocks. */
    Moment now() {
        return new Moment(time.instant(), time.nanos());
    }

    /**
     * Takes in a new detail, and judges.
     *
     * @param at when it was answered
     * @return the detail with the progress of each partition
     */
    Task observed(Task listed, Task detail, Moment at) {
        restartIfClockWasSet(at);
        Task watched = watch(listed).observed(listed.withDetail(detail), histories, at.time);
        return watched.topics().map(detail::withTopics).orElse(detail);
    }

    /** The task with what watching it tells. */
    Task withProgress(Task task) {
        return task.with(watch(task).progress(task));
    }

    /** How many histories of end offsets had to start anew so far. */
    long historyRestarts() {
        return histories.restarts();
    }

    private TaskTracker watch(Task task) {
        return byTaskId.computeIfAbsent(task.id(), id -> begin(task)).watch;
    }

    private Watched begin(Task task) {
        TaskTracker watch = new TaskTracker(instanceId, target, settings);
        watch.listed(task, time.instant());
        return new Watched(watch, time.nanos());
    }

    /** If the clock was set, nothing that was seen by it before tells how old anything is. */
    private void restartIfClockWasSet(Moment now) {
        if (clockSteps.happened(now.time.toEpochMilli(), now.nanos)) {
            histories.restart();
            byTaskId.values().forEach(watched -> watched.watch.restart());
            LOG.atWarn()
                    .addKeyValue("instance_id", instanceId)
                    .log("the clock was set: lag in seconds and health begin anew");
        }
    }
}
