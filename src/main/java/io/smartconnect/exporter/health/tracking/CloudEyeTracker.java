package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.HealthRule;
import io.smartconnect.exporter.health.eye.CloudEyeEvidence;
import io.smartconnect.exporter.health.eye.CloudEyeRules;
import io.smartconnect.exporter.health.eye.CloudEyeSample;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The samples of one replication from Cloud Eye, and its judgement by them. */
final class CloudEyeTracker {

    /** Older points are not served. */
    private static final Duration STALE_AFTER = Duration.ofMinutes(15);

    /** Extra minutes to keep, since Cloud Eye may not report the backlog of some minutes of the window. */
    private static final int SPARE_MINUTES = 15;

    private int windowPoints;
    private final NavigableMap<Instant, CloudEyeSample> byMinute = new TreeMap<>();
    private HealthHysteresis hysteresis = new HealthHysteresis();
    private Optional<HealthJudgement> judgement = Optional.empty();
    private Instant judgedUntil = Instant.MIN;
    private Instant notRunningUntil = Instant.MIN;

    /** Time of the first sample with a rate. */
    private Optional<Instant> firstRate = Optional.empty();

    /** Time of the last sample with a transfer, or without a backlog. */
    private Optional<Instant> lastProgress = Optional.empty();

    /** A tracker that needs {@code windowPoints} samples for a judgement. */
    CloudEyeTracker(int windowPoints) {
        this.windowPoints = windowPoints;
    }

    /** Changes the number of samples that a judgement needs. */
    void setWindow(int newWindowPoints) {
        windowPoints = newWindowPoints;
    }

    /** Takes in samples, and judges if there is a newer one to judge than at the last judgement. */
    void observe(Collection<CloudEyeSample> samples, long allowedLag) {
        samples.forEach(this::take);
        while (byMinute.size() > windowPoints + SPARE_MINUTES) {
            byMinute.pollFirstEntry();
        }
        Instant newest = newestToJudge();
        if (newest.isAfter(judgedUntil)) {
            judgedUntil = newest;
            judge(allowedLag);
        }
    }

    private void take(CloudEyeSample sample) {
        byMinute.merge(sample.time().truncatedTo(ChronoUnit.MINUTES), sample, CloudEyeSample::updatedBy);
        if (sample.perSecond().isPresent()
                && firstRate.map(sample.time()::isBefore).orElse(true)) {
            firstRate = Optional.of(sample.time());
        }
        boolean isProgress = sample.perSecond().orElse(0) > 0 || isEmpty(sample);
        if (isProgress && lastProgress.map(sample.time()::isAfter).orElse(true)) {
            lastProgress = Optional.of(sample.time());
        }
    }

    /** Discards the judgement. The samples up to {@code moment}, at which the task did not run, count for none. */
    void judgeOnlyAfter(Instant moment) {
        judgement = Optional.empty();
        hysteresis = new HealthHysteresis();
        notRunningUntil = moment;
    }

    /** Discards all samples, as after a step of the clock. */
    void restart() {
        notRunningUntil = Instant.MIN;
        byMinute.clear();
        judgement = Optional.empty();
        judgedUntil = Instant.MIN;
        firstRate = Optional.empty();
        lastProgress = Optional.empty();
        hysteresis = new HealthHysteresis();
    }

