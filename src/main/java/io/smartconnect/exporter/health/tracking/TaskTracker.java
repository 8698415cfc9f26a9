package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.JudgementWindow;
import io.smartconnect.exporter.health.OffsetMovements;
import io.smartconnect.exporter.health.OffsetReading;
import io.smartconnect.exporter.health.StatusJudgement;
import io.smartconnect.exporter.health.eye.CloudEyeSample;
import io.smartconnect.exporter.health.gap.GapCriterion;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retention;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagHistory;
import io.smartconnect.exporter.snapshot.progress.LagTotal;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The state of one task from poll to poll: judges it, and counts the changes of its offsets, status and configuration. Not safe
 * for use by several threads.
 */
public final class TaskTracker {

    private static final HealthJudgement NO_STATUS =
            new HealthJudgement(Health.UNKNOWN, "the cloud does not report its status");
    private static final HealthJudgement NOTHING_YET =
            new HealthJudgement(Health.UNKNOWN, "its offsets have not been read since it started to run");
    private static final HealthJudgement NO_SOURCE_FOR_REDIS =
            new HealthJudgement(Health.UNKNOWN, "the cloud documents no source of the lag of a Redis sync");
    private static final HealthJudgement CLOUD_EYE_IS_NOT_READ = new HealthJudgement(
            Health.UNKNOWN,
            "Cloud Eye is the only source of the lag of a replication, and it is not read: set cloud-eye-endpoint or lag.sources");
    private static final HealthJudgement NOT_IN_CLOUD_EYE = new HealthJudgement(
            Health.UNKNOWN, "Cloud Eye has no recent values of this task; if its requests fail, the log has the cause");
    private static final HealthJudgement NO_SOURCE = new HealthJudgement(
            Health.UNKNOWN,
            "no source in lag.sources has offsets of this task; if its requests fail, the log has the cause");
    private static final HealthJudgement STALE =
            new HealthJudgement(Health.UNKNOWN, "its offsets could not be read recently; see the log for the cause");

    /** After a longer time between two answers, the movements between them are not known. */
    private static final Duration GAP = Duration.ofMinutes(10);

    private InstanceContext context;
    private final TaskChangeCounts changes;
    private final CloudEyeTracker cloudEye;
    private final OffsetMovements movements = new OffsetMovements();
    private final Map<String, TopicTracker> topics = new HashMap<>();

    private LagSeries lags = LagSeries.NONE;
    private LagHistory history = LagHistory.NONE;
    private HealthJudgement judgement = NOTHING_YET;
    private TransferRates rates = TransferRates.UNKNOWN;
    private OptionalDouble marginSeconds = OptionalDouble.empty();
    private Optional<LagSource> source = Optional.empty();
    private Instant lastListing = Instant.EPOCH;
    private Instant lastOffsets = Instant.MIN;
    private int answers;
    private int lastWithOffsets = PartitionTracker.NO_ANSWER;

    /** The state of a task before the first poll. */
    public TaskTracker(InstanceContext context) {
        this.context = context;
        this.changes = new TaskChangeCounts(context.instanceId());
        this.cloudEye = new CloudEyeTracker(context.settings().windowPolls());
    }

    /** Takes in other settings, which count from the next answer on. */
    void reconfigure(InstanceContext newContext) {
        context = newContext;
        cloudEye.setWindow(newContext.settings().windowPolls());
    }

    /** Takes in the task's item in a listing from {@code now}: counts and logs changes. */
    public void listed(Task task, Instant now) {
        lastListing = now;
        changes.listed(task);
        task.status().flatMap(StatusJudgement::judge).ifPresent(known -> {
            topics.values().forEach(TopicTracker::startWindowOver);
            cloudEye.judgeOnlyAfter(now);
            startWindowOver();
            changes.judged(task, known);
        });
    }

