package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.Dms;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.OutcomeLog;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestScope;
import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.source.CloudEyeReader;
import io.smartconnect.exporter.source.SourceOutcomes;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
     * @param source the target and its clients
     * @param outcomes of the requests to the sources of lag
     * @param retentions of all instances of all targets
     * @param readsCloudEye whether Cloud Eye is read
     */
    record Shared(Poller.Source source, SourceOutcomes outcomes, Retentions retentions, boolean readsCloudEye) {}

    private final TargetSettings target;
    private final Dms dms;
    private final Shared shared;
    private final Optional<CloudEyePoll> cloudEye;
    private final PollContext context;
    private final TimeSource time;
    private final Bulkhead bulkhead = new Bulkhead();
    private Map<String, InstanceFacts> instances;
    private PollRecord record = PollRecord.EMPTY;

    TargetPoll(Poller.Source source, PollContext context, Retentions retentions) {
        this.target = source.target();
        this.dms = source.dms();
        this.context = context;
        this.time = context.time();
        this.instances =
                byId(target.instances().stream().map(InstanceFacts::unknown).toList());
        Set<LagSource> sources = EnumSet.noneOf(LagSource.class);
        sources.addAll(context.lag().sources());
        if (source.cloudEye().isEmpty()) {
            sources.remove(LagSource.CLOUD_EYE);
        }
        boolean readsCloudEye = sources.contains(LagSource.CLOUD_EYE);
        this.shared = new Shared(source, new SourceOutcomes(sources), retentions, readsCloudEye);
        this.cloudEye = source.cloudEye()
                .filter(client -> readsCloudEye)
                .map(client -> new CloudEyePoll(
                        target.name(),
                        new CloudEyeReader(client, context.health().windowPolls(), time),
                        shared.outcomes(),
                        context));
    }

    /** True if the target finds its instances by discovery. */
    boolean discovers() {
        return target.instances().isEmpty();
    }

    /** Name of the target. */
    String name() {
        return target.name();
    }

    /** The instances known now. */
    Collection<InstanceFacts> instances() {
        return instances.values();
    }

    /** Runs one discovery. Never fails; after a failure, the instances known so far stay. */
    Future<Void> run() {
        long started = time.nanos();
        RequestScope scope =
                new RequestScope(bulkhead, Deadline.in(context.settings().timeout(), time));
        return Futures.attempt(() -> dms.listInstances(scope))
                .onSuccess(found -> instances = byId(found))
                .map(found -> Optional.<CloudFailure>empty())
                .otherwise(thrown -> Optional.of(CloudFailure.from(thrown)))
                .onSuccess(problem -> end(problem, Duration.ofNanos(time.nanos() - started)))
                .mapEmpty();
    }

    /** A new poll of one of its instances. */
    InstancePoll poll(String instanceId, Histories histories) {
        return new InstancePoll(instanceId, shared, context, histories);
    }

    /** The poll of Cloud Eye; absent if it is not read for this target. */
    Optional<CloudEyePoll> cloudEye() {
        return cloudEye;
    }

    /** The present state of the target, with the instances that are polled for it. */
    Target freeze(List<Instance> polled) {
        return new Target(
                target.name(),
                target.endpoint().toString(),
                discovers() ? record.up() : anyUp(polled),
                polled.size(),
                record.failures(),
                shared.outcomes().status(),
                discovers() ? record.lastSuccess() : lastSuccess(polled),
                record.lastError());
    }

    /** A target without instances is up, and so is one whose instances are all polled for other targets. */
    private static Optional<Boolean> anyUp(List<Instance> polled) {
        if (polled.isEmpty()) {
            return Optional.of(true);
        }
        return polled.stream().flatMap(instance -> instance.up().stream()).reduce(Boolean::logicalOr);
    }

    private static Optional<Instant> lastSuccess(List<Instance> polled) {
        return polled.stream()
                .flatMap(instance -> instance.lastSuccess().stream())
                .max(Comparator.naturalOrder());
    }

    private void end(Optional<CloudFailure> problem, Duration took) {
        PollRecord before = record;
        record = before.plus(problem, time.instant(), took);
        if (record.differsFrom(before)) {
            OUTCOMES.log(
                    problem, this::withTarget, line -> withTarget(line).addKeyValue("instances", instances.size()));
        }
    }

    private LoggingEventBuilder withTarget(LoggingEventBuilder line) {
        return line.addKeyValue("target", target.name());
    }

    private static Map<String, InstanceFacts> byId(List<InstanceFacts> found) {
        return found.stream()
                .collect(Collectors.toMap(
                        InstanceFacts::id, Function.identity(), (first, second) -> first, LinkedHashMap::new));
    }
}
