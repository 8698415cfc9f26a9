package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.DmsClient;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.NotFoundCodes;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.OutcomeLog;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.gate.RequestNeed;
import io.smartconnect.exporter.cloud.gate.RequestPriority;
import io.smartconnect.exporter.health.tracking.TaskTrackers;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.poll.state.BoundedSource;
import io.smartconnect.exporter.poll.state.StateShare;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.source.CloudEyeReplication;
import io.smartconnect.exporter.source.CloudEyeTaskSamples;
import io.smartconnect.exporter.source.OffsetSource;
import io.smartconnect.exporter.source.RetentionReader;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Polls one instance: reads both listings, then the offsets of its tasks, then the retention of their topics, and freezes the result.
 * Where a read fails, the last good answer stays until it is stale. Runs on one Vert.x context, one poll at a time.
 */
final class InstancePoll {

    private static final OutcomeLog OUTCOMES =
            new OutcomeLog(LoggerFactory.getLogger(InstancePoll.class), "poll failed", "poll succeeds");

    /** The readers that use the same clients. */
    private record Readers(TargetClients clients, OffsetsPoll offsets, RetentionReader retention) {}

    private final TimeSource time;
    private final Bulkhead bulkhead = new Bulkhead();
    private final LastGoodAnswers answers;
    private final TaskTrackers trackers;
    private final StateShare state;
    private TargetPoll.Shared shared;
    private Readers readers;
    private Optional<CloudFailure> problem = Optional.empty();
    private PollRecord record = PollRecord.EMPTY;
    private Instance frozen;
    private int freshAnswers;
    private boolean hadRetentionTimes;

    /**
     * The polls of the instance {@code instanceId}, before the first one.
     *
     * @param histories of its source partitions, possibly from before a restart
     */
    InstancePoll(String instanceId, TargetPoll.Shared shared, OffsetHistories histories) {
        this.time = shared.context().time();
        this.shared = shared;
        this.answers = new LastGoodAnswers(instanceId, shared.settings().staleAfter());
        this.trackers = new TaskTrackers(shared.instanceContext(instanceId), histories, shared.retentions(), time);
        this.state = shared.context().state().share();
        this.readers = readers(instanceId);
        this.frozen = known();
    }

    /**
     * Takes in other settings, and freezes the result. The answers, histories, windows and counters stay, and a poll in progress goes on
     * with the clients that it began with.
     */
    void reconfigure(TargetPoll.Shared newShared) {
        if (Objects.equals(newShared, shared)) {
            dropStale();
            return;
        }
        TargetPoll.Shared former = shared;
        shared = newShared;
        readers = newShared.readsAs(former) ? readers : readers(id());
        answers.staleAfter(shared.settings().staleAfter());
        trackers.reconfigure(shared.instanceContext(id()));
        freeze();
    }

    private Readers readers(String id) {
        TargetClients clients = shared.clients();
        List<OffsetSource> sources = shared.offsetSources(id, answers::dumpConnector).stream()
                .<OffsetSource>map(source -> new BoundedSource(source, state, trackers))
                .toList();
        return new Readers(
                clients,
                new OffsetsPoll(
                        answers,
                        sources,
                        shared.outcomes(),
                        trackers,
                        clients.dms().concurrency()),
                shared.retentionReader(id, trackers.retention()));
    }

    /** Takes in the facts that a discovery found. */
    void learn(InstanceFacts facts) {
        if (answers.learn(facts, time.nanos())) {
            freeze();
        }
    }

    /** The last frozen result. */
    Instance frozen() {
        return frozen;
    }

    /** Polls once, within the timeout; {@code isAlone} if no other shares the gate. Never fails: the frozen result has the failure. */
    Future<Void> run(boolean isAlone) {
        bulkhead.setAlone(isAlone);
        RequestContext scope = new RequestContext(bulkhead, shared.context().deadline());
        Readers with = readers;
        long started = time.nanos();
        problem = Optional.empty();
        return with.clients
                .use(() -> read(with, scope))
                .otherwise(this::note)
                .onComplete(ended -> end(Duration.ofNanos(time.nanos() - started)))
                .mapEmpty();
    }

    private Future<Void> read(Readers with, RequestContext scope) {
        DmsClient dms = with.clients.dms();
        return readFacts(dms, scope)
                .compose(done -> Future.join(readTasks(dms, scope), readDumpTasks(dms, scope)))
                .compose(done -> readOffsets(with.offsets, scope))
                .compose(done -> readRetention(with.retention, scope));
    }

