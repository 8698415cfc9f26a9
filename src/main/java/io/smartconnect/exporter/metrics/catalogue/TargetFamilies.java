package io.smartconnect.exporter.metrics.catalogue;

import static io.smartconnect.exporter.metrics.catalogue.Family.failures;
import static io.smartconnect.exporter.metrics.catalogue.Family.gauge;

import io.smartconnect.exporter.snapshot.Target;
import java.util.List;

/** The families of a target. */
final class TargetFamilies {

    static final List<Family<Target>> ALL = List.of(
            gauge(
                    "smartconnect_target_up",
                    "Whether the last discovery of the target's instances succeeded; for a fixed list of instances, whether"
                            + " the last poll of at least one of them did.",
                    (target, output) -> target.up().ifPresent(output::add)),
            failures(
                    "smartconnect_target_failures_total",
                    "Discoveries of the target's instances that failed, by reason.",
                    Target::failures),
            gauge(
                    "smartconnect_target_instances",
                    "Instances of the target that are polled now.",
                    (target, output) -> output.add(target.instances())));

    static final EntityLevel<Target> LEVEL = new EntityLevel<>(
            snapshot -> EntityLevel.ungrouped(snapshot.targets()),
            (labels, target) -> labels.appendLabel("target", target.name()),
            ALL);

    private TargetFamilies() {}
}
