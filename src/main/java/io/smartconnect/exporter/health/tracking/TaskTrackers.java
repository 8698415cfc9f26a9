package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.eye.CloudEyeSample;
import io.smartconnect.exporter.history.RecordedTask;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retention;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskKind;
import io.smartconnect.exporter.time.SteadyClock;
import io.smartconnect.exporter.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trackers of all tasks of one instance. They discard their samples when the clock is set. */
public final class TaskTrackers {

    private static final Logger LOG = LoggerFactory.getLogger(TaskTrackers.class);

    /** A task is forgotten after its listing was known for this long without it: one bad listing must not cost its counters. */
    private static final Duration LONGEST_ABSENCE = Duration.ofHours(1);

    private InstanceContext context;
    private final OffsetHistories histories;
    private final Retentions retentions;
    private final Retention retention;
    private final TimeSource time;
    private final SteadyClock clock;
    private final SavedWindows saved;
    private long completeSince;
    private final Map<String, Tracked> byTaskId = new HashMap<>();
    private Moment restarted;

    /**
     * A moment on both clocks.
     *
     * @param time on the wall clock
     * @param nanos on the monotonic clock
     */
    public record Moment(Instant time, long nanos) {}

    /** A task of the listings, merged from both; {@code ageNanos} is the age of the answer that names it. */
    public record Listed(Task task, long ageNanos) {}

    /** A task that its listing named at {@code presentAt}, or that may have been there, since the listing was not known. */
    private record Tracked(TaskTracker tracker, ApiFamily listing, long presentAt) {}

    /** Trackers without a task. */
    public TaskTrackers(InstanceContext context, OffsetHistories histories, Retentions retentions, TimeSource time) {
        this.context = context;
        this.histories = histories;
        this.retentions = retentions;
        this.retention = retentions.of(context.instanceId());
        this.time = time;
        this.clock = new SteadyClock(time);
        this.completeSince = time.nanos();
        this.restarted = new Moment(clock.instant(), completeSince);
        this.saved = SavedWindows.unpacked(histories.takeWindows());
        histories.saveWindows(this::windows);
    }

    /** The windows of all tasks, and the saved ones of tasks that no listing has named yet. */
    private byte[] windows() {
        SavedWindows all = new SavedWindows();
        all.putAll(saved);
        byTaskId.forEach((id, tracked) -> all.put(id, tracked.tracker::writeWindows));
        return all.packed();
    }

    /** Takes in other settings, which count from the next answers on. */
    public void reconfigure(InstanceContext newContext) {
        context = newContext;
        byTaskId.values().forEach(tracked -> tracked.tracker.reconfigure(newContext));
    }

    /**
     * Takes in the listings, and forgets tasks that have been gone for an hour. A task is not gone while its listing is unknown.
     *
     * @param tasks all tasks that the listings name
     * @param known the listings that are known now
     */
    public void listed(List<Listed> tasks, Set<ApiFamily> known, Moment at) {
        restartIfClockWasSet();
        for (Listed listed : tasks) {
            TaskTracker tracker = tracker(listed.task);
            tracker.listed(listed.task, bySetClock(at).minusNanos(listed.ageNanos));
            byTaskId.put(listed.task.id(), new Tracked(tracker, ApiFamily.listing(listed.task.apis()), at.nanos));
        }
        completeSince = known.size() < ApiFamily.values().length ? at.nanos : completeSince;
        if (at.nanos - completeSince > LONGEST_ABSENCE.toNanos()) {
            saved.clear();
        }
        byTaskId.replaceAll(
                (id, each) -> known.contains(each.listing) ? each : new Tracked(each.tracker, each.listing, at.nanos));
        byTaskId.values().removeIf(each -> at.nanos - each.presentAt > LONGEST_ABSENCE.toNanos());
    }

    /** The present moment. */
    public Moment now() {
        return new Moment(clock.instant(), time.nanos());
    }

    /**
     * Takes in a new detail, and judges.
     *
     * @param at the moment of the answer
     * @return the detail with the progress of each partition
     */
    public Task observed(Task listed, Task detail, Moment at) {
        restartIfClockWasSet();
        Instant answered = bySetClock(at);
        TaskTracker tracker = tracker(listed);
        Task task = listed.withDetail(detail);
        histories.takeRecorded(task.id()).ifPresent(recorded -> learn(recorded, task, tracker, answered));
        Task judged = tracker.observed(task, histories, retention, answered);
        return judged.topics().map(detail::withTopics).orElse(detail);
    }

    /** Extends the histories by the recorded offsets of a task, and continues its windows from them as after a restart. */
    private void learn(RecordedTask recorded, Task task, TaskTracker tracker, Instant now) {
        TaskTracker before = new TaskTracker(context);
        Retention unknown = new Retention(Duration.ZERO);
        recorded.replay(task, now, (answer, time) -> before.judge(answer, histories, unknown, time));
        saved.put(task.id(), before::writeWindows);
        saved.restore(task.id(), tracker, now.toEpochMilli());
    }

    /** Takes in samples of a replication from Cloud Eye, and judges. */
    public void observed(Task listed, Collection<CloudEyeSample> samples) {
        restartIfClockWasSet();
        tracker(listed).observed(listed, samples);
    }

