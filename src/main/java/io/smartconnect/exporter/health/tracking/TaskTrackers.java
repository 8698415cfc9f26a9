package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.ClockStepDetector;
import io.smartconnect.exporter.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trackers of all tasks of one instance. They discard their samples when the clock is set. */
public final class TaskTrackers {

    private static final Logger LOG = LoggerFactory.getLogger(TaskTrackers.class);

    /** A task that no listing has named for this long is forgotten, even if a listing is missing. */
    private static final Duration LONGEST_ABSENCE = Duration.ofHours(1);

    private final String instanceId;
    private final String target;
    private final HealthSettings settings;
    private final Histories histories;
    private final TimeSource time;
    private final ClockStepDetector clockSteps = new ClockStepDetector();
    private final Map<String, Tracked> byTaskId = new HashMap<>();

    /**
     * A moment on both clocks.
     *
     * @param time on the wall clock
     * @param nanos on the monotonic clock
     */
    public record Moment(Instant time, long nanos) {}

    /**
     * A task in the listings.
     *
     * @param task merged from both listings
     * @param ageNanos age of the answer that lists it
     */
    public record Listed(Task task, long ageNanos) {}

    private record Tracked(TaskTracker tracker, long listedAt) {}

    /** Trackers without a task. For the parameters see {@link TaskTracker}. */
    public TaskTrackers(
            String instanceId, String target, HealthSettings settings, Histories histories, TimeSource time) {
        this.instanceId = instanceId;
        this.target = target;
        this.settings = settings;
        this.histories = histories;
        this.time = time;
    }

    /**
     * Takes in the listings, and forgets tasks that are gone.
     *
     * @param tasks all tasks that the listings name
     * @param isComplete whether no listing is missing, so that a task that is not listed is gone
     */
    public void listed(List<Listed> tasks, boolean isComplete, Moment at) {
        restartIfClockWasSet(at);
        for (Listed listed : tasks) {
            TaskTracker tracker = tracker(listed.task);
            tracker.listed(listed.task, at.time.minusNanos(listed.ageNanos));
            byTaskId.put(listed.task.id(), new Tracked(tracker, at.nanos));
        }
        long longest = isComplete ? 0 : LONGEST_ABSENCE.toNanos();
        byTaskId.values().removeIf(tracked -> at.nanos - tracked.listedAt > longest);
    }

    /** The present moment. */
    public Moment now() {
        return new Moment(time.instant(), time.nanos());
    }

    /**
     * Takes in a new detail, and judges.
     *
     * @param at the moment of the answer
     * @return the detail with the progress of each partition
     */
    public Task observed(Task listed, Task detail, Moment at) {
        restartIfClockWasSet(at);
        Task judged = tracker(listed).observed(listed.withDetail(detail), histories, at.time);
        return judged.topics().map(detail::withTopics).orElse(detail);
    }

    /** The task with its progress. */
    public Task withProgress(Task task) {
        return task.with(tracker(task).progress(task));
    }

    /** Number of histories that were discarded so far. */
    public long historyRestarts() {
        return histories.restarts();
    }

    private TaskTracker tracker(Task task) {
        return byTaskId.computeIfAbsent(task.id(), id -> begin(task)).tracker;
    }

    private Tracked begin(Task task) {
        TaskTracker tracker = new TaskTracker(instanceId, target, settings);
        tracker.listed(task, time.instant());
        return new Tracked(tracker, time.nanos());
    }

    /** Times from before a step of the clock are not comparable with later ones. */
    private void restartIfClockWasSet(Moment now) {
        if (clockSteps.happened(now.time.toEpochMilli(), now.nanos)) {
            histories.restart();
            byTaskId.values().forEach(tracked -> tracked.tracker.restart());
            LOG.atWarn()
                    .addKeyValue("instance_id", instanceId)
                    .log("the clock was set: histories of end offsets and windows of health start over");
        }
    }
}
