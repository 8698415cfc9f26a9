package io.smartconnect.exporter.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the last polls learned, frozen. Everything on {@code /metrics} about tasks is a pure function of it.
 *
 * @param taken when it was frozen
 * @param targets in the order of the configuration
 * @param instances by id
 * @param standby present if this process does not poll, because another one does
 */
public record Snapshot(Instant taken, List<Target> targets, List<Instance> instances, Optional<Standby> standby) {

    public Snapshot {
        targets = List.copyOf(targets);
        instances = List.copyOf(instances);
    }

    /** The result of polls of this process. */
    public Snapshot(Instant taken, List<Target> targets, List<Instance> instances) {
        this(taken, targets, instances, Optional.empty());
    }

    /** Nothing is known yet. */
    public static Snapshot empty(Instant taken) {
        return new Snapshot(taken, List.of(), List.of());
    }

    /** Nothing is known, because another process polls. */
    public static Snapshot of(Standby standby, Instant taken) {
        return new Snapshot(taken, List.of(), List.of(), Optional.of(standby));
    }

    /** True if every target and every instance was up when it was last polled; a target without instances is up. */
    public boolean isAllUp() {
        return targets.stream().allMatch(target -> target.up().orElse(false))
                && instances.stream().allMatch(instance -> instance.up().orElse(false));
    }

    /** Names of the targets that wait for the first poll of themselves or of one of their instances. */
    public List<String> unpolledTargets() {
        Set<String> waiting = instances.stream()
                .filter(instance -> instance.up().isEmpty())
                .map(instance -> instance.info().target())
                .collect(Collectors.toSet());
        return targets.stream()
                .filter(target -> target.up().isEmpty() || waiting.contains(target.name()))
                .map(Target::name)
                .toList();
    }

    /** True if both say the same of the cloud, whenever they were taken. */
    public boolean knowsTheSameAs(Snapshot other) {
        return targets.equals(other.targets) && instances.equals(other.instances);
    }
}
