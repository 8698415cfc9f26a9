package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.Dms;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.RestDms;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.eye.CloudEye;
import io.smartconnect.exporter.cloud.kafka.KafkaResources;
import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.source.Replication;
import io.smartconnect.exporter.source.TaskSamples;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls all instances of all targets, each in its own loop, and publishes a snapshot after each change. Runs on one Vert.x context;
 * only {@link #stuckReason} may be called from any thread.
 */
public final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    /** Age of the last heartbeat at which the poll loop counts as stuck. */
    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration LONGEST_HEARTBEAT = Duration.ofSeconds(10);

    /**
     * One target and the clients that read it.
     *
     * @param cloudEye absent if Cloud Eye is not read
     */
    public record Source(TargetSettings target, Dms dms, KafkaResources kafka, Optional<CloudEye> cloudEye) {

        /** A target and all the clients that {@code dms} has. */
        public static Source of(TargetSettings target, RestDms dms) {
            return new Source(target, dms, dms.kafka(), dms.cloudEye());
        }
    }

    /** An instance that is polled. */
    private record Polled(String id, TargetPoll owner, InstancePoll poll, PollLoop loop) {}

    /** An instance, and the target for which it is polled: the first one that has it. */
    private record Assignment(TargetPoll owner, InstanceFacts facts) {

        String id() {
            return facts.id();
        }
    }

    private final List<TargetPoll> targets;
    private final PollContext context;
    private final TimeSource time;
    private final Map<String, Histories> histories;
    private final Consumer<Snapshot> publish;
    private final Map<String, Polled> polled = new TreeMap<>();
    private final List<PollLoop> targetLoops = new ArrayList<>();
    private final Retentions retentions;
    private final Set<String> contested = new HashSet<>();
    private boolean stopped;
    private volatile long lastBeat;
    private Snapshot published;

    /**
     * A poller that has not started.
     *
     * @param sources in the order of the configuration: an instance that two targets know belongs to the first
     * @param histories by instance id, possibly from before a restart; the poller adds and removes entries
     * @param publish receives each new snapshot
     */
    public Poller(
            List<Source> sources,
            PollContext context,
            ConcurrentMap<String, Histories> histories,
            Consumer<Snapshot> publish) {
        this.retentions = new Retentions(
                context.settings().staleAfter().plus(context.lag().retentionInterval()));
        this.targets = sources.stream()
                .map(source -> new TargetPoll(source, context, retentions))
                .toList();
        this.context = context;
        this.time = context.time();
        this.histories = histories;
        this.publish = publish;
        this.lastBeat = time.nanos();
        this.published = Snapshot.empty(time.instant());
    }

    /** Begins the first polls at once, and repeats them until {@link #stop}. */
    public void start() {
        reconcile().forEach(created -> created.loop.start());
        for (TargetPoll target : targets) {
            if (target.discovers()) {
                startLoop(target.name(), () -> discover(target));
            }
            target.cloudEye()
                    .ifPresent(cloudEye -> startLoop(target.name() + "/cloud-eye", () -> readCloudEye(target)));
        }
        beat();
    }

    private void startLoop(String name, Supplier<Future<Void>> turn) {
        PollLoop loop = new PollLoop(name, turn, context.settings(), time);
        targetLoops.add(loop);
        loop.start();
    }

    /** Begins no further poll. */
    public void stop() {
        stopped = true;
        targetLoops.forEach(PollLoop::stop);
        polled.values().forEach(each -> each.loop.stop());
    }

    /** Polls everything once, in place of {@link #start}. Never fails, and can be called again. */
    public Future<Snapshot> once() {
        List<Future<Void>> discovered = targets.stream()
                .filter(TargetPoll::discovers)
                .map(TargetPoll::run)
                .toList();
        return Future.join(discovered)
                .onSuccess(done -> reconcile())
                .compose(done -> Future.join(
                        polled.values().stream().map(each -> each.poll.run()).toList()))
                .compose(done ->
                        Future.join(targets.stream().map(this::readCloudEye).toList()))
                .map(done -> freeze());
    }

    /** Why the poll loop counts as stuck; empty while it runs. */
    public Optional<String> stuckReason() {
        Duration silence = Duration.ofNanos(time.nanos() - lastBeat);
        return silence.compareTo(HEARTBEAT_TIMEOUT) <= 0
                ? Optional.empty()
                : Optional.of("the poll loop has had no heartbeat for " + HumanReadable.duration(silence));
    }

    private Future<Void> discover(TargetPoll target) {
        return target.run().andThen((ended, failure) -> {
            if (!stopped) {
                reconcile().forEach(created -> created.loop.start());
                publishIfChanged();
            }
        });
    }

    /** Reads the replications of all instances of a target in Cloud Eye. Never fails. */
    private Future<Void> readCloudEye(TargetPoll target) {
        if (target.cloudEye().isEmpty()) {
            return Future.succeededFuture();
        }
        List<Polled> instances =
                polled.values().stream().filter(each -> each.owner == target).toList();
        List<Replication> replications = instances.stream()
                .flatMap(each -> each.poll.replications().stream())
                .toList();
        return target.cloudEye().get().run(replications).map(read -> {
            Map<String, List<TaskSamples>> byInstance =
                    read.stream().collect(Collectors.groupingBy(TaskSamples::instanceId));
            instances.forEach(each -> each.poll.observe(byInstance.getOrDefault(each.id, List.of())));
            publishIfChanged();
            return null;
        });
    }

    /** Begins and ends the polls of instances that the targets have gained and lost. Returns the new ones. */
    private List<Polled> reconcile() {
        Map<String, Assignment> assignments = assignments();
        List<Polled> leaving = polled.values().stream()
                .filter(each -> !isAssigned(each, assignments))
                .toList();
        leaving.forEach(this::remove);
        leaving.stream()
                .map(Polled::id)
                .filter(id -> !assignments.containsKey(id))
                .forEach(histories::remove);
        List<Polled> created = assignments.values().stream()
                .filter(assignment -> !polled.containsKey(assignment.id()))
                .map(this::create)
                .toList();
        created.forEach(each -> polled.put(each.id, each));
        assignments.values().stream()
                .filter(assignment -> assignment.owner.discovers())
                .forEach(this::learn);
        return created;
    }

    private static boolean isAssigned(Polled each, Map<String, Assignment> assignments) {
        Assignment assignment = assignments.get(each.id);
        return assignment != null && assignment.owner == each.owner;
    }

    private void remove(Polled leaving) {
        leaving.loop.stop();
        polled.remove(leaving.id);
        retentions.forget(leaving.id);
        LOG.atInfo().addKeyValue("instance_id", leaving.id).log("instance is no longer polled");
    }

    private Map<String, Assignment> assignments() {
        Map<String, Assignment> assignments = new LinkedHashMap<>();
        for (TargetPoll target : targets) {
            for (InstanceFacts facts : target.instances()) {
                Assignment first = assignments.putIfAbsent(facts.id(), new Assignment(target, facts));
                if (first != null && contested.add(facts.id())) {
                    LOG.atWarn()
                            .addKeyValue("instance_id", facts.id())
                            .addKeyValue("polled_for", first.owner.name())
                            .addKeyValue("not_for", target.name())
                            .log("two targets have the same instance");
                }
            }
        }
        return assignments;
    }

    private Polled create(Assignment assignment) {
        String id = assignment.id();
        Histories kept = histories.computeIfAbsent(id, first -> new Histories());
        InstancePoll poll = assignment.owner.poll(id, kept);
        PollLoop loop = new PollLoop(
                id, () -> poll.run().andThen((ended, failure) -> publishIfChanged()), context.settings(), time);
        return new Polled(id, assignment.owner, poll, loop);
    }

    private void learn(Assignment assignment) {
        Optional.ofNullable(polled.get(assignment.id())).ifPresent(each -> each.poll.learn(assignment.facts));
    }

    private Snapshot freeze() {
        IdentityHashMap<TargetPoll, List<Instance>> byOwner = new IdentityHashMap<>();
        List<Instance> instances = new ArrayList<>(polled.size());
        for (Polled each : polled.values()) {
            Instance instance = each.poll.frozen();
            instances.add(instance);
            byOwner.computeIfAbsent(each.owner, first -> new ArrayList<>()).add(instance);
        }
        List<Target> frozen = targets.stream()
                .map(target -> target.freeze(byOwner.getOrDefault(target, List.of())))
                .toList();
        return new Snapshot(time.instant(), frozen, instances);
    }

    private void publishIfChanged() {
        Snapshot now = freeze();
        if (!stopped && !now.knowsTheSameAs(published)) {
            published = now;
            publish.accept(now);
        }
    }

    /** Records a heartbeat unless a loop is overdue, and drops stale answers even if no poll ends. */
    private void beat() {
        if (stopped) {
            return;
        }
        Duration quarter = context.settings().interval().dividedBy(4);
        time.after(quarter.compareTo(LONGEST_HEARTBEAT) < 0 ? quarter : LONGEST_HEARTBEAT, this::beat);
        polled.values().forEach(each -> each.poll.freeze());
        publishIfChanged();
        if (Stream.concat(targetLoops.stream(), polled.values().stream().map(each -> each.loop))
                .noneMatch(PollLoop::isOverdue)) {
            lastBeat = time.nanos();
        }
    }
}
