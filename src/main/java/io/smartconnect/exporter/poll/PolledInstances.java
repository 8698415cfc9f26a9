package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.Retentions;
import io.smartconnect.exporter.poll.schedule.PollLoop;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances that are polled, each for the first target that has it. An instance that vanished is not polled, but keeps its state
 * for an hour: one empty discovery must not cost its histories, windows and counters.
 */
final class PolledInstances {

    private static final Logger LOG = LoggerFactory.getLogger(PolledInstances.class);

    /** Time after which a vanished instance is forgotten. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private record Polled(String id, TargetPoll owner, InstancePoll poll, PollLoop loop) {}

    private record Vanished(Polled last, long since) {}

    private final Map<String, OffsetHistories> histories;
    private final Retentions retentions;
    private final TimeSource time;
    private final Runnable changed;

    /** The ids of the instances that each target has. */
    private final Map<TargetPoll, Set<String>> claimed = new HashMap<>();

    /** The targets that have an instance, by its id, in the order of the configuration: it is polled for the first. */
    private final Map<String, List<TargetPoll>> claimants = new HashMap<>();

    private final Map<String, Polled> polled = new TreeMap<>();
    private final Map<String, Vanished> vanished = new HashMap<>();
    private final Set<String> loggedConflicts = new HashSet<>();

    /**
     * No instance yet.
     *
     * @param histories by instance id; entries of new instances are added, those of forgotten ones removed
     * @param changed runs after each poll
     */
    PolledInstances(Map<String, OffsetHistories> histories, Retentions retentions, TimeSource time, Runnable changed) {
        this.histories = histories;
        this.retentions = retentions;
        this.time = time;
        this.changed = changed;
    }

    /** Takes in the instances that a discovery found. Returns the loops to start. */
    List<PollLoop> update(TargetPoll target) {
        Set<String> now = Set.copyOf(target.instances().keySet());
        Set<String> before = claimed.getOrDefault(target, Set.of());
        Set<String> changes = new TreeSet<>();
        before.stream().filter(id -> !now.contains(id)).forEach(id -> {
            unclaim(id, target);
            changes.add(id);
        });
        now.stream().filter(id -> !before.contains(id)).forEach(id -> {
            claim(id, target);
            changes.add(id);
        });
        claimed.put(target, now);
        List<PollLoop> created = assign(changes);
        learn(target);
        return created;
    }

    /** Takes in other targets or other settings of them. Returns the loops to start. */
    List<PollLoop> reconfigure(Collection<TargetPoll> targets) {
        Set<String> ids = new TreeSet<>(claimants.keySet());
        claimants.clear();
        claimed.clear();
        for (TargetPoll target : targets) {
            claimed.put(target, Set.copyOf(target.instances().keySet()));
            target.instances().keySet().forEach(id -> claim(id, target));
        }
        ids.addAll(claimants.keySet());
        List<PollLoop> created = assign(ids);
        targets.forEach(this::learn);
        for (Polled each : polled.values()) {
            each.owner.configure(each.poll, each.loop);
            each.owner.changed();
        }
        return created;
    }

    /** The polls of the instances of {@code target}. */
    List<InstancePoll> of(TargetPoll target) {
        return polledFor(target).stream().map(Polled::poll).toList();
    }

    /** The polls of all instances, by id. */
    List<InstancePoll> all() {
        List<InstancePoll> all = new ArrayList<>(polled.size());
        polled.values().forEach(each -> all.add(each.poll));
        return all;
    }

    /** Polls all instances once. Never fails. */
    Future<Void> runAll() {
        return Future.join(polled.values().stream()
                        .map(each -> run(each.poll, each.owner))
                        .toList())
                .mapEmpty();
    }

    private static Future<Void> run(InstancePoll poll, TargetPoll owner) {
        return poll.run(owner.instances().size() == 1);
    }

    /** The loops of all instances. */
    List<PollLoop> loops() {
        return polled.values().stream().map(Polled::loop).toList();
    }

    int size() {
        return polled.size();
    }

    /** Begins no further poll. */
    void stop() {
        polled.values().forEach(each -> each.loop.stop());
    }

    boolean isAnyOverdue() {
        return polled.values().stream().anyMatch(each -> each.loop.isOverdue());
    }