    /**
     * Takes in new offsets of a task with its detail, and judges. Ignores an answer that is not newer than the last one.
     *
     * @param histories of the task's instance; they observe the end offset of each partition
     * @param retention of the source topics of the task's instance
     * @return the task, with the progress of its partitions unless the answer was ignored
     */
    public Task observed(Task task, OffsetHistories histories, Retention retention, Instant now) {
        if (task.topics().isEmpty() || !now.isAfter(lastOffsets)) {
            return task;
        }
        Task judged = judge(task, histories, retention, now);
        changes.judged(task, judgement(task));
        return judged;
    }

    /** As {@link #observed}, for a newer answer with topics, but without logging a change of health. */
    Task judge(Task task, OffsetHistories histories, Retention retention, Instant now) {
        List<Topic> answered = task.topics().orElse(List.of());
        if (!task.lagSource().equals(source)) {
            topics.values().forEach(TopicTracker::forgetTransferred);
            source = task.lagSource();
        }
        boolean isAfterGap = lastOffsets.isAfter(Instant.MIN)
                && Duration.between(lastOffsets, now).compareTo(GAP) > 0;
        lastOffsets = now;
        OffsetReading reading = begin(task, isAfterGap, histories, retention);
        TaskHealthRollup rollup = new TaskHealthRollup();
        List<Topic> judged = new ArrayList<>(answered.size());
        for (Topic topic : answered) {
            TopicTracker tracker = topics.computeIfAbsent(topic.name(), TopicTracker::new);
            judged.add(tracker.observe(topic.partitions(), reading, rollup));
        }
        topics.values()
                .removeIf(
                        each -> !each.forgetBefore(answers - context.settings().windowPolls()));
        conclude(reading, rollup);
        return task.withTopics(judged);
    }

    /** Takes in samples of a replication from Cloud Eye, and judges. */
    public void observed(Task task, Collection<CloudEyeSample> samples) {
        cloudEye.observe(samples, context.settings().allowedLag(context.target(), task.name()));
        samples.stream()
                .filter(sample -> sample.waiting().isPresent())
                .sorted(Comparator.comparing(CloudEyeSample::time))
                .forEach(sample -> history = history.plus(
                        sample.time().toEpochMilli(),
                        Math.round(sample.waiting().getAsDouble())));
        if (byStatus(task).isEmpty()) {
            cloudEye.lastJudgement().ifPresent(judged -> changes.judged(task, judged));
        }
    }

    /** The newest values of the task in Cloud Eye; absent if they are stale. */
    public Optional<CloudEyeReading> cloudEyeReading(Instant now) {
        return cloudEye.reading(now);
    }

    /** The progress of the task now; of a task without lag, by its status alone. Changes nothing. */
    public TaskProgress progress(Task task) {
        OptionalDouble margin = task.topics().isPresent() ? marginSeconds : OptionalDouble.empty();
        return progress(task, new RetentionRisk(margin, movements.expiredMessages()));
    }

    /** As {@link #progress(Task)}, of a task with values in Cloud Eye, whose {@code risk} does not follow from offsets. */
    TaskProgress progress(Task task, RetentionRisk risk) {
        boolean hasOffsets = task.topics().isPresent();
        Instant asOf = task.cloudEye().map(CloudEyeReading::time).orElse(lastListing);
        return new TaskProgress(
                judgement(task),
                hasOffsets && lastOffsets.isAfter(Instant.MIN) ? lastOffsets : asOf,
                movements.counted(),
                hasOffsets ? rates : TransferRates.UNKNOWN,
                risk,
                changes.ofStatus(),
                changes.ofConfiguration(),
                lagObjectiveSeconds(task),
                history);
    }

    /** True if the status of the task, or the last judgement of its offsets, is bad. */
    boolean isInTrouble(Task listed) {
        return byStatus(listed).orElse(judgement).health().isBad();
    }

    /** Number of the partitions so far that are not forgotten. */
    long partitions() {
        return topics.values().stream().mapToLong(TopicTracker::size).sum();
    }

    /** Number of the partitions of {@code topic} that are new. */
    int newPartitions(Topic topic) {
        TopicTracker known = topics.get(topic.name());
        return known == null ? topic.partitions().size() : known.newPartitions(topic.partitions());
    }

