package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.Dms;
import io.smartconnect.exporter.cloud.dms.NotFoundCodes;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestScope;
import io.smartconnect.exporter.health.tracking.TaskTrackers;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.task.ListingMerge;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Reads the dump details of one instance, several at once. The details with the oldest answers come first, so that each is read in
 * turn if a poll is too short for all. A detail that can't be read does not affect the others.
 */
final class DetailsPoll {

    private static final OutcomeLog OUTCOMES = new OutcomeLog(
            LoggerFactory.getLogger(DetailsPoll.class), "dump details can't be read", "dump details can be read again");

    /** Readers for each request that may run at once: while one waits, another one's request is ready. */
    private static final int READERS_PER_PLACE = 2;

    /** Takes a few milliseconds. */
    private static final int PARTITIONS_AT_ONE_GO = 1_000;

    private record Answered(
            ListingMerge.Merged task, LastGoodAnswer<Task> detail, Task answer, TaskTrackers.Moment at) {}

    private final LastGoodAnswers answers;
    private final Dms dms;
    private final TimeSource time;
    private final TaskTrackers trackers;
    private final Queue<Answered> unjudged = new ArrayDeque<>();
    private Queue<ListingMerge.Merged> waiting = new ArrayDeque<>();
    private int failedDetails;
    private Optional<CloudFailure> problem = Optional.empty();

    DetailsPoll(LastGoodAnswers answers, TaskTrackers trackers, Dms dms, TimeSource time) {
        this.answers = answers;
        this.trackers = trackers;
        this.dms = dms;
        this.time = time;
    }

    /** Reads all details that are due, until the deadline. Never fails. */
    Future<Void> run(RequestScope scope) {
        boolean failedBefore = problem.isPresent();
        waiting = new ArrayDeque<>(answers.detailsToAsk(time.nanos()));
        if (waiting.isEmpty()) {
            return Future.succeededFuture();
        }
        failedDetails = 0;
        problem = Optional.empty();
        return Future.join(Stream.generate(() -> readInTurns(scope))
                        .limit((long) READERS_PER_PLACE * dms.concurrency())
                        .toList())
                .otherwiseEmpty()
                .compose(read -> judge())
                .onComplete(ended -> logIfChanged(failedBefore));
    }

    private Future<Void> readInTurns(RequestScope scope) {
        ListingMerge.Merged task = waiting.poll();
        if (task == null) {
            return Future.succeededFuture();
        }
        if (scope.deadline().left(time).isNegative()) {
            giveUp(CloudFailure.of(FailureReason.TIMEOUT, "not requested: the poll timed out"));
            return Future.succeededFuture();
        }
        return read(task, scope).compose(done -> readInTurns(scope));
    }

    private Future<Void> read(ListingMerge.Merged task, RequestScope scope) {
        LastGoodAnswer<Task> detail = answers.detail(task);
        String connectorId = answers.facts().connectorId();
        return Futures.attempt(() -> dms.showDumpTask(connectorId, task.detailId(), scope))
                .onSuccess(answer -> unjudged.add(new Answered(task, detail, answer, trackers.now())))
                .<Void>mapEmpty()
                .recover(thrown -> fail(detail, CloudFailure.from(thrown)));
    }

    /** Judges all details that were read. Between batches, other work can use the event loop. */
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

    /** Judges one detail, and returns the number of its partitions. */
    private int judge(Answered answered) {
        Task judged;
        try {
            judged = trackers.observed(answered.task.task(), answered.answer, answered.at);
        } catch (RuntimeException e) {
            note(CloudFailure.from(e), 1);
            return 0;
        }
        answered.detail.answered(judged, answered.at.nanos());
        return judged.topics().orElse(List.of()).stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
    }

    private Future<Void> fail(LastGoodAnswer<Task> detail, CloudFailure failure) {
        if (NotFoundCodes.ofDump(failure)) {
            detail.absent(LastGoodAnswers.RARELY, time.nanos());
        } else if (failure.reason() == FailureReason.AUTH || failure.reason() == FailureReason.THROTTLED) {
            giveUp(failure);
        } else {
            note(failure, 1);
        }
        return Future.succeededFuture();
    }

    /** Counts this detail and all waiting ones as failed, since they would fail the same way. */
    private void giveUp(CloudFailure failure) {
        note(failure, waiting.size() + 1);
        waiting.clear();
    }

    private void note(CloudFailure failure, int details) {
        failedDetails += details;
        problem = Optional.of(problem.map(first -> first.orInternal(failure)).orElse(failure));
    }

    private void logIfChanged(boolean failedBefore) {
        if (problem.isPresent() != failedBefore) {
            OUTCOMES.log(problem, line -> withId(line).addKeyValue("failed", failedDetails), this::withId);
        }
    }

    private LoggingEventBuilder withId(LoggingEventBuilder line) {
        return line.addKeyValue("instance_id", answers.facts().id());
    }
}
