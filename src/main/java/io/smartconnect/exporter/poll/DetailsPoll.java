package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.Dms;
import io.smartconnect.exporter.cloud.dms.NotFoundCodes;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the dump details of one instance, as many at once as the cloud may be asked, those with the oldest answers first: where
 * a poll has not the time for all, each has its turn in one of the next. A detail that can't be read costs only itself.
 */
final class DetailsPoll {

    private static final Logger LOG = LoggerFactory.getLogger(DetailsPoll.class);

    /** As many as can be under way wait beside them, so that none has to be waited for while answers are taken in. */
    private static final int READERS_PER_PLACE = 2;

    /** Some milliseconds of work. */
    private static final int PARTITIONS_AT_ONE_GO = 1_000;

    private record Answered(TaskMerge.Merged task, LastGoodAnswer<Task> detail, Task answer, TaskTrackers.Moment at) {}

    private final LastGoodAnswers knowledge;
    private final Dms dms;
    private final Bulkhead lane;
    private final TimeSource time;
    private final TaskTrackers watches;
    private final Queue<Answered> unjudged = new ArrayDeque<>();
    private Queue<TaskMerge.Merged> waiting = new ArrayDeque<>();
    private int failed;
    private Optional<CloudFailure> problem = Optional.empty();

    DetailsPoll(LastGoodAnswers knowledge, TaskTrackers watches, Dms dms, Bulkhead lane, TimeSource time) {
        this.knowledge = knowledge;
        this.watches = watches;
        this.dms = dms;
        this.lane = lane;
        this.time = time;
    }

    /** Reads all details that are worth asking for, until the poll's time is up. Never fails. */
    Future<Void> run(Deadline deadline) {
        boolean failedBefore = problem.isPresent();
        waiting = new ArrayDeque<>(knowledge.detailsToAsk(time.nanos()));
        if (waiting.isEmpty()) {
            return Future.succeededFuture();
        }
        failed = 0;
        problem = Optional.empty();
        return Future.join(Stream.generate(() -> readInTurns(deadline))
                        .limit((long) READERS_PER_PLACE * dms.concurrency())
                        .toList())
                .otherwiseEmpty()
                .compose(read -> judge())
                .onComplete(ended -> tellIfChanged(failedBefore));
    }

    private Future<Void> readInTurns(Deadline deadline) {
        TaskMerge.Merged task = waiting.poll();
        if (task == null) {
            return Future.succeededFuture();
        }
        if (deadline.left(time).isNegative()) {
            giveUp(CloudFailure.of(Reason.TIMEOUT, "not asked: the poll's time was up"));
            return Future.succeededFuture();
        }
        return read(task, deadline).compose(done -> readInTurns(deadline));
    }

    private Future<Void> read(TaskMerge.Merged task, Deadline deadline) {
        LastGoodAnswer<Task> detail = knowledge.detail(task);
        String connectorId = knowledge.facts().connectorId();
        return Future.succeededFuture()
                .compose(go -> dms.showDumpTask(connectorId, task.detailId(), lane, deadline))
                .onSuccess(answer -> unjudged.add(new Answered(task, detail, answer, watches.now())))
                .<Void>mapEmpty()
                .recover(thrown -> fail(detail, CloudFailure.from(thrown)));
    }

    /** Judges all that was read, some at a time, and lets others use the event loop in between. */
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

    /** How many partitions were judged. */
    private int judge(Answered answered) {
        Task judged;
        try {
            judged = watches.observed(answered.task.task(), answered.answer, answered.at);
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
        } else if (failure.reason() == Reason.AUTH || failure.reason() == Reason.THROTTLED) {
            giveUp(failure);
        } else {
            note(failure, 1);
        }
        return Future.succeededFuture();
    }

    /** Counts this detail and all that wait as failed: they would meet the same. */
    private void giveUp(CloudFailure failure) {
        note(failure, waiting.size() + 1);
        waiting.clear();
    }

    private void note(CloudFailure failure, int details) {
        failed += details;
        problem = Optional.of(problem.map(first -> first.orInternal(failure)).orElse(failure));
    }

    private void tellIfChanged(boolean failedBefore) {
        if (problem.isPresent() != failedBefore) {
            problem.ifPresentOrElse(this::tellFailure, this::tellSuccess);
        }
    }

    private void tellFailure(CloudFailure failure) {
        String instanceId = knowledge.facts().id();
        FailureLog.with(
                        failure,
                        LOG.atWarn().addKeyValue("instance_id", instanceId).addKeyValue("failed", failed))
                .log("dump details can't be read");
    }

    private void tellSuccess() {
        LOG.atInfo().addKeyValue("instance_id", knowledge.facts().id()).log("dump details can be read again");
    }
}
