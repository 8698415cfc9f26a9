package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.DmsClient;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.OutcomeLog;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestBudget;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.gate.RequestNeed;
import io.smartconnect.exporter.health.tracking.InstanceContext;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retention;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.poll.schedule.PollLoop;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.source.CloudEyeReplication;
import io.smartconnect.exporter.source.CloudEyeTaskSamples;
import io.smartconnect.exporter.source.ConsumerGroups;
import io.smartconnect.exporter.source.DumpDetails;
import io.smartconnect.exporter.source.OffsetSource;
import io.smartconnect.exporter.source.RetentionReader;
import io.smartconnect.exporter.source.SourceOutcomes;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Polls one target: finds its instances, by its configuration or by discovery. */
final class TargetPoll {

    private static final OutcomeLog OUTCOMES =
            new OutcomeLog(LoggerFactory.getLogger(TargetPoll.class), "discovery failed", "discovery succeeds");

    /**
     * The parts that the polls of all instances of a target share.
     *
     * @param clients of the target
     * @param budget of the requests of the target
     * @param outcomes of the requests to the sources of lag
     * @param retentions of all instances of all targets
     * @param readsCloudEye whether Cloud Eye is read
     * @param context the settings
     */
    record Shared(
            TargetClients clients,
            RequestBudget budget,
            SourceOutcomes outcomes,
            Retentions retentions,
            boolean readsCloudEye,
            PollContext context) {

        TargetSettings target() {
            return clients.target();
        }

        PollSettings settings() {
            return context.settings();
        }

        /** True if readers for {@code other} suit these settings. */
        boolean readsAs(Shared other) {
            return clients == other.clients && context.lag().equals(other.context.lag());
        }

        InstanceContext instanceContext(String instanceId) {
            return new InstanceContext(instanceId, target().name(), context.health(), readsCloudEye);
        }

        /** A new reader of the retention of an instance. */
        RetentionReader retentionReader(String instanceId, Retention retention) {
            return new RetentionReader(
                    instanceId, clients.kafka(), retention, context.lag().retentionInterval(), context.time());
        }

        /** The configured sources of the offsets of an instance, in order of preference. */
        List<OffsetSource> offsetSources(String instanceId, Supplier<Optional<String>> connector) {
            List<OffsetSource> all = List.of(
                    new DumpDetails(clients.dms(), connector, context.time()),
                    new ConsumerGroups(
                            instanceId, clients.kafka(), context.lag().groupNames(), context.time()));
            return all.stream()
                    .filter(source -> context.lag().sources().contains(source.name()))
                    .toList();
        }
    }

    private final String name;
    private final TimeSource time;
    private final Bulkhead bulkhead = new Bulkhead();
    private final SourceOutcomes outcomes = new SourceOutcomes();
    private final RequestBudget budget;
    private final Retentions retentions;
    private Shared shared;
    private Optional<CloudEyePoll> cloudEye;
    private Map<String, InstanceFacts> instances = new LinkedHashMap<>();
    private PollRecord record = PollRecord.EMPTY;
    private int rank;
    private Optional<Target> frozen = Optional.empty();

    TargetPoll(TargetClients clients, PollContext context, Retentions retentions) {
        this.name = clients.target().name();
        this.budget = new RequestBudget(name);
        this.time = context.time();
        this.retentions = retentions;
        this.shared = shared(clients, context);
        this.cloudEye = CloudEyePoll.of(shared);
        learnConfigured();
    }

    /** Takes in other settings. With the same clients, they are those of the polls alone. */
    void reconfigure(TargetClients clients, PollContext context) {
        if (clients == shared.clients && context.equals(shared.context)) {
            return;
        }
        changed();
        shared = shared(clients, context);
        cloudEye = CloudEyePoll.of(shared);
        learnConfigured();
    }

    /** Without configured instances, those that the last discovery found stay. */
    private void learnConfigured() {
        if (!discovers()) {
            instances = byId(shared.target().instances().stream()
                    .map(InstanceFacts::unknown)
                    .toList());
        }
    }

    private Shared shared(TargetClients clients, PollContext context) {
        Set<LagSource> sources = EnumSet.noneOf(LagSource.class);
        sources.addAll(context.lag().sources());
        if (clients.cloudEye().isEmpty()) {
            sources.remove(LagSource.CLOUD_EYE);
        }
        outcomes.retain(sources);
        return new Shared(clients, budget, outcomes, retentions, sources.contains(LagSource.CLOUD_EYE), context);
    }

    /** Its place in the order of the configuration. */
    int rank() {
        return rank;
    }

    void setRank(int place) {
        rank = place;
    }

    /** True if the target finds its instances by discovery. */
    boolean discovers() {
        return shared.target().instances().isEmpty();
    }

    /** Name of the target. */
    String name() {
        return name;
    }

