package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.dms.Deadline;
import io.smartconnect.exporter.dms.Dms;
import io.smartconnect.exporter.dms.InstanceFacts;
import io.smartconnect.exporter.dms.Lane;
import io.smartconnect.exporter.dms.TargetSettings;
import io.smartconnect.exporter.dms.TaskListing;
import io.smartconnect.exporter.dms.Ticks;
import io.smartconnect.exporter.dms.failure.DmsFailure;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.Reason;
import io.smartconnect.exporter.snapshot.Task;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls one instance: reads both listings, then the dump details, and freezes what is known. What fails keeps its last
 * good answer until that is too old. Called on one Vert.x context only, one poll at a time.
 */
final class InstancePoll {

    private static final Logger LOG = LoggerFactory.getLogger(InstancePoll.class);

    /** Details of one instance that wait or are under way at once; the gate has the last word. */
    private static final int DETAILS_AT_ONCE = 8;

    private static final String NO_CONNECTOR = "DMS.00404024";

    /** Codes of a 404 by which the dump API says that a connector, a task or the API itself does not exist. */
    private static final Set<String> NO_SUCH_DUMP =
            Set.of(NO_CONNECTOR, "DMS.00404026", "DMS.00404001", "DMS.10240406", "APIG.0101", "APIGW.0101");

    private final Dms dms;
    private final TargetSettings target;
    private final boolean discovered;
    private final PollSettings settings;
    private final Ticks ticks;
    private final InstantSource clock;
    private final Lane lane = new Lane();
    private final Knowledge knowledge;
    private final Set<String> failingDetails = new HashSet<>();
    private Optional<DmsFailure> problem = Optional.empty();
    private PollRecord record = PollRecord.EMPTY;
    private Instance frozen;

    /**
     * A poll of the instance {@code instanceId}, which has not run yet.
     *
     * @param discovered whether its facts come from the discovery; if not, each poll asks for them
     */
    InstancePoll(
            String instanceId,
            boolean discovered,
            TargetSettings target,
            Dms dms,
            PollSettings settings,
            Ticks ticks,
            InstantSource clock) {
        this.dms = dms;
        this.target = target;
        this.discovered = discovered;
        this.settings = settings;
        this.ticks = ticks;
        this.clock = clock;
        this.knowledge = new Knowledge(instanceId, settings.staleAfter());
        this.frozen = freeze();
    }

    /** Takes in what the discovery says of the instance. */
    void learn(InstanceFacts facts) {
        knowledge.learn(facts, ticks.nanos());
        freeze();
    }

    /** What the last poll froze. */
    Instance frozen() {
        return frozen;
    }

    /** Polls once, within the poll's time. Never fails: what goes wrong is in the frozen result. */
    Future<Void> run() {
        Deadline deadline = Deadline.in(settings.timeout(), ticks);
        long started = ticks.nanos();
        problem = Optional.empty();
        return readFacts(deadline)
                .compose(done -> Future.join(readTasks(deadline), readDumpTasks(deadline)))
                .compose(done -> readDetails(deadline))
                .otherwise(this::note)
                .onComplete(ended -> end(Duration.ofNanos(ticks.nanos() - started)))
                .mapEmpty();
    }

    /** Freezes what is known now, without what has become too old. */
    Instance freeze() {
        long now = ticks.nanos();
        InstanceFacts facts = knowledge.facts();
        frozen = new Instance(
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
                knowledge.limits(now),
                knowledge.isComplete(now),
                knowledge.tasks(now));
        return frozen;
    }

    private Future<Void> readFacts(Deadline deadline) {
        if (discovered) {
            return Future.succeededFuture();
        }
        return ask(() -> dms.showInstance(id(), lane, deadline))
                .onSuccess(facts -> knowledge.learn(facts, ticks.nanos()))
                .<Void>mapEmpty()
                .otherwise(this::note);
    }

    private Future<Void> readTasks(Deadline deadline) {
        if (!knowledge.smartConnect().isWorthAsking(ticks.nanos())) {
            return Future.succeededFuture();
        }
        return ask(() -> dms.listTasks(id(), lane, deadline))
                .onSuccess(listing -> knowledge.smartConnect().answered(listing, ticks.nanos()))
                .<Void>mapEmpty()
                .otherwise(thrown -> saysNoSmartConnect(thrown) ? absent(knowledge.smartConnect()) : note(thrown));
    }

    private Future<Void> readDumpTasks(Deadline deadline) {
        if (!knowledge.hasDumps() || !knowledge.dumps().isWorthAsking(ticks.nanos())) {
            return Future.succeededFuture();
        }
        Memory<TaskListing> dumps = knowledge.dumps();
        return ask(() -> dms.listDumpTasks(connector(), lane, deadline))
                .onSuccess(listing -> dumps.answered(listing, ticks.nanos()))
                .<Void>mapEmpty()
                .otherwise(thrown -> saysNoSuchDump(thrown) ? absent(dumps) : note(thrown));
    }

