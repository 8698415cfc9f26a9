package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.Dms;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls all instances of all targets, each on its own turns, and publishes what is known after each change. Started and
 * run on one Vert.x context; the questions about its life may come from any thread.
 */
public final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    /** A heartbeat that is older than this means that the poll loop is stuck. */
    private static final Duration LIFE_SIGN = Duration.ofSeconds(30);

    private static final Duration LONGEST_BEAT = Duration.ofSeconds(10);

    /** One target and the client that asks it. */
    public record Source(TargetSettings target, Dms dms) {}

    /** An instance that is polled, for the target that named it first. */
    private record Polled(String id, TargetPoll owner, InstancePoll poll, PollLoop turns) {}

    private record Known(TargetPoll owner, InstanceFacts facts) {}

    private final List<TargetPoll> targets;
    private final PollSettings settings;
    private final HealthSettings health;
    private final Map<String, Histories> histories;
    private final TimeSource time;
    private final Consumer<Snapshot> publish;
    private final Map<String, Polled> polled = new TreeMap<>();
    private final List<PollLoop> discoveries = new ArrayList<>();
    private final Set<String> contested = new HashSet<>();
    private boolean stopped;
    private volatile long lastBeat;
    private Snapshot published;

    /**
     * A poller that has not started.
     *
     * @param sources in the order of the configuration: an instance that two targets know belongs to the first
     * @param histories of the instances by id, from before a restart perhaps; the poller adds and removes
     * @param publish gets each new snapshot
     */
    public Poller(
            List<Source> sources,
            PollSettings settings,
            HealthSettings health,
            ConcurrentMap<String, Histories> histories,
            TimeSource time,
            Consumer<Snapshot> publish) {
        this.targets = sources.stream()
                .map(source -> new TargetPoll(source.target(), source.dms(), settings, time))
                .toList();
        this.settings = settings;
        this.health = health;
        this.histories = histories;
        this.time = time;
        this.publish = publish;
        this.lastBeat = time.nanos();
        this.published = Snapshot.empty(time.instant());
    }

    /** Begins the first polls at once and goes on for ever. */
    public void start() {
        reconcile().forEach(created -> created.turns.start());
        for (TargetPoll target : targets) {
            if (target.discovers()) {
                PollLoop discovery = new PollLoop(target.name(), () -> discover(target), settings, time);
                discoveries.add(discovery);
                discovery.start();
            }
        }
        beat();
    }

    /** Begins no further poll. */
    public void stop() {
        stopped = true;
        discoveries.forEach(PollLoop::stop);
        polled.values().forEach(each -> each.turns.stop());
    }

    /** Polls everything once, as often as it is called, instead of {@link #start}. Never fails. */
    public Future<Snapshot> once() {
        List<Future<Void>> discovered = targets.stream()
                .filter(TargetPoll::discovers)
                .map(TargetPoll::run)
                .toList();
        return Future.join(discovered)
                .onSuccess(done -> reconcile())
                .compose(done -> Future.join(
                        polled.values().stream().map(each -> each.poll.run()).toList()))
                .map(done -> freeze());
    }

    /** Why the poll loop must be taken for dead; empty while it lives. */
    public Optional<String> sickness() {
        Duration silence = Duration.ofNanos(time.nanos() - lastBeat);
        return silence.compareTo(LIFE_SIGN) <= 0
                ? Optional.empty()
                : Optional.of("no sign of life from the poll loop for " + HumanReadable.duration(silence));
    }

    private Future<Void> discover(TargetPoll target) {
        return target.run().andThen((ended, failure) -> {
            if (!stopped) {
                reconcile().forEach(created -> created.turns.start());
                publishIfChanged();
            }
        });
    }

    /** Brings the polled instances in line with those that the targets know; the result is the new ones. */
    private List<Polled> reconcile() {
        Map<String, Known> known = known();
        polled.values().removeIf(each -> {
            Known now = known.get(each.id);
            boolean leaves = now == null || now.owner != each.owner;
            if (now == null) {
                histories.remove(each.id);
            }
            if (leaves) {
                each.turns.stop();
                LOG.atInfo().addKeyValue("instance_id", each.id).log("instance is no longer polled");
            }
            return leaves;
        });
        List<Polled> created = new ArrayList<>();
        known.forEach((id, now) -> {
            Polled each = polled.computeIfAbsent(id, first -> remember(create(now), created));
            if (now.owner.discovers()) {
                each.poll.learn(now.facts);
            }
        });
        return created;
    }

    private Map<String, Known> known() {
        Map<String, Known> known = new LinkedHashMap<>();
        for (TargetPoll target : targets) {
            for (InstanceFacts facts : target.instances()) {
                Known first = known.putIfAbsent(facts.id(), new Known(target, facts));
                if (first != null && contested.add(facts.id())) {
                    LOG.atWarn()
                            .addKeyValue("instance_id", facts.id())
                            .addKeyValue("polled_for", first.owner.name())
                            .addKeyValue("not_for", target.name())
                            .log("two targets have the same instance");
                }
            }
        }
        return known;
    }

    private Polled create(Known known) {
        String id = known.facts.id();
        InstancePoll poll = known.owner.poll(id, health, histories.computeIfAbsent(id, first -> new Histories()));
        PollLoop turns =
                new PollLoop(id, () -> poll.run().andThen((ended, failure) -> publishIfChanged()), settings, time);
        return new Polled(id, known.owner, poll, turns);
    }

    private static Polled remember(Polled created, List<Polled> list) {
        list.add(created);
        return created;
    }

    private Snapshot freeze() {
        List<Instance> instances =
                polled.values().stream().map(each -> each.poll.frozen()).toList();
        List<Target> frozen = targets.stream()
                .map(target -> target.freeze(polled.values().stream()
                        .filter(each -> each.owner == target)
                        .map(each -> each.poll.frozen())
                        .toList()))
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

    /** Shows that the loop is alive, and drops what has become too old even if no poll ends. */
    private void beat() {
        if (stopped) {
            return;
        }
        Duration quarter = settings.interval().dividedBy(4);
        time.after(quarter.compareTo(LONGEST_BEAT) < 0 ? quarter : LONGEST_BEAT, this::beat);
        polled.values().forEach(each -> each.poll.freeze());
        publishIfChanged();
        if (Stream.concat(discoveries.stream(), polled.values().stream().map(each -> each.turns))
                .noneMatch(PollLoop::isOverdue)) {
            lastBeat = time.nanos();
        }
    }
}