    /** The task with its values in Cloud Eye and its progress. */
    public Task withProgress(Task task) {
        TaskTracker tracker = tracker(task);
        Optional<CloudEyeReading> reading = tracker.cloudEyeReading(clock.instant());
        if (reading.isEmpty()) {
            return task.with(tracker.progress(task));
        }
        Task known = task.with(reading.get());
        return known.with(tracker.progress(known, replicationRisk(task, reading.get())));
    }

    /** True if the status of the task, or the last judgement of its offsets, is bad. */
    public boolean isInTrouble(Task listed) {
        return tracker(listed).isInTrouble(listed);
    }

    /** The clocks. */
    public TimeSource time() {
        return time;
    }

    /** The retention of the source topics of this instance. */
    public Retention retention() {
        return retention;
    }

    /** True if the retention times of topics are needed for these tasks, or for those that pull from this instance. */
    public boolean needsRetentionTimes(List<Task> tasks) {
        return retention.peerNeedsTimes()
                || tasks.stream()
                        .anyMatch(task -> task.info().kind() == TaskKind.REPLICATE
                                && !task.info().isPull());
    }

    /** True if the last retention times are not stale. */
    public boolean hasRetentionTimes() {
        return retention.hasTimes(time.instant().toEpochMilli());
    }

    /** The retention times of the source topics of these tasks. */
    public Map<String, Duration> topicRetention(List<Task> tasks) {
        long now = time.instant().toEpochMilli();
        Map<String, Duration> times = new TreeMap<>();
        tasks.stream()
                .filter(task -> !task.info().isPull())
                .forEach(task -> times.putAll(retention.times(task.info(), now)));
        return times;
    }

    /** The retention of the instance from which a replication reads; absent if that is not polled. */
    private Optional<Retention> sourceRetention(Task task) {
        return switch (task.info().direction()) {
            case "push", "two-way" -> Optional.of(retention);
            case "pull" -> retentions.ofPeer(task.configuration().getOrDefault("source_task.instance_id", ""));
            default -> Optional.empty();
        };
    }

    /** The shortest retention time of the source topics less the age of the oldest message that waits. */
    private RetentionRisk replicationRisk(Task task, CloudEyeReading reading) {
        Optional<Retention> source = sourceRetention(task);
        Optional<Duration> shortest =
                source.flatMap(known -> known.times(task.info(), clock.instant().toEpochMilli()).values().stream()
                        .min(Comparator.naturalOrder()));
        Optional<Double> age = reading.lagTime()
                .filter(lagTime -> reading.waitingMessages().orElse(0) > 0)
                .map(LagTime::seconds);
        OptionalDouble margin = shortest.isPresent() && age.isPresent()
                ? OptionalDouble.of(Math.max(0, shortest.get().toSeconds() - age.get()))
                : OptionalDouble.empty();
        return new RetentionRisk(margin, OptionalLong.empty());
    }

    /** True if this task is not forgotten. */
    public boolean knows(String taskId) {
        return byTaskId.containsKey(taskId);
    }

    /** Number of tasks. */
    public int tasks() {
        return byTaskId.size();
    }

    /** Number of partitions of all tasks. */
    public long partitions() {
        return byTaskId.values().stream()
                .mapToLong(tracked -> tracked.tracker.partitions())
                .sum();
    }

    /** Number of histories, which tasks share. */
    public int histories() {
        return histories.size();
    }

    /** Number of the topics of the instance whose retention times are known. */
    public int topics() {
        return retention.topics();
    }

    /** Number of the partitions of {@code answer} that this task has not had so far. */
    public long newPartitions(String taskId, Task answer) {
        List<Topic> topics = answer.topics().orElse(List.of());
        Optional<TaskTracker> tracker =
                Optional.ofNullable(byTaskId.get(taskId)).map(Tracked::tracker);
        return topics.stream()
                .mapToLong(topic -> tracker.map(known -> known.newPartitions(topic))
                        .orElse(topic.partitions().size()))
                .sum();
    }

    /** Number of histories that were discarded so far. */
    public long historyRestarts() {
        return histories.restarts();
    }

    private TaskTracker tracker(Task task) {
        return byTaskId.computeIfAbsent(task.id(), id -> begin(task)).tracker;
    }

    private Tracked begin(Task task) {
        TaskTracker tracker = new TaskTracker(context);
        saved.restore(task.id(), tracker, clock.instant().toEpochMilli());
        tracker.listed(task, clock.instant());
        return new Tracked(tracker, ApiFamily.listing(task.apis()), time.nanos());
    }

    /** Times from before a step of the clock are not comparable with later ones. */
    private void restartIfClockWasSet() {
        if (clock.takeSet()) {
            saved.clear();
            histories.restart();
            retention.restart();
            byTaskId.values().forEach(tracked -> tracked.tracker.restart());
            restarted = now();
            LOG.atWarn()
                    .addKeyValue("instance_id", context.instanceId())
                    .log("the clock was set: histories of end offsets and windows of health start over");
        }
    }

    /** The wall time of a moment. A moment from before the last step of the clock is counted back from the new time. */
    private Instant bySetClock(Moment at) {
        long after = at.nanos - restarted.nanos;
        return after < 0 ? restarted.time.plusNanos(after) : at.time;
    }
}
