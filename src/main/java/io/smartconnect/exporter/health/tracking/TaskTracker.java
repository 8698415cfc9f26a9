package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.DetailReading;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.health.OffsetMovements;
import io.smartconnect.exporter.health.StatusJudgement;
import io.smartconnect.exporter.health.Window;
import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.Judgement;
import io.smartconnect.exporter.snapshot.progress.LagTotal;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.Rates;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Watches one task from poll to poll: judges it, and counts what its offsets, its status and its configuration do. Not safe for
 * use by several threads.
 */
public final class TaskTracker {

    private static final Judgement NO_STATUS = new Judgement(Health.UNKNOWN, "the cloud does not say its status");
    private static final Judgement NOTHING_YET =
            new Judgement(Health.UNKNOWN, "its offsets have not been read since it runs");

    private static final Judgement STALE =
            new Judgement(Health.UNKNOWN, "its offsets could not be read lately; the log says why");

    private final String target;
    private final HealthSettings settings;
    private final TaskChangeCounts changes;
    private final OffsetMovements movements = new OffsetMovements();
    private final Map<String, TopicTracker> topics = new HashMap<>();

    /** The lag of the whole task over its window, as that of one partition of which nothing was transferred. */
    private OffsetSamples lags = OffsetSamples.NONE;

    private Judgement judgement = NOTHING_YET;
    private Rates rates = Rates.UNKNOWN;
    private Instant lastListing = Instant.EPOCH;
    private Instant lastOffsets = Instant.MIN;
    private long answers;

    /** A watch that has seen nothing yet; {@code instanceId} is for the log, the target's name for the lag that is allowed. */
    public TaskTracker(String instanceId, String target, HealthSettings settings) {
        this.target = target;
        this.settings = settings;
        this.changes = new TaskChangeCounts(instanceId);
    }

    /** Takes in what a new answer of the listings says of the task: counts and logs changes. */
    public void listed(Task task, Instant now) {
        lastListing = now;
        changes.listed(task);
        task.status().flatMap(StatusJudgement::judge).ifPresent(known -> {
            topics.values().forEach(TopicTracker::forget);
            forget();
            changes.judged(task, known);
        });
    }

    /**
     * Takes in new offsets, and judges. An answer that is not newer than the last is left as it is: without progress.
     *
     * @param task the task merged with its detail
     * @param histories those of the task's instance; each partition's end is observed in them
     * @return the task, each of its partitions with its progress
     */
    public Task observed(Task task, Histories histories, Instant now) {
        if (task.topics().isEmpty() || !now.isAfter(lastOffsets)) {
            return task;
        }
        List<Topic> answered = task.topics().get();
        lastOffsets = now;
        DetailReading answer = begin(task, answered, histories);
        TaskSummaryJudgement summary = new TaskSummaryJudgement();
        List<Topic> judged = new ArrayList<>(answered.size());
        answered.forEach(topic -> judged.add(judge(topic, answer, summary)));
        topics.values().removeIf(each -> !each.forgetBefore(answers - settings.windowPolls()));
        judgement = answer.byStatus().isPresent() ? NOTHING_YET : summary.judgement();
        rates = summary.rates();
        changes.judged(task, judgement(task));
        return task.withTopics(judged);
    }

    /** What is known of the task now; without topics only by its status. A pure look: it changes nothing. */
    public TaskProgress progress(Task task) {
        boolean hasOffsets = task.topics().isPresent();
        return new TaskProgress(
                judgement(task),
                hasOffsets && lastOffsets.isAfter(Instant.MIN) ? lastOffsets : lastListing,
                movements.counted(),
                hasOffsets ? rates : Rates.UNKNOWN,
                changes.ofStatus(),
                changes.ofConfiguration());
    }

    /** Forgets all samples, as after a step of the clock; counters stay. */
    public void restart() {
        topics.values().forEach(TopicTracker::restart);
        forget();
        lastOffsets = Instant.MIN;
    }

    private Judgement judgement(Task task) {
        return byStatus(task).orElseGet(() -> task.topics().isPresent() ? judgement : withoutOffsets());
    }

    private Judgement withoutOffsets() {
        return movements.counted().isPresent() ? STALE : TaskSummaryJudgement.NO_OFFSETS;
    }

    /** The judgement that follows from the task's status alone; absent while it runs. */
    private static Optional<Judgement> byStatus(Task task) {
        return task.status().isPresent() ? StatusJudgement.judge(task.status().get()) : Optional.of(NO_STATUS);
    }

    private DetailReading begin(Task task, List<Topic> topics, Histories histories) {
        answers++;
        movements.begin();
        Window window =
                Window.of(settings.windowPolls(), task.deliverIntervalSeconds().orElse(0));
        Optional<Judgement> byStatus = byStatus(task);
        long time = lastOffsets.toEpochMilli();
        lags = byStatus.isPresent() ? OffsetSamples.NONE : withLag(topics, window, time);
        long allowedLag = settings.allowedLag(target, task.name());
        return new DetailReading(
                answers, time, byStatus, window, allowedLag, lagIsAtMost(allowedLag), histories, movements);
    }

    private OffsetSamples withLag(List<Topic> topics, Window window, long time) {
        OptionalLong lag = LagTotal.of(topics).messagesAsLong();
        return lag.isPresent() ? window.add(lags, time, lag.getAsLong(), 0) : lags;
    }

    private boolean lagIsAtMost(long messages) {
        for (int i = 0; i < lags.size(); i++) {
            if (lags.lag(i) > messages) {
                return false;
            }
        }
        return true;
    }

    private Topic judge(Topic topic, DetailReading answer, TaskSummaryJudgement summary) {
        return topics.computeIfAbsent(topic.name(), TopicTracker::new).observe(topic.partitions(), answer, summary);
    }

    private void forget() {
        lags = OffsetSamples.NONE;
        judgement = NOTHING_YET;
        rates = Rates.UNKNOWN;
    }
}