    /** Drops stale answers from all results. Costs little where none has become stale. */
    void dropStale() {
        for (Polled each : polled.values()) {
            if (each.poll.dropStale()) {
                each.owner.changed();
            }
        }
    }

    private void note(String id) {
        Optional.ofNullable(polled.get(id)).ifPresent(each -> each.owner.changed());
    }

    /** Forgets the instances that vanished an hour ago, or all that vanished if present ones lack memory. Each poll ends before. */
    void forgetVanished(boolean lacksMemory) {
        List<Vanished> forgotten = vanished.values().stream()
                .filter(each -> !each.last.loop.isInTurn())
                .filter(each -> lacksMemory || time.nanos() - each.since >= MEMORY.toNanos())
                .toList();
        forgotten.forEach(each -> forget(each.last));
    }

    private void forget(Polled last) {
        String id = last.id;
        last.poll.forget();
        vanished.remove(id);
        histories.remove(id);
        retentions.forget(id);
    }

    private List<Polled> polledFor(TargetPoll target) {
        return claimed.getOrDefault(target, Set.of()).stream()
                .map(polled::get)
                .filter(each -> each != null && each.owner == target)
                .toList();
    }

    private void claim(String id, TargetPoll target) {
        List<TargetPoll> all = claimants.computeIfAbsent(id, first -> new ArrayList<>(1));
        all.add(target);
        all.sort((one, other) -> Integer.compare(one.rank(), other.rank()));
        if (all.size() > 1 && loggedConflicts.add(id)) {
            LOG.atWarn()
                    .addKeyValue("instance_id", id)
                    .addKeyValue("polled_for", all.get(0).name())
                    .addKeyValue("not_for", all.get(1).name())
                    .log("two targets have the same instance");
        }
    }

    private void unclaim(String id, TargetPoll target) {
        List<TargetPoll> all = claimants.getOrDefault(id, new ArrayList<>());
        all.remove(target);
        if (all.isEmpty()) {
            claimants.remove(id);
        }
    }

    /** Polls each instance for its first claimant alone. Returns the loops of those that were not polled for it. */
    private List<PollLoop> assign(Set<String> ids) {
        List<PollLoop> created = new ArrayList<>();
        for (String id : ids) {
            @Nullable
            TargetPoll owner =
                    claimants.getOrDefault(id, List.of()).stream().findFirst().orElse(null);
            @Nullable Polled present = polled.get(id);
            if (present != null && present.owner != owner) {
                remove(present);
            }
            if (owner != null && !polled.containsKey(id)) {
                Polled begun = begin(id, owner);
                polled.put(id, begun);
                owner.changed();
                created.add(begun.loop);
            }
        }
        return created;
    }

    private void remove(Polled leaving) {
        leaving.loop.stop();
        leaving.owner.changed();
        polled.remove(leaving.id);
        vanished.put(leaving.id, new Vanished(leaving, time.nanos()));
        LOG.atInfo().addKeyValue("instance_id", leaving.id).log("instance is no longer polled");
    }

    private Polled begin(String id, TargetPoll owner) {
        @Nullable Vanished before = vanished.remove(id);
        if (before != null && before.last.owner.name().equals(owner.name())) {
            Polled back = new Polled(id, owner, before.last.poll, before.last.loop);
            owner.configure(back.poll, back.loop);
            return back;
        }
        if (before != null) {
            before.last.poll.forget();
        }
        InstancePoll poll = owner.poll(id, histories.computeIfAbsent(id, first -> new OffsetHistories()));
        if (owner.discovers()) {
            Optional.ofNullable(owner.instances().get(id)).ifPresent(poll::learn);
        }
        PollLoop loop = owner.loop(id, () -> turn(poll, owner));
        if (before != null) {
            loop.replace(before.last.loop);
        }
        return new Polled(id, owner, poll, loop);
    }

    private Future<Void> turn(InstancePoll poll, TargetPoll owner) {
        return run(poll, owner).andThen((ended, failure) -> {
            note(poll.id());
            changed.run();
        });
    }

    private void learn(TargetPoll target) {
        target.changed();
        if (target.discovers()) {
            for (InstanceFacts facts : target.instances().values()) {
                @Nullable Polled each = polled.get(facts.id());
                if (each != null && each.owner == target) {
                    each.poll.learn(facts);
                }
            }
        }
    }
}