    /** Freezes the present state without stale answers. An equal state stays the same object. Returns true if it changed. */
    private boolean freeze() {
        Instance now = known();
        freshAnswers = answers.fresh(time.nanos());
        hadRetentionTimes = trackers.hasRetentionTimes();
        boolean isOther = !now.equals(frozen);
        frozen = isOther ? now : frozen;
        return isOther;
    }

    /** Drops stale answers from the frozen state. Returns true if it changed. */
    boolean dropStale() {
        boolean isOther = answers.fresh(time.nanos()) != freshAnswers
                || trackers.hasRetentionTimes() != hadRetentionTimes
                || answers.hasReplications(time.nanos()); // they also change with Cloud Eye, and with other instances
        return isOther && freeze();
    }

    private Instance known() {
        long now = time.nanos();
        List<Task> tasks = answers.tasks(now);
        return new Instance(
                answers.info(shared.target()),
                record.up(),
                record.lastSuccess(),
                record.lastDuration(),
                record.ended(),
                record.failures(),
                record.lastError(),
                answers.quotas(now),
                answers.isComplete(now),
                tasks.stream().map(trackers::withProgress).toList(),
                trackers.topicRetention(tasks),
                trackers.historyRestarts());
    }

    private Future<Void> readFacts(DmsClient dms, RequestContext scope) {
        if (shared.target().instances().isEmpty()) {
            return Future.succeededFuture();
        }
        return Futures.attempt(() -> dms.showInstance(id(), scope))
                .onSuccess(facts -> answers.learn(facts, time.nanos()))
                .<Void>mapEmpty()
                .otherwise(this::note);
    }

    private Future<Void> readTasks(DmsClient dms, RequestContext scope) {
        return readListing(
                answers.smartConnect(),
                () -> dms.listTasks(id(), scope),
                failure -> NotFoundCodes.ofSmartConnect(failure, answers.facts()));
    }

    private Future<Void> readDumpTasks(DmsClient dms, RequestContext scope) {
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
                .compose(listing -> state.admit(listing.tasks(), trackers)
                        .onSuccess(admitted -> answer.answered(listing, time.nanos())))
                .otherwise(thrown -> isAbsence.test(CloudFailure.from(thrown)) ? absent(answer) : note(thrown));
    }

    private Future<Void> readOffsets(OffsetsPoll offsets, RequestContext scope) {
        TaskTrackers.Moment now = trackers.now();
        trackers.listed(answers.listedWithAge(now.nanos()), answers.knownListings(now.nanos()), now);
        return offsets.run(scope, shared.budget().offsetsShare());
    }

    private Future<Void> readRetention(RetentionReader retention, RequestContext scope) {
        List<Task> tasks = answers.tasks(time.nanos());
        Set<String> topics = answers.topics(time.nanos());
        boolean needsTimes = !topics.isEmpty() || trackers.needsRetentionTimes(tasks);
        return retention.read(topics, needsTimes, scope.withPriority(RequestPriority.LOW));
    }

    /** The replications that the listings name. */
    List<CloudEyeReplication> replications() {
        return answers.replications(time.nanos()).stream()
                .map(task -> CloudEyeReplication.of(id(), task))
                .toList();
    }

    /** Takes in samples from Cloud Eye about its replications, and freezes the result. */
    void observe(List<CloudEyeTaskSamples> samples) {
        Map<String, CloudEyeTaskSamples> byTaskId =
                samples.stream().collect(Collectors.toMap(CloudEyeTaskSamples::taskId, Function.identity()));
        for (Task task : answers.tasks(time.nanos())) {
            Optional.ofNullable(byTaskId.get(task.id())).ifPresent(of -> trackers.observed(task, of.samples()));
        }
        freeze();
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
        state.settle(trackers);
        bulkhead.endPoll();
        freeze();
        if (record.differsFrom(before)) {
            int tasks = frozen.tasks().size();
            OUTCOMES.log(problem, this::withIds, line -> withIds(line).addKeyValue("tasks", tasks));
        }
    }

    /** Returns the memory of its state. No further poll may begin. */
    void forget() {
        state.close();
    }

    private LoggingEventBuilder withIds(LoggingEventBuilder line) {
        return line.addKeyValue("instance_id", id())
                .addKeyValue("target", shared.target().name());
    }

    /** The requests per second that its polls need. */
    RequestNeed.PerSecond requestsPerSecond() {
        return bulkhead.need()
                .perSecond(shared.settings().interval(), shared.context().lag().retentionInterval());
    }

    /** The id of the instance. */
    String id() {
        return answers.facts().id();
    }
}
