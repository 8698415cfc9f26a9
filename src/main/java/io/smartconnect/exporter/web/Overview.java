package io.smartconnect.exporter.web;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.smartconnect.exporter.snapshot.Api;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Limits;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One snapshot in HTML: a verdict, the targets, the instances, the tasks by status; what is down comes first. */
final class Overview {

    private static final int MAX_ROWS = 200;
    private static final int MAX_STATUSES = 20;
    private static final int MAX_CHARACTERS = 300;

    private final Html html;
    private final Snapshot snapshot;
    private final Instant now;

    Overview(Html html, Snapshot snapshot, Instant now) {
        this.html = html;
        this.snapshot = snapshot;
        this.now = now;
    }

    void write() {
        verdict();
        targets();
        instances();
        tasks();
    }

    private void verdict() {
        Verdict verdict = Verdict.of(snapshot);
        html.element("p", verdict.text(), "class", "verdict " + verdict.health());
    }

    private void targets() {
        List<Target> targets = snapshot.targets().stream()
                .sorted(comparing(target -> urgency(target.up())))
                .toList();
        table("Targets", targets.size(), "Target", "State", "Instances", "Last success");
        targets.stream().limit(MAX_ROWS).forEach(this::target);
        endTable("targets", targets.size(), MAX_ROWS);
    }

    private void target(Target target) {
        row(target.up());
        name(target.name(), target.endpoint());
        state(target.up());
        cell("Instances", Integer.toString(target.instances()));
        age("Last success", target.lastSuccess());
        html.close();
        error(target.lastError(), 4);
    }

    private void instances() {
        List<Instance> instances = snapshot.instances().stream()
                .sorted(comparing(instance -> urgency(instance.up())))
                .toList();
        table("Instances", instances.size(), "Instance", "State", "Target", "Data from", "Tasks", "Quota");
        instances.stream().limit(MAX_ROWS).forEach(this::instance);
        endTable("instances", instances.size(), MAX_ROWS);
    }

    private void instance(Instance instance) {
        row(instance.up());
        name(instance.info().name(), instance.info().id());
        state(instance.up());
        cell("Target", instance.info().target());
        age("Data from", instance.lastSuccess());
        cell("Tasks", instance.complete() ? Integer.toString(instance.tasks().size()) : "unknown");
        quotas(instance.limits());
        html.close();
        error(instance.lastError(), 6);
    }

    private void tasks() {
        Map<String, Long> counts = snapshot.instances().stream()
                .flatMap(instance -> instance.tasks().stream())
                .collect(groupingBy(task -> task.status().orElse("no status"), counting()));
        table(
                "Tasks by status",
                counts.values().stream().mapToLong(Long::longValue).sum(),
                "Status",
                "Tasks");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_STATUSES)
                .forEach(count -> status(count.getKey(), count.getValue()));
        endTable("task statuses", counts.size(), MAX_STATUSES);
    }

    private void status(String status, long tasks) {
        html.open("tr").element("th", cut(status), "scope", "row");
        cell("Tasks", Long.toString(tasks));
        html.close();
    }

    private void table(String caption, long size, String... columns) {
        html.open("section").open("table");
        html.open("caption")
                .text(caption + " ")
                .element("span", Long.toString(size))
                .close();
        html.open("thead").open("tr");
        for (String column : columns) {
            html.element("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
    }

    private void endTable(String things, int size, int limit) {
        html.close().close();
        if (size == 0) {
            html.element("p", "No " + things + " known yet.", "class", "note");
        } else if (size > limit) {
            html.element("p", "and " + (size - limit) + " more " + things, "class", "note");
        }
        html.close();
    }

    private void row(Optional<Boolean> up) {
        html.open("tr", "class", word(up));
    }

    private void name(String name, String detail) {
        html.open("th", "scope", "row").element("span", name.isEmpty() ? "unnamed" : cut(name));
        html.element("code", cut(detail)).close();
    }

    private void state(Optional<Boolean> up) {
        html.open("td", "data-label", "State")
                .element("span", word(up), "class", "state")
                .close();
    }

    private void cell(String label, String text) {
        html.element("td", cut(text), "data-label", label);
    }

    private void age(String label, Optional<Instant> time) {
        html.open("td", "data-label", label);
        time.ifPresentOrElse(this::age, () -> html.text("never"));
        html.close();
    }

    private void age(Instant time) {
        html.element(
                "time", Ago.words(Duration.between(time, now)), "datetime", time.toString(), "title", time.toString());
    }

    private void error(Optional<String> error, int columns) {
        error.ifPresent(text -> html.open("tr", "class", "error")
                .element("td", cut(text), "colspan", Integer.toString(columns))
                .close());
    }

    private void quotas(Map<Api, Limits> limits) {
        html.open("td", "data-label", "Quota").open("div", "class", "quotas");
        for (Api api : Api.values()) {
            Optional.ofNullable(limits.get(api)).ifPresent(numbers -> quota(api, numbers));
        }
        html.close().close();
    }

    private void quota(Api api, Limits limits) {
        OptionalLong most = limits.max().isPresent() ? limits.max() : limits.quota();
        if (limits.reported().isEmpty() || most.isEmpty()) {
            return;
        }
        String used = limits.reported().getAsLong() + " of " + most.getAsLong();
        html.open("div").element("span", api == Api.DUMP ? "Dump" : "Smart Connect");
        html.element("meter", used, meter(limits.reported().getAsLong(), most.getAsLong()));
        html.text(" " + used).close();
    }

    /** The last tenth of a quota counts as high. */
    private static String[] meter(long used, long most) {
        String high = Long.toString(most - most / 10 - Math.min(1, most % 10));
        return new String[] {
            "min", "0", "max", Long.toString(most), "high", high, "optimum", "0", "value", Long.toString(used)
        };
    }

    private static int urgency(Optional<Boolean> up) {
        return up.map(isUp -> isUp ? 2 : 0).orElse(1);
    }

    private static String word(Optional<Boolean> up) {
        return up.map(isUp -> isUp ? "up" : "down").orElse("waiting");
    }

    private static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= MAX_CHARACTERS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS)) + "…";
    }
}
