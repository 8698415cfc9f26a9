package io.smartconnect.exporter.metrics.catalogue;

import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.counter;
import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.failures;
import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.gauge;

import io.smartconnect.exporter.metrics.catalogue.MetricFamily.SampleOutput;
import io.smartconnect.exporter.snapshot.BudgetUse;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.SourceStatus;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.task.LagSource;
import java.util.List;
import java.util.function.BiConsumer;

/** The families of a target. */
final class TargetMetricFamilies {

    static final List<MetricFamily<Target>> ALL = List.of(
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
                    (target, output) -> output.add(target.instances())),
            gauge(
                    "smartconnect_exporter_api_budget_used_ratio",
                    "Requests per second to DMS for Kafka that the polls of the target need, divided by those allowed; absent before the first poll. Cloud Eye has a limit of its own.",
                    (target, output) -> target.budget().map(BudgetUse::ratio).ifPresent(output::add)),
            gauge(
                    "smartconnect_exporter_detail_interval_seconds",
                    "Time between two readings of the offsets of a task that is not in trouble; longer than the poll interval if the request rate is too low; absent before the first poll, and if the rate leaves nothing for them.",
                    (target, output) -> target.budget()
                            .flatMap(BudgetUse::detailInterval)
                            .ifPresent(interval -> output.add(interval.toMillis() / 1e3))),
            gauge(
                    "smartconnect_lag_source_up",
                    "1 if the last request to the source of lag succeeded, else 0; absent before the first request.",
                    "source",
                    TargetMetricFamilies::sourceUp),
            counter(
                    "smartconnect_lag_source_failures_total",
                    "Failed requests to a source of lag, by reason.",
                    List.of("source", "reason"),
                    TargetMetricFamilies::sourceFailures));

    static final EntityMetricFamilies<Target> LEVEL = new EntityMetricFamilies<>(
            plan -> EntityMetricFamilies.ungrouped(plan.targets()),
            (labels, target) -> labels.appendLabel("target", target.name()),
            ALL);

    private TargetMetricFamilies() {}

    private static void sourceUp(Target target, SampleOutput output) {
        eachSource(target, (source, status) -> status.up().ifPresent(up -> output.add(up ? 1 : 0, source.label())));
    }

    private static void sourceFailures(Target target, SampleOutput output) {
        eachSource(target, (source, status) -> {
            for (FailureReason reason : FailureReason.values()) {
                output.add(status.failures().count(reason), source.label(), reason.label());
            }
        });
    }

    private static void eachSource(Target target, BiConsumer<LagSource, SourceStatus> action) {
        for (LagSource source : LagSource.values()) {
            SourceStatus status = target.lagSources().get(source);
            if (status != null) {
                action.accept(source, status);
            }
        }
    }
}
