package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.OutcomeLog;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.gate.RequestPriority;
import io.smartconnect.exporter.health.tracking.TaskTrackers;
import io.smartconnect.exporter.poll.schedule.TurnQuota;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.ListingMerge;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.source.OffsetSource;
import io.smartconnect.exporter.source.SourceOutcomes;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Reads the offsets of the tasks of one instance, several at once, each from the first source that knows it. Tasks in trouble come
 * first, then those with the oldest answers, so that each is read in turn if a poll can't read all. A task that can't be read does not
 * affect the others.
 */
final class OffsetsPoll {

    private static final OutcomeLog OUTCOMES = new OutcomeLog(
            LoggerFactory.getLogger(OffsetsPoll.class),
            "offsets of tasks can't be read",
            "offsets of tasks can be read again");

    /** Readers for each request that may run at once: while one waits, another one's request is ready. */
    private static final int READERS_PER_PLACE = 2;

    /** Takes a few milliseconds. */
    private static final int PARTITIONS_AT_ONE_GO = 1_000;

    private record Answered(ListingMerge.Merged task, LastGoodAnswer<Task> last, Task answer, TaskTrackers.Moment at) {}

    /** A denied request, which is not repeated by each poll. */
    private record Denied(String taskId, LagSource source) {}

    private final LastGoodAnswers answers;
    private final List<OffsetSource> sources;
    private final SourceOutcomes outcomes;
    private final TimeSource time;
    private final TaskTrackers trackers;
    private final int readers;
    private final Queue<Answered> unjudged = new ArrayDeque<>();
    private Queue<ListingMerge.Merged> waiting = new ArrayDeque<>();
    private final Map<Denied, CloudFailure> denials = new LinkedHashMap<>();
    private final TurnQuota quota;
    private int failedTasks;

    /** The last failure that was counted. Tasks that share a request fail with the same object. */
    private @Nullable CloudFailure counted;

    private Optional<CloudFailure> problem = Optional.empty();

    /**
     * A reader of all tasks of {@code answers}.
     *
     * @param sources in order of preference
     * @param concurrency requests that may run at once
     */
    OffsetsPoll(
            LastGoodAnswers answers,
            List<OffsetSource> sources,
            SourceOutcomes outcomes,
            TaskTrackers trackers,
            int concurrency) {
        this.answers = answers;
        this.sources = List.copyOf(sources);
        this.outcomes = outcomes;
        this.trackers = trackers;
        this.time = trackers.time();
        this.readers = READERS_PER_PLACE * concurrency;
        this.quota = new TurnQuota(answers.facts().id());
    }

    /** Reads the offsets of the tasks in trouble and of a share of the others, until the deadline. Never fails. */
    Future<Void> run(RequestContext scope, double share) {
        Optional<CloudFailure> before = problem;
        List<ListingMerge.Merged> tasks = answers.tasksWithOffsets(time.nanos());
        retain(answers.listed(time.nanos()));
        waiting = due(tasks, share, scope);
        if (waiting.isEmpty()) {
            return Future.succeededFuture();
        }
        failedTasks = 0;
        problem = Optional.empty();
        counted = null;
        return Future.join(
                        Stream.generate(() -> readInTurns(scope)).limit(readers).toList())
                .otherwiseEmpty()
                .compose(read -> judge())
                .onComplete(ended -> {
                    problem = problem.or(() -> denials.values().stream().findFirst());
                    logIfChanged(before);
                });
    }

    /** The tasks to read. Those that this poll leaves out count as needed. */
    private Queue<ListingMerge.Merged> due(List<ListingMerge.Merged> tasks, double share, RequestContext scope) {
        Map<RequestPriority, List<ListingMerge.Merged>> known = tasks.stream()
                .filter(task -> sources.stream().anyMatch(source -> source.mayKnow(task)))
                .collect(Collectors.groupingBy(this::priority));
        List<ListingMerge.Merged> others = known.getOrDefault(RequestPriority.NORMAL, List.of());
        int turns = quota.next(others.size(), share);
        scope.bulkhead().skip(others.size() - turns);
        Queue<ListingMerge.Merged> due = new ArrayDeque<>(known.getOrDefault(RequestPriority.HIGH, List.of()));
        due.addAll(others.subList(0, turns));
        return due;
    }

    private void retain(List<ListingMerge.Merged> present) {
        sources.forEach(source -> source.retain(present));
        Set<String> ids = present.stream().map(each -> each.task().id()).collect(Collectors.toSet());
        denials.keySet().removeIf(denied -> !ids.contains(denied.taskId));
    }

    private Future<Void> readInTurns(RequestContext scope) {
        ListingMerge.Merged task = waiting.poll();
        if (task == null) {
            return Future.succeededFuture();
        }
        if (scope.deadline().left(time).isNegative()) {
            giveUp(CloudFailure.of(FailureReason.TIMEOUT, "not requested: the poll timed out"), scope);
            scope.bulkhead().skip(1);
            return Future.succeededFuture();
        }
        return read(task, sources, scope.withPriority(priority(task))).compose(done -> readInTurns(scope));
    }