    /** The newest values; absent if the newest point is stale at {@code now}. */
    Optional<CloudEyeReading> reading(Instant now) {
        Instant oldest = now.minus(STALE_AFTER);
        List<CloudEyeSample> fresh = byMinute.descendingMap().values().stream()
                .filter(sample -> !sample.time().isBefore(oldest))
                .toList();
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CloudEyeReading(
                fresh.get(0).time(),
                newest(fresh, CloudEyeSample::waiting),
                newest(fresh, CloudEyeSample::perSecond),
                newest(fresh, CloudEyeSample::delaySeconds),
                fresh.stream().flatMap(sample -> sample.isNormal().stream()).findFirst(),
                lagTime(fresh)));
    }

    /** The judgement by the samples so far; absent without any. */
    Optional<HealthJudgement> lastJudgement() {
        return judgement;
    }

    /**
     * The time of the newest sample with a backlog, or with a status that can begin or end {@code failed}; without any, that of the newest
     * sample.
     */
    private Instant newestToJudge() {
        List<CloudEyeSample> newestFirst = byMinute.descendingMap().values().stream()
                .filter(sample -> sample.time().isAfter(notRunningUntil))
                .toList();
        return newestFirst.stream()
                .filter(sample -> sample.waiting().isPresent() || mayChangeFailure(sample))
                .findFirst()
                .or(() -> newestFirst.stream().findFirst())
                .map(CloudEyeSample::time)
                .orElse(Instant.MIN);
    }

    /** True if the status is abnormal, or normal after a failure. */
    private boolean mayChangeFailure(CloudEyeSample sample) {
        boolean hasFailed =
                judgement.map(last -> last.health() == Health.FAILED).orElse(false);
        return sample.isNormal().map(isNormal -> hasFailed || !isNormal).orElse(false);
    }

    /** The newest samples of which as many as the window needs have a backlog, oldest first. */
    private List<CloudEyeSample> window() {
        Deque<CloudEyeSample> window = new ArrayDeque<>();
        int backlogs = 0;
        Iterator<CloudEyeSample> newestFirst = byMinute.descendingMap().values().iterator();
        while (backlogs < windowPoints && newestFirst.hasNext()) {
            CloudEyeSample sample = newestFirst.next();
            if (!sample.time().isAfter(notRunningUntil)) {
                break;
            }
            window.addFirst(sample);
            backlogs += sample.waiting().isPresent() ? 1 : 0;
        }
        return List.copyOf(window);
    }

    private void judge(long allowedLag) {
        Optional<LagTime> lagTime = lagTime(byMinute.descendingMap().values());
        CloudEyeEvidence evidence = new CloudEyeEvidence(window(), windowPoints, allowedLag, lagTime);
        judgement = Optional.of(hysteresis.damp(HealthRule.judge(CloudEyeRules.TABLE, evidence)));
    }

    /**
     * 0 if no message waits, else the larger of the delay and the time for which messages waited and nothing was transferred. A delay from
     * before the last sample without a backlog is not that of the messages that wait now.
     */
    private Optional<LagTime> lagTime(Collection<CloudEyeSample> newestFirst) {
        OptionalDouble waiting = newest(newestFirst, CloudEyeSample::waiting);
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        if (waiting.getAsDouble() == 0) {
            return Optional.of(LagTime.NONE);
        }
        OptionalDouble delay = newest(
                newestFirst.stream().takeWhile(sample -> !isEmpty(sample)).toList(), CloudEyeSample::delaySeconds);
        Optional<Instant> since = lastProgress.or(() -> firstRate);
        if (since.isEmpty()) {
            return delay.isPresent() ? Optional.of(new LagTime(delay.getAsDouble(), false)) : Optional.empty();
        }
        Instant newest = byMinute.lastEntry().getValue().time();
        double still = Math.max(0, Duration.between(since.get(), newest).toMillis() / 1_000d);
        boolean isLowerBound = lastProgress.isEmpty() && still >= delay.orElse(0);
        return Optional.of(new LagTime(Math.max(still, delay.orElse(0)), isLowerBound));
    }

    /** True if no message waited. */
    private static boolean isEmpty(CloudEyeSample sample) {
        return sample.waiting().orElse(1) == 0;
    }

    private static OptionalDouble newest(
            Collection<CloudEyeSample> newestFirst, Function<CloudEyeSample, OptionalDouble> value) {
        return newestFirst.stream()
                .map(value)
                .flatMap(known -> known.isPresent() ? Stream.of(known) : Stream.empty())
                .findFirst()
                .orElseGet(OptionalDouble::empty);
    }
}