    /** The instances known now, by id. */
    Map<String, InstanceFacts> instances() {
        return instances;
    }

    /** Runs one discovery. Never fails; after a failure, the instances known so far stay. */
    Future<Void> run() {
        long started = time.nanos();
        RequestContext scope = new RequestContext(bulkhead, shared.context().deadline());
        return shared.clients
                .use(() -> shared.clients.dms().listInstances(scope))
                .map(this::byId)
                .compose(this::learn)
                .map(found -> Optional.<CloudFailure>empty())
                .otherwise(thrown -> Optional.of(CloudFailure.from(thrown)))
                .onSuccess(problem -> end(problem, Duration.ofNanos(time.nanos() - started)))
                .mapEmpty();
    }

    /** A discovery that ends after the instances were configured finds nothing. */
    private Future<Void> learn(Map<String, InstanceFacts> found) {
        if (!discovers()) {
            return Future.succeededFuture();
        }
        long added =
                found.keySet().stream().filter(id -> !instances.containsKey(id)).count();
        return shared.context.state().checkRoomFor(added).onSuccess(enough -> instances = found);
    }

    /** A new poll of one of its instances. */
    InstancePoll poll(String instanceId, OffsetHistories histories) {
        return new InstancePoll(instanceId, shared, histories);
    }

    /** A new loop at the pace of the settings. */
    PollLoop loop(String loopName, Supplier<Future<Void>> turn) {
        return new PollLoop(
                loopName, turn, shared.settings().interval(), shared.settings().timeout(), time);
    }

    /** Gives the present settings to the polls of one of its instances. */
    void configure(InstancePoll poll, PollLoop loop) {
        poll.reconfigure(shared);
        setPace(loop);
    }

    /** Gives the present settings to a loop. */
    void setPace(PollLoop loop) {
        loop.setPace(shared.settings().interval(), shared.settings().timeout());
    }

    /** True if Cloud Eye is read for this target. */
    boolean readsCloudEye() {
        return cloudEye.isPresent();
    }

    /** Reads the replications in Cloud Eye. Never fails. */
    Future<List<CloudEyeTaskSamples>> readCloudEye(List<CloudEyeReplication> replications) {
        return cloudEye.map(poll -> shared.clients.use(() -> poll.run(replications)))
                .orElseGet(() -> Future.succeededFuture(List.of()));
    }

    /** Notes that the state of the target or of one of its instances may have changed. */
    void changed() {
        frozen = Optional.empty();
    }

    /** The present state of the target, with the instances that are polled for it. Computed only after a change. */
    Target frozen(Supplier<List<InstancePoll>> polls) {
        if (frozen.isEmpty()) {
            frozen = Optional.of(freeze(polls.get()));
        }
        return frozen.get();
    }

    /** Passes the present need of the polls to the budget, which limits the offsets that the next polls read. */
    private void updateBudget(List<InstancePoll> polls) {
        DmsClient client = shared.clients.dms();
        budget.update(requestsPerSecond(polls), client.maxRate(), client.allowedRate());
    }

    private Target freeze(List<InstancePoll> polls) {
        List<Instance> polled = polls.stream().map(InstancePoll::frozen).toList();
        updateBudget(polls);
        return new Target(
                name,
                shared.target().endpoint().toString(),
                discovers() ? record.up() : PollRecord.anyUp(polled),
                polled.size(),
                record.failures(),
                outcomes.status(),
                budget.use(shared.settings().interval()),
                discovers() ? record.lastSuccess() : PollRecord.latestSuccess(polled),
                record.lastError());
    }

    /** The requests per second that discovery and these polls need. */
    private RequestNeed.PerSecond requestsPerSecond(List<InstancePoll> polls) {
        Duration interval = shared.settings().interval();
        return polls.stream()
                .map(InstancePoll::requestsPerSecond)
                .reduce(bulkhead.need().perSecond(interval, interval), RequestNeed.PerSecond::plus);
    }

    private void end(Optional<CloudFailure> problem, Duration took) {
        changed();
        bulkhead.endPoll();
        PollRecord before = record;
        record = before.plus(problem, time.instant(), took);
        if (record.differsFrom(before)) {
            OUTCOMES.log(
                    problem, this::withTarget, line -> withTarget(line).addKeyValue("instances", instances.size()));
        }
    }

    private LoggingEventBuilder withTarget(LoggingEventBuilder line) {
        return line.addKeyValue("target", name);
    }

    /** Drops the instances of other shards. */
    private Map<String, InstanceFacts> byId(List<InstanceFacts> found) {
        return found.stream()
                .filter(instance -> shared.context.shard().owns(instance.id()))
                .collect(Collectors.toMap(
                        InstanceFacts::id, Function.identity(), (first, second) -> first, LinkedHashMap::new));
    }
}