    private RequestPriority priority(ListingMerge.Merged task) {
        return trackers.isInTrouble(task.task()) ? RequestPriority.HIGH : RequestPriority.NORMAL;
    }

    /** Reads a task from the first of these sources that knows it. After a denial, it tries the next source. */
    private Future<Void> read(ListingMerge.Merged task, List<OffsetSource> candidates, RequestContext scope) {
        Optional<OffsetSource> first =
                candidates.stream().filter(source -> source.mayKnow(task)).findFirst();
        if (first.isEmpty()) {
            return Future.succeededFuture();
        }
        OffsetSource source = first.get();
        List<OffsetSource> others = candidates.subList(candidates.indexOf(source) + 1, candidates.size());
        return Futures.attempt(() -> source.read(task, scope))
                .compose(
                        answer -> {
                            succeed(task, source);
                            answers.detail(task)
                                    .dropIf(last ->
                                            answer.isEmpty() && last.lagSource().equals(Optional.of(source.name())));
                            return answer.map(known -> keep(task, known, others))
                                    .orElseGet(() -> read(task, others, scope));
                        },
                        thrown -> {
                            CloudFailure failure = CloudFailure.from(thrown);
                            fail(task, source, failure, scope);
                            return failure.reason() == FailureReason.DENIED
                                    ? read(task, others, scope)
                                    : Future.succeededFuture();
                        });
    }

    private void succeed(ListingMerge.Merged task, OffsetSource source) {
        if (!source.isPartlyDenied()) {
            outcomes.succeeded(source.name());
            denials.remove(new Denied(task.task().id(), source.name()));
        }
    }

    /** Keeps an answer for the judgement. The other sources are not needed for this task. */
    private Future<Void> keep(ListingMerge.Merged task, Task answer, List<OffsetSource> others) {
        others.forEach(other -> denials.remove(new Denied(task.task().id(), other.name())));
        unjudged.add(new Answered(task, answers.detail(task), answer, trackers.now()));
        return Future.succeededFuture();
    }

    /** Judges all answers. Between batches, other work can use the event loop. */
    private Future<Void> judge() {
        Promise<Void> judged = Promise.promise();
        judgeSome(judged);
        return judged.future();
    }

    private void judgeSome(Promise<Void> judged) {
        int partitions = 0;
        while (partitions < PARTITIONS_AT_ONE_GO && !unjudged.isEmpty()) {
            partitions += judge(unjudged.remove());
        }
        if (unjudged.isEmpty()) {
            judged.complete();
        } else {
            time.after(Duration.ZERO, () -> judgeSome(judged));
        }
    }

    /** Judges one answer, and returns the number of its partitions. */
    private int judge(Answered answered) {
        Task judged;
        try {
            judged = trackers.observed(answered.task.task(), answered.answer, answered.at);
        } catch (RuntimeException e) {
            note(CloudFailure.from(e), 1);
            return 0;
        }
        answered.last.answered(judged, answered.at.nanos());
        return judged.topics().orElse(List.of()).stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
    }

    /** Takes in a failure. If several tasks share a request, its failure counts once. A deleted instance fails no source. */
    private void fail(ListingMerge.Merged task, OffsetSource source, CloudFailure failure, RequestContext scope) {
        if (!failure.equals(counted) && !failure.isMissingInstance()) {
            outcomes.failed(source.name(), failure);
            counted = failure;
        }
        if (failure.reason() == FailureReason.DENIED) {
            denials.put(new Denied(task.task().id(), source.name()), failure);
        }
        if (failure.reason() == FailureReason.AUTH || failure.reason() == FailureReason.THROTTLED) {
            giveUp(failure, scope);
        } else {
            note(failure, 1);
        }
    }

    /** Counts this task and all waiting ones as failed, since they would fail the same way. */
    private void giveUp(CloudFailure failure, RequestContext scope) {
        note(failure, waiting.size() + 1);
        scope.bulkhead().skip(waiting.size());
        waiting.clear();
    }

    private void note(CloudFailure failure, int tasks) {
        failedTasks += tasks;
        problem = Optional.of(problem.map(first -> first.orInternal(failure)).orElse(failure));
    }

    private void logIfChanged(Optional<CloudFailure> before) {
        if (!problem.map(CloudFailure::reason).equals(before.map(CloudFailure::reason))) {
            OUTCOMES.log(problem, line -> withId(line).addKeyValue("failed", failedTasks), this::withId);
        }
    }

    private LoggingEventBuilder withId(LoggingEventBuilder line) {
        return line.addKeyValue("instance_id", answers.facts().id());
    }
}
