package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.poll.schedule.PollLoop;
import io.smartconnect.exporter.poll.schedule.RunCoalescer;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.source.CloudEyeReplication;
import io.smartconnect.exporter.source.CloudEyeTaskSamples;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Polls all instances of all targets, each in its own loop, and publishes a snapshot after each change. Runs on one Vert.x context;
 * only {@link #stuckReason} may be called from any thread.
 */
public final class Poller {

    /** Age of the last heartbeat at which the poll loop counts as stuck. */
    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration LONGEST_HEARTBEAT = Duration.ofSeconds(10);

    /** Pause after a publication, for each target and instance: it takes 5 µs for each, so at most a twentieth of the event loop. */
    private static final long NANOS_PER_ENTITY = 100_000;

    private static final int STARTS_AT_ONCE = 20;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

    /** A loop of a target: its discovery, or its poll of Cloud Eye. */
    private record LoopKey(String target, boolean isOfCloudEye) {

        String name() {
            return isOfCloudEye ? target + "/cloud-eye" : target;
        }
    }

    private final TimeSource time;
    private final Consumer<Snapshot> publish;
    private final RunCoalescer publications;
    private final PolledInstances instances;
    private final Retentions retentions;
    private final Map<LoopKey, PollLoop> targetLoops = new HashMap<>();
    /** In the order of the configuration. */
    private Set<TargetPoll> targets = Set.of();

    private PollContext context;
    private boolean isRunning;
    private TimeSource.Timer nextBeat = TimeSource.Timer.NONE;
    private volatile long lastBeat;
    private Snapshot published;

    /**
     * A poller that has not started.
     *
     * @param clients of the targets, in the order of the configuration: an instance that two targets know belongs to the first
     * @param histories by instance id, possibly from before a restart; the poller adds and removes entries
     * @param publish receives each new snapshot
     */
    public Poller(
            List<TargetClients> clients,
            PollContext context,
            ConcurrentMap<String, OffsetHistories> histories,
            Consumer<Snapshot> publish) {
        this.context = context;
        this.time = context.time();
        this.retentions = new Retentions(retentionLife(context));
        this.publish = publish;
        this.publications = new RunCoalescer(this::publishIfChanged, this::pause, time);
        this.instances = new PolledInstances(histories, retentions, time, publications::request);
        this.lastBeat = time.nanos();
        this.published = Snapshot.empty(time.instant());
        reconfigureTargets(clients);
    }

    private static Duration retentionLife(PollContext context) {
        return context.settings().staleAfter().plus(context.lag().retentionInterval());
    }

    /** Begins the first polls at once, and repeats them until {@link #stop}. A stopped poller continues with all that it learned. */
    public void start() {
        isRunning = true;
        published = Snapshot.empty(time.instant());
        lastBeat = time.nanos();
        updateLoops();
        List<PollLoop> all = new ArrayList<>(targetLoops.values());
        all.addAll(instances.loops());
        start(all);
        beat();
    }

    /**
     * Takes in other targets and settings. A target with the name of a present one continues it: its instances keep their answers,
     * histories, windows, counters and places in the interval. New targets begin at once.
     */
    public void reconfigure(List<TargetClients> clients, PollContext newContext) {
        context = newContext;
        retentions.expireAfter(retentionLife(newContext));
        reconfigureTargets(clients);
        if (isRunning) {
            start(updateLoops());
            publications.request();
        }
    }

    private void reconfigureTargets(List<TargetClients> clients) {
        Map<String, TargetPoll> before =
                targets.stream().collect(Collectors.toMap(TargetPoll::name, Function.identity()));
        List<TargetPoll> now = new ArrayList<>(clients.size());
        for (TargetClients each : clients) {
            TargetPoll known = before.get(each.target().name());
            if (known != null) {
                known.reconfigure(each, context);
            }
            now.add(known == null ? new TargetPoll(each, context, retentions) : known);
            now.get(now.size() - 1).setRank(now.size());
        }
        targets = Collections.unmodifiableSet(new LinkedHashSet<>(now));
    }

    /** Creates the loops of new targets and instances, and stops those of removed ones. Returns the created ones. */
    private List<PollLoop> updateLoops() {
        List<PollLoop> created = new ArrayList<>(instances.reconfigure(targets));
        Map<LoopKey, PollLoop> before = Map.copyOf(targetLoops);
        targetLoops.clear();
        for (TargetPoll target : targets) {
            if (target.discovers()) {
                keepOrCreate(target, false, before, () -> discover(target)).ifPresent(created::add);
            }
            if (target.readsCloudEye()) {
                keepOrCreate(target, true, before, () -> readCloudEye(target)).ifPresent(created::add);
            }
        }
        before.forEach((key, loop) -> {
            if (!targetLoops.containsKey(key)) {
                loop.stop();
            }
        });
        return created;
    }

    /** Keeps the loop of a target with this name, or creates one. Returns the loop if it is new. */
    private Optional<PollLoop> keepOrCreate(
            TargetPoll target, boolean isOfCloudEye, Map<LoopKey, PollLoop> before, Supplier<Future<Void>> turn) {
        LoopKey key = new LoopKey(target.name(), isOfCloudEye);
        PollLoop kept = before.get(key);
        PollLoop loop = kept == null ? target.loop(key.name(), turn) : kept;
        target.setPace(loop);
        targetLoops.put(key, loop);
        return kept == null ? Optional.of(loop) : Optional.empty();
    }

    /** Starts some loops at once, and one each millisecond: the first requests of thousands must leave the event loop to others. */
    private static void start(List<PollLoop> loops) {
        for (int i = 0; i < loops.size(); i++) {
            loops.get(i).startAfter(Duration.ofMillis(Math.max(0, i - STARTS_AT_ONCE)));
        }
    }

    /** Begins no further poll, and publishes nothing more. */
    public void stop() {
        isRunning = false;
        nextBeat.cancel();
        targetLoops.values().forEach(PollLoop::stop);
        instances.stop();
    }

    /** Polls everything once, in place of {@link #start}. Never fails, and can be called again. */
    public Future<Snapshot> once() {
        List<Future<Void>> discovered = targets.stream()
                .filter(TargetPoll::discovers)
                .map(TargetPoll::run)
                .toList();
        return Future.join(discovered)
                .onSuccess(done -> instances.reconfigure(targets))
                .compose(done -> instances.runAll())
                .compose(done ->
                        Future.join(targets.stream().map(this::readCloudEye).toList()))
                .map(done -> {
                    targets.forEach(TargetPoll::changed);
                    return freeze();
                });
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
            if (isRunning && targets.contains(target)) {
                start(instances.update(target));
                publications.request();
            }
        });
    }

    /** Reads the replications of all instances of a target in Cloud Eye. Never fails. */
    private Future<Void> readCloudEye(TargetPoll target) {
        if (!target.readsCloudEye()) {
            return Future.succeededFuture();
        }
        List<InstancePoll> polls = instances.of(target);
        List<CloudEyeReplication> replications =
                polls.stream().flatMap(poll -> poll.replications().stream()).toList();
        return target.readCloudEye(replications).map(read -> {
            Map<String, List<CloudEyeTaskSamples>> byInstance =
                    read.stream().collect(Collectors.groupingBy(CloudEyeTaskSamples::instanceId));
            polls.forEach(poll -> poll.observe(byInstance.getOrDefault(poll.id(), List.of())));
            target.changed();
            publications.request();
            return null;
        });
    }

    private Snapshot freeze() {
        List<Target> frozen = new ArrayList<>(targets.size());
        for (TargetPoll target : targets) {
            frozen.add(target.frozen(() -> instances.of(target)));
        }
        List<Instance> all = new ArrayList<>(instances.size());
        instances.all().forEach(poll -> all.add(poll.frozen()));
        return new Snapshot(time.instant(), frozen, all);
    }

    private void publishIfChanged() {
        if (!isRunning) {
            return;
        }
        Snapshot now = freeze();
        if (!now.knowsTheSameAs(published)) {
            published = now;
            publish.accept(now);
        }
    }

    private Duration pause() {
        Duration pause = Duration.ofNanos(NANOS_PER_ENTITY * (targets.size() + instances.size()));
        return pause.compareTo(SHORTEST_PAUSE) < 0 ? Duration.ZERO : pause;
    }

    /** Records a heartbeat unless a loop is overdue, and drops stale answers even if no poll ends. */
    private void beat() {
        Duration quarter = Duration.ofMillis(context.settings().interval().toMillis() / 4);
        nextBeat = time.after(quarter.compareTo(LONGEST_HEARTBEAT) < 0 ? quarter : LONGEST_HEARTBEAT, this::beat);
        instances.forgetVanished(context.state().wasExhausted());
        instances.dropStale();
        publications.request();
        if (!instances.isAnyOverdue() && targetLoops.values().stream().noneMatch(PollLoop::isOverdue)) {
            lastBeat = time.nanos();
        }
    }
}
