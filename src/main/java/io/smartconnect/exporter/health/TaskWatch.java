package io.smartconnect.exporter.health;

import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.snapshot.Health;
import io.smartconnect.exporter.snapshot.Judgement;
import io.smartconnect.exporter.snapshot.Partition;
import io.smartconnect.exporter.snapshot.Rates;
import io.smartconnect.exporter.snapshot.Samples;
import io.smartconnect.exporter.snapshot.Task;
import io.smartconnect.exporter.snapshot.TaskProgress;
import io.smartconnect.exporter.snapshot.Topic;
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
public final class TaskWatch {

    private static final Judgement NO_STATUS = new Judgement(Health.UNKNOWN, "the cloud does not say its status");
    private static final Judgement NOTHING_YET =
            new Judgement(Health.UNKNOWN, "its offsets have not been read since it runs");

    private static final Judgement STALE =
            new Judgement(Health.UNKNOWN, "its offsets could not be read lately; the log says why");

    private final String target;
    private final HealthSettings settings;
    private final Changes changes;
    private final Movements movements = new Movements();
    private final Map<String, TopicWatch> topics = new HashMap<>();

    /** The lag of the whole task over its window, as that of one partition of which nothing was transferred. */
    private Samples lags = Samples.NONE;

    private Judgement judgement = NOTHING_YET;
    private Rates rates = Rates.UNKNOWN;
    private Instant lastListing = Instant.EPOCH;
    private Instant lastOffsets = Instant.MIN;
    private long answers;

    /** A watch that has seen nothing yet; {@code instanceId} is for the log, the target's name for the lag that is allowed. */
    public TaskWatch(String instanceId, String target, HealthSettings settings) {
        this.target = target;
        this.settings = settings;
        this.changes = new Changes(instanceId);
    }

    /** Takes in what a new answer of the listings says of the task: counts and logs changes. */
    public void listed(Task task, Instant now) {
        lastListing = now;
        changes.listed(task);
        task.status().flatMap(Status::judge).ifPresent(known -> {
            topics.values().forEach(TopicWatch::forget);
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
        Answer answer = begin(task, answered, histories);
        Summary summary = new Summary();
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
        topics.values().forEach(TopicWatch::restart);
        forget();
        lastOffsets = Instant.MIN;
    }

    private Judgement judgement(Task task) {
        return byStatus(task).orElseGet(() -> task.topics().isPresent() ? judgement : withoutOffsets());
    }

    private Judgement withoutOffsets() {
        return movements.counted().isPresent() ? STALE : Summary.NO_OFFSETS;
    }

    /** The judgement that follows from the task's status alone; absent while it runs. */
    private static Optional<Judgement> byStatus(Task task) {
        return task.status().isPresent() ? Status.judge(task.status().get()) : Optional.of(NO_STATUS);
    }

    private Answer begin(Task task, List<Topic> topics, Histories histories) {
        answers++;
        movements.begin();
        Window window =
                Window.of(settings.windowPolls(), task.deliverIntervalSeconds().orElse(0));
        Optional<Judgement> byStatus = byStatus(task);
        long time = lastOffsets.toEpochMilli();
        lags = byStatus.isPresent() ? Samples.NONE : withLag(topics, window, time);
        long allowedLag = settings.allowedLag(target, task.name());
        return new Answer(answers, time, byStatus, window, allowedLag, lagIsAtMost(allowedLag), histories, movements);
    }

    private Samples withLag(List<Topic> topics, Window window, long time) {
        OptionalLong lag = lag(topics);
        return lag.isPresent() ? window.add(lags, time, lag.getAsLong(), 0) : lags;
    }

    /** The lag of all partitions of which it is known. */
    private static OptionalLong lag(List<Topic> topics) {
        OptionalLong sum = OptionalLong.empty();
        for (Topic topic : topics) {
            for (Partition partition : topic.partitions()) {
                OptionalLong lag = partition.lag();
                if (lag.isPresent()) {
                    sum = OptionalLong.of(Movements.sum(sum.orElse(0), lag.getAsLong()));
                }
            }
        }
        return sum;
    }

    private boolean lagIsAtMost(long messages) {
        for (int i = 0; i < lags.size(); i++) {
            if (lags.lag(i) > messages) {
                return false;
            }
        }
        return true;
    }

    private Topic judge(Topic topic, Answer answer, Summary summary) {
        return topics.computeIfAbsent(topic.name(), TopicWatch::new).observe(topic.partitions(), answer, summary);
    }

    private void forget() {
        lags = Samples.NONE;
        judgement = NOTHING_YET;
        rates = Rates.UNKNOWN;
    }
}