    private Future<Void> readDetails(Deadline deadline) {
        List<Tasks.Merged> tasks = knowledge.detailsToAsk(ticks.nanos());
        failingDetails.retainAll(tasks.stream().map(Tasks.Merged::detailId).toList());
        Iterator<Tasks.Merged> turns = tasks.iterator();
        return Future.join(Stream.generate(() -> readInTurns(turns, deadline))
                        .limit(DETAILS_AT_ONCE)
                        .toList())
                .mapEmpty();
    }

    /** Reads one detail after another, until there is none left or the poll's time is up. */
    private Future<Void> readInTurns(Iterator<Tasks.Merged> turns, Deadline deadline) {
        if (!turns.hasNext() || deadline.left(ticks).isNegative()) {
            return Future.succeededFuture();
        }
        return readDetail(turns.next(), deadline)
                .compose(askMore -> askMore ? readInTurns(turns, deadline) : drop(turns));
    }

    private static Future<Void> drop(Iterator<Tasks.Merged> turns) {
        turns.forEachRemaining(task -> {});
        return Future.succeededFuture();
    }

    /** Reads one detail; the result says whether it makes sense to ask for more. */
    private Future<Boolean> readDetail(Tasks.Merged task, Deadline deadline) {
        Memory<Task> detail = knowledge.detail(task);
        return ask(() -> dms.showDumpTask(connector(), task.detailId(), lane, deadline))
                .onSuccess(answer -> detail.answered(answer, ticks.nanos()))
                .map(answer -> Optional.<DmsFailure>empty())
                .otherwise(thrown -> detailFailed(detail, thrown))
                .map(failure -> tell(task, failure));
    }

    /** Asks, so that a surprise on the way to the answer fails this question alone. */
    private static <T> Future<T> ask(Supplier<Future<T>> question) {
        return Future.succeededFuture().compose(go -> question.get());
    }

    /** That there is no such dump task is no failure. */
    private Optional<DmsFailure> detailFailed(Memory<Task> detail, Throwable thrown) {
        if (saysNoSuchDump(thrown)) {
            absent(detail);
            return Optional.empty();
        }
        return Optional.of(DmsFailure.from(thrown));
    }

    private @Nullable Void absent(Memory<?> memory) {
        memory.absent(Knowledge.RARELY, ticks.nanos());
        return null;
    }

    private static boolean saysNoSuchDump(Throwable thrown) {
        return thrown instanceof DmsFailure failure
                && failure.reason() == Reason.NOT_FOUND
                && NO_SUCH_DUMP.contains(failure.errorCode());
    }

    private boolean saysNoSmartConnect(Throwable thrown) {
        if (!(thrown instanceof DmsFailure failure)) {
            return false;
        }
        boolean notThere = failure.reason() == Reason.NOT_FOUND;
        boolean refused = failure.status().orElse(0) == 400 && failure.reason() == Reason.REJECTED;
        boolean off = knowledge.facts().connectorEnabled().equals(Optional.of(false));
        return (notThere && failure.errorCode().equals(NO_CONNECTOR)) || (off && (notThere || refused));
    }

    /** Notes the poll's first problem. */
    private @Nullable Void note(Throwable thrown) {
        DmsFailure failure = DmsFailure.from(thrown);
        problem = problem.or(() -> Optional.of(failure));
        if (failure.getCause() != null) {
            LOG.atError()
                    .setCause(failure.getCause())
                    .addKeyValue("instance_id", id())
                    .log("poll met a surprise");
        }
        return null;
    }

    private boolean tell(Tasks.Merged task, Optional<DmsFailure> failure) {
        boolean changed =
                failure.isPresent() ? failingDetails.add(task.detailId()) : failingDetails.remove(task.detailId());
        if (changed) {
            LOG.atInfo()
                    .setCause(failure.map(Throwable::getCause).orElse(null))
                    .addKeyValue("instance_id", id())
                    .addKeyValue("task_id", task.task().id())
                    .addKeyValue("error", failure.map(DmsFailure::getMessage).orElse("none"))
                    .log(failure.isPresent() ? "dump detail fails" : "dump detail is readable again");
        }
        return failure.map(DmsFailure::reason)
                .filter(reason -> reason == Reason.AUTH || reason == Reason.THROTTLED)
                .isEmpty();
    }

    private void end(Duration took) {
        PollRecord before = record;
        record = before.plus(problem, clock.instant(), took);
        freeze();
        if (record.differsFrom(before)) {
            log();
        }
    }

    private void log() {
        if (problem.isPresent()) {
            LOG.atWarn()
                    .addKeyValue("instance_id", id())
                    .addKeyValue("target", target.name())
                    .addKeyValue("reason", problem.get().reason().label())
                    .addKeyValue("error", problem.get().getMessage())
                    .log("poll failed");
        } else {
            LOG.atInfo()
                    .addKeyValue("instance_id", id())
                    .addKeyValue("target", target.name())
                    .addKeyValue("tasks", frozen.tasks().size())
                    .log("poll succeeds");
        }
    }

    private String id() {
        return knowledge.facts().id();
    }

    private String connector() {
        return knowledge.facts().connectorId();
    }
}
