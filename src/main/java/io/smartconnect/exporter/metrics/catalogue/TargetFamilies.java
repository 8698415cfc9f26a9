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
                    "1 if the last discovery of the target's instances succeeded, else 0; with a fixed list of instances, if the last poll of at least one did.",
                    (target, output) -> target.up().ifPresent(output::add)),
            failures(
                    "smartconnect_target_failures_total",
                    "Failed discoveries of the target's instances, by reason.",
                    Target::failures),
            gauge(
                    "smartconnect_target_instances",
                    "Number of instances of the target that the exporter polls.",
                    (target, output) -> output.add(target.instances())));

    static final EntityLevel<Target> LEVEL = new EntityLevel<>(
            snapshot -> EntityLevel.ungrouped(snapshot.targets()),
            (labels, target) -> labels.appendLabel("target", target.name()),
            ALL);

    private TargetFamilies() {}
}
