package io.smartconnect.exporter.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * All that the last polls learned, frozen. Everything on {@code /metrics} about tasks is a pure function of it.
 *
 * @param taken when it was frozen
 * @param targets in the order of the configuration
 * @param instances by id
 */
public record Snapshot(Instant taken, List<Target> targets, List<Instance> instances) {

    public Snapshot {
        targets = List.copyOf(targets);
        instances = List.copyOf(instances);
    }

    /** Whether both say the same of the cloud, whenever they were taken. */
    public boolean knowsTheSameAs(Snapshot other) {
        return targets.equals(other.targets) && instances.equals(other.instances);
    }
}
