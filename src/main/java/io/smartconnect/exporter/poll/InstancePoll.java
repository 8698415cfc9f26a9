package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.Dms;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.NotFoundCodes;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestScope;
import io.smartconnect.exporter.health.tracking.TaskTrackers;
import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Polls one instance: reads both listings, then the dump details, and freezes the result. Where a read fails, the last good answer
 * stays until it is stale. Runs on one Vert.x context, one poll at a time.
 */
final class InstancePoll {

    private static final OutcomeLog OUTCOMES =
            new OutcomeLog(LoggerFactory.getLogger(InstancePoll.class), "poll failed", "poll succeeds");

    private final Dms dms;
    private final TargetSettings target;
    private final boolean discovered;
    private final PollSettings settings;
    private final TimeSource time;
    private final Bulkhead bulkhead = new Bulkhead();
    private final LastGoodAnswers answers;
    private final TaskTrackers trackers;
    private final DetailsPoll details;
    private Optional<CloudFailure> problem = Optional.empty();
    private PollRecord record = PollRecord.EMPTY;
    private Instance frozen;

    /**
     * The polls of the instance {@code instanceId}, before the first one.
     *
     * @param discovered whether a discovery finds its facts; otherwise each poll reads them
     * @param histories of its source partitions, possibly from before a restart
     */
    InstancePoll(
            String instanceId, boolean discovered, Poller.Source source, PollContext context, Histories histories) {
        this.dms = source.dms();
        this.target = source.target();
        this.discovered = discovered;
        this.settings = context.settings();
        this.time = context.time();
        this.answers = new LastGoodAnswers(instanceId, settings.staleAfter());
        this.trackers = new TaskTrackers(instanceId, target.name(), context.health(), histories, time);
        this.details = new DetailsPoll(answers, trackers, dms, time);
        this.frozen = known();
    }

    /** Takes in the facts that a discovery found. */
    void learn(InstanceFacts facts) {
        answers.learn(facts, time.nanos());
        freeze();
    }

    /** The last frozen result. */
    Instance frozen() {
        return frozen;
    }

    /** Polls once, within the timeout. Never fails: the frozen result has the failure. */
    Future<Void> run() {
        RequestScope scope = new RequestScope(bulkhead, Deadline.in(settings.timeout(), time));
        long started = time.nanos();
        problem = Optional.empty();
        return readFacts(scope)
                .compose(done -> Future.join(readTasks(scope), readDumpTasks(scope)))
                .compose(done -> readDetails(scope))
                .otherwise(this::note)
                .onComplete(ended -> end(Duration.ofNanos(time.nanos() - started)))
                .mapEmpty();
    }

    /** Freezes the present state without stale answers. An equal state stays the same object. */
    void freeze() {
        Instance now = known();
        frozen = now.equals(frozen) ? frozen : now;
    }

    private Instance known() {
        long now = time.nanos();
        InstanceFacts facts = answers.facts();
        return new Instance(
                new InstanceInfo(
                        facts.id(),
                        facts.name(),
                        target.name(),
                        target.region(),
                        target.projectId(),
                        facts.engineVersion(),
                        facts.status()),
                record.up(),
                record.lastSuccess(),
                record.lastDuration(),
                record.ended(),
                record.failures(),
                record.lastError(),
                answers.quotas(now),
                answers.isComplete(now),
                answers.tasks(now).stream().map(trackers::withProgress).toList(),
                Map.of(),
                trackers.historyRestarts());
    }

    private Future<Void> readFacts(RequestScope scope) {
        if (discovered) {
            return Future.succeededFuture();
        }
        return Futures.attempt(() -> dms.showInstance(id(), scope))
                .onSuccess(facts -> answers.learn(facts, time.nanos()))
                .<Void>mapEmpty()
                .otherwise(this::note);
    }

    private Future<Void> readTasks(RequestScope scope) {
        return readListing(
                answers.smartConnect(),
                () -> dms.listTasks(id(), scope),
                failure -> NotFoundCodes.ofSmartConnect(failure, answers.facts()));
    }

    private Future<Void> readDumpTasks(RequestScope scope) {
        return answers.hasDumps()
                ? readListing(
                        answers.dumps(),
                        () -> dms.listDumpTasks(answers.facts().connectorId(), scope),
                        NotFoundCodes::ofDump)
                : Future.succeededFuture();
    }

    private Future<Void> readListing(
            LastGoodAnswer<TaskListing> answer,
            Supplier<Future<TaskListing>> question,
            Predicate<CloudFailure> isAbsence) {
        if (!answer.isWorthAsking(time.nanos())) {
            return Future.succeededFuture();
        }
        return Futures.attempt(question)
                .onSuccess(listing -> answer.answered(listing, time.nanos()))
                .<Void>mapEmpty()
                .otherwise(thrown -> isAbsence.test(CloudFailure.from(thrown)) ? absent(answer) : note(thrown));
    }

    private Future<Void> readDetails(RequestScope scope) {
        TaskTrackers.Moment now = trackers.now();
        trackers.listed(answers.listedWithAge(now.nanos()), answers.isComplete(now.nanos()), now);
        return details.run(scope);
    }

    private @Nullable Void absent(LastGoodAnswer<?> answer) {
        answer.absent(LastGoodAnswers.RARELY, time.nanos());
        return null;
    }

    /** Notes the poll's first problem; a bug takes precedence. */
    private @Nullable Void note(Throwable thrown) {
        CloudFailure failure = CloudFailure.from(thrown);
        problem = Optional.of(problem.map(first -> first.orInternal(failure)).orElse(failure));
        return null;
    }

    private void end(Duration took) {
        PollRecord before = record;
        record = before.plus(problem, time.instant(), took);
        freeze();
        if (record.differsFrom(before)) {
            OUTCOMES.log(
                    problem,
                    this::withIds,
                    line -> withIds(line).addKeyValue("tasks", frozen.tasks().size()));
        }
    }

    private LoggingEventBuilder withIds(LoggingEventBuilder line) {
        return line.addKeyValue("instance_id", id()).addKeyValue("target", target.name());
    }

    private String id() {
        return answers.facts().id();
    }
}
