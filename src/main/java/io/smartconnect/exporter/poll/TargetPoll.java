package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.Dms;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which instances a target has: those of the configuration, or those that its discovery named last. */
final class TargetPoll {

    private static final Logger LOG = LoggerFactory.getLogger(TargetPoll.class);

    private final TargetSettings target;
    private final Dms dms;
    private final PollSettings settings;
    private final TimeSource time;
    private final Bulkhead lane = new Bulkhead();
    private Map<String, InstanceFacts> instances;
    private PollRecord record = PollRecord.EMPTY;

    TargetPoll(TargetSettings target, Dms dms, PollSettings settings, TimeSource time) {
        this.target = target;
        this.dms = dms;
        this.settings = settings;
        this.time = time;
        this.instances =
                byId(target.instances().stream().map(InstanceFacts::unknown).toList());
    }

    /** Whether the cloud is asked which instances there are. */
    boolean discovers() {
        return target.instances().isEmpty();
    }

    String name() {
        return target.name();
    }

    /** The instances known now. */
    Collection<InstanceFacts> instances() {
        return instances.values();
    }

    /** Asks once which instances there are. Never fails; after a failure those known so far stay. */
    Future<Void> run() {
        long started = time.nanos();
        Deadline deadline = Deadline.in(settings.timeout(), time);
        return Future.succeededFuture()
                .compose(go -> dms.listInstances(lane, deadline))
                .onSuccess(found -> instances = byId(found))
                .map(found -> Optional.<CloudFailure>empty())
                .otherwise(thrown -> Optional.of(CloudFailure.from(thrown)))
                .onSuccess(problem -> end(problem, Duration.ofNanos(time.nanos() - started)))
                .mapEmpty();
    }

    /** A new poll of one of its instances. */
    InstancePoll poll(String instanceId, HealthSettings health, Histories histories) {
        return new InstancePoll(instanceId, discovers(), target, dms, settings, health, histories, time);
    }

    /** What is known of the target, given those instances that are polled for it. */
    Target freeze(List<Instance> polled) {
        return new Target(
                target.name(),
                target.endpoint().toString(),
                discovers() ? record.up() : anyUp(polled),
                polled.size(),
                record.failures(),
                discovers() ? record.lastSuccess() : lastSuccess(polled),
                record.lastError());
    }

    /** If all its instances are polled for other targets, it is up, as any target without instances is. */
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
            problem.ifPresentOrElse(this::tellFailure, this::tellSuccess);
        }
    }

    private void tellFailure(CloudFailure failure) {
        FailureLog.with(failure, LOG.atWarn().addKeyValue("target", target.name()))
                .log("discovery failed");
    }

    private void tellSuccess() {
        LOG.atInfo()
                .addKeyValue("target", target.name())
                .addKeyValue("instances", instances.size())
                .log("discovery succeeds");
    }

    private static Map<String, InstanceFacts> byId(List<InstanceFacts> found) {
        return found.stream()
                .collect(Collectors.toMap(
                        InstanceFacts::id, Function.identity(), (first, second) -> first, LinkedHashMap::new));
    }
}
