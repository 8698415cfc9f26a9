package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.Dms;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.NotFoundCodes;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls one instance: reads both listings, then the dump details, and freezes what is known. What fails keeps its last
 * good answer until that is too old. Called on one Vert.x context only, one poll at a time.
 */
final class InstancePoll {

    private static final Logger LOG = LoggerFactory.getLogger(InstancePoll.class);

    private final Dms dms;
    private final TargetSettings target;
    private final boolean discovered;
    private final PollSettings settings;
    private final TimeSource time;
    private final Bulkhead lane = new Bulkhead();
    private final LastGoodAnswers knowledge;
    private final TaskTrackers watches;
    private final DetailsPoll details;
    private Optional<CloudFailure> problem = Optional.empty();
    private PollRecord record = PollRecord.EMPTY;
    private Instance frozen;

    /**
     * A poll of the instance {@code instanceId}, which has not run yet.
     *
     * @param discovered whether its facts come from the discovery; if not, each poll asks for them
     * @param histories of its source partitions, from before a restart perhaps
     */
    InstancePoll(
            String instanceId,
            boolean discovered,
            TargetSettings target,
            Dms dms,
            PollSettings settings,
            HealthSettings health,
            Histories histories,
            TimeSource time) {
        this.dms = dms;
        this.target = target;
        this.discovered = discovered;
        this.settings = settings;
        this.time = time;
        this.knowledge = new LastGoodAnswers(instanceId, settings.staleAfter());
        this.watches = new TaskTrackers(instanceId, target.name(), health, histories, time);
        this.details = new DetailsPoll(knowledge, watches, dms, lane, time);
        this.frozen = known();
    }

    /** Takes in what the discovery says of the instance. */
    void learn(InstanceFacts facts) {
        knowledge.learn(facts, time.nanos());
        freeze();
    }

    /** What was frozen last. */
    Instance frozen() {
        return frozen;
    }

    /** Polls once, within the poll's time. Never fails: what goes wrong is in the frozen result. */
    Future<Void> run() {
        Deadline deadline = Deadline.in(settings.timeout(), time);
        long started = time.nanos();
        problem = Optional.empty();
        return readFacts(deadline)
                .compose(done -> Future.join(readTasks(deadline), readDumpTasks(deadline)))
                .compose(done -> readDetails(deadline))
                .otherwise(this::note)
                .onComplete(ended -> end(Duration.ofNanos(time.nanos() - started)))
                .mapEmpty();
    }

    /** Freezes what is known now, without what has become too old. If that is nothing new, it stays the same object. */
    void freeze() {
        Instance now = known();
        frozen = now.equals(frozen) ? frozen : now;
    }

    private Instance known() {
        long now = time.nanos();
        InstanceFacts facts = knowledge.facts();
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
                knowledge.quotas(now),
                knowledge.isComplete(now),
                knowledge.tasks(now).stream().map(watches::withProgress).toList(),
                watches.historyRestarts());
    }

    private Future<Void> readFacts(Deadline deadline) {
        if (discovered) {
            return Future.succeededFuture();
        }
        return ask(() -> dms.showInstance(id(), lane, deadline))
                .onSuccess(facts -> knowledge.learn(facts, time.nanos()))
                .<Void>mapEmpty()
                .otherwise(this::note);
    }

    private Future<Void> readTasks(Deadline deadline) {
        return readListing(
                knowledge.smartConnect(),
                () -> dms.listTasks(id(), lane, deadline),
                failure -> NotFoundCodes.ofSmartConnect(failure, knowledge.facts()));
    }

    private Future<Void> readDumpTasks(Deadline deadline) {
        return knowledge.hasDumps()
                ? readListing(
                        knowledge.dumps(),
                        () -> dms.listDumpTasks(knowledge.facts().connectorId(), lane, deadline),
                        NotFoundCodes::ofDump)
                : Future.succeededFuture();
    }

    private Future<Void> readListing(
            LastGoodAnswer<TaskListing> memory,
            Supplier<Future<TaskListing>> question,
            Predicate<CloudFailure> isAbsence) {
        if (!memory.isWorthAsking(time.nanos())) {
            return Future.succeededFuture();
        }
        return ask(question)
                .onSuccess(listing -> memory.answered(listing, time.nanos()))
                .<Void>mapEmpty()
                .otherwise(thrown -> isAbsence.test(CloudFailure.from(thrown)) ? absent(memory) : note(thrown));
    }

    private Future<Void> readDetails(Deadline deadline) {
        watches.listed(knowledge);
        return details.run(deadline);
    }

    /** Asks, so that a surprise on the way to the answer fails this question alone. */
    private static <T> Future<T> ask(Supplier<Future<T>> question) {
        return Future.succeededFuture().compose(go -> question.get());
    }

    private @Nullable Void absent(LastGoodAnswer<?> memory) {
        memory.absent(LastGoodAnswers.RARELY, time.nanos());
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
            problem.ifPresentOrElse(this::tellFailure, this::tellSuccess);
        }
    }

    private void tellFailure(CloudFailure failure) {
        FailureLog.with(failure, LOG.atWarn().addKeyValue("instance_id", id()).addKeyValue("target", target.name()))
                .log("poll failed");
    }

    private void tellSuccess() {
        LOG.atInfo()
                .addKeyValue("instance_id", id())
                .addKeyValue("target", target.name())
                .addKeyValue("tasks", frozen.tasks().size())
                .log("poll succeeds");
    }

    private String id() {
        return knowledge.facts().id();
    }
}