    /** Discards all samples, as after a step of the clock. Counters stay. */
    public void restart() {
        topics.values().forEach(TopicTracker::restart);
        cloudEye.restart();
        history = LagHistory.NONE;
        startWindowOver();
        marginSeconds = OptionalDouble.empty();
        lastOffsets = Instant.MIN;
    }

    void writeWindows(DataOutputStream out) throws IOException {
        out.writeUTF(source.map(LagSource::label).orElse(""));
        lags.write(out);
        TopicTracker.writeAll(topics, out);
    }

    void readWindows(DataInputStream in, long now) throws IOException {
        source = SavedWindows.source(in.readUTF());
        lags = LagSeries.read(in, SavedWindows.earliest(now), now);
        TopicTracker.readAll(topics, in, now);
    }

    private HealthJudgement judgement(Task task) {
        Optional<HealthJudgement> byStatus = byStatus(task);
        if (byStatus.isPresent() || task.topics().isPresent()) {
            return byStatus.orElse(judgement);
        }
        return task.cloudEye().flatMap(fresh -> cloudEye.lastJudgement()).orElseGet(() -> withoutLag(task));
    }

    private HealthJudgement withoutLag(Task task) {
        return switch (task.info().kind()) {
            case REDIS -> NO_SOURCE_FOR_REDIS;
            case REPLICATE -> context.readsCloudEye() ? NOT_IN_CLOUD_EYE : CLOUD_EYE_IS_NOT_READ;
            case DUMP, UNKNOWN -> movements.counted().isPresent() ? STALE : NO_SOURCE;
        };
    }

    /** The judgement by the status alone; absent while the task runs. */
    private static Optional<HealthJudgement> byStatus(Task task) {
        return task.status().isPresent() ? StatusJudgement.judge(task.status().get()) : Optional.of(NO_STATUS);
    }

    private OffsetReading begin(Task task, boolean isAfterGap, OffsetHistories histories, Retention retention) {
        answers++;
        movements.begin();
        JudgementWindow window = JudgementWindow.of(
                context.settings().windowPolls(), task.deliverIntervalSeconds().orElse(0));
        Optional<HealthJudgement> byStatus = byStatus(task);
        long time = lastOffsets.toEpochMilli();
        OptionalLong lag = LagTotal.of(task.topics().orElse(List.of())).messagesAsLong();
        lag.ifPresent(messages -> history = history.plus(time, messages));
        lags = byStatus.isPresent() ? LagSeries.NONE : lags.plus(time, lag, window);
        long allowedLag = context.settings().allowedLag(context.target(), task.name());
        return new OffsetReading(
                answers,
                time,
                isAfterGap,
                byStatus,
                window,
                new GapCriterion(window.deliverSeconds(), context.settings().certainty()),
                allowedLag,
                lags.isAtMost(allowedLag),
                lagObjectiveSeconds(task),
                histories,
                retention,
                movements);
    }

    private long lagObjectiveSeconds(Task task) {
        return context.settings().lagObjectiveSeconds(context.target(), task.name(), task.deliverIntervalSeconds());
    }

    /**
     * Takes the judgement and the rates from an answer that has some. After an answer without any partition or offset, the last
     * ones stay, but not for longer than {@link PartitionTracker} keeps those of a partition.
     */
    private void conclude(OffsetReading reading, TaskHealthRollup rollup) {
        if (rollup.hasOffsets()) {
            lastWithOffsets = answers;
        }
        boolean isKept = reading.byStatus().isEmpty() && PartitionTracker.keepsJudgement(answers, lastWithOffsets);
        if (!isKept || rollup.hasPartitions()) {
            judgement = reading.byStatus().isPresent() ? NOTHING_YET : rollup.judgement();
        }
        if (!isKept || rollup.hasOffsets()) {
            rates = rollup.rates();
            marginSeconds = rollup.marginSeconds();
        }
    }

    private void startWindowOver() {
        lags = LagSeries.NONE;
        judgement = NOTHING_YET;
        rates = TransferRates.UNKNOWN;
        lastWithOffsets = PartitionTracker.NO_ANSWER;
    }
}
