package io.smartconnect.exporter.web.page;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.TaskQuota;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.web.api.TaskSummary;
import io.smartconnect.exporter.web.html.Html;
import io.smartconnect.exporter.web.html.HtmlTable;
import io.smartconnect.exporter.web.html.Severity;
import io.smartconnect.exporter.web.html.SharedPageText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The status page: current problems, then tasks, targets and instances, each worst first. */
final class OverviewPage {

    private static final int MAX_ROWS = 200;

    private final Html html;
    private final Snapshot snapshot;
    private final PageLayout.PageView request;
    private final Instant now;

    OverviewPage(Html html, Snapshot snapshot, PageLayout.PageView request) {
        this.html = html;
        this.snapshot = snapshot;
        this.request = request;
        this.now = request.asOf();
    }

    void write(ProblemSummary verdict, List<TaskSummary> tasks, TaskFilter filter) {
        verdict(verdict);
        if (snapshot.standby().isPresent()) {
            return;
        }
        new TaskTable(html, tasks, verdict.tasks(), filter, request).write();
        List<Target> targets = wanted(snapshot.targets(), TargetTable::severity, filter);
        begin("Targets", targets.size(), snapshot.targets().size());
        new TargetTable(html, now).write(targets, MAX_ROWS);
        end("targets", targets.size(), snapshot.targets().size());
        instances(filter);
    }

    private void verdict(ProblemSummary verdict) {
        PageLayout.news(html, verdict.level(), verdict.sentences());
        html.open("ul", "class", "counts", "aria-label", html.word("Tasks by health"));
        verdict.tasks()
                .forEach((health, count) -> html.open(
                                "li", "class", Severity.of(health).label())
                        .open("a", "href", filter(health))
                        .element("b", HumanReadable.number(count))
                        .text(" " + html.word(health.label()))
                        .close()
                        .close());
        html.close();
    }

    private static String filter(Health health) {
        return new TaskFilter("", Optional.of(health), false, TaskOrder.WORST_FIRST, 0).link(0);
    }

    /** Those that the filter leaves, worst first. */
    private static <T> List<T> wanted(List<T> all, Function<T, Severity> severity, TaskFilter filter) {
        return all.stream()
                .filter(each -> !filter.onlyTrouble() || severity.apply(each).compareTo(Severity.WARN) >= 0)
                .sorted(comparing(severity, reverseOrder()))
                .toList();
    }

    private void instances(TaskFilter filter) {
        int all = snapshot.instances().size();
        List<Instance> instances = wanted(snapshot.instances(), instance -> Severity.of(instance.up()), filter);
        begin("Instances", instances.size(), all);
        HtmlTable table =
                HtmlTable.begin(html, "instances", "Instance", "State", "Target", "Data age", "Tasks", "Quota");
        instances.stream().limit(MAX_ROWS).forEach(instance -> instance(table, instance));
        table.end();
        end("instances", instances.size(), all);
    }

    private void instance(HtmlTable table, Instance instance) {
        InstanceInfo info = instance.info();
        table.row(Severity.of(instance.up()), info.id(), () -> {
            table.name(() -> {
                table.named(info.name().isEmpty() ? html.word("unnamed") : info.name(), info.id());
                request.links().of(html, info);
            });
            table.state(Severity.of(instance.up()), html.word(word(instance.up())), "");
            table.cell(info.target());
            table.age(instance.lastSuccess(), now);
            table.cell(
                    instance.complete()
                            ? Integer.toString(instance.tasks().size())
                            : html.word(SharedPageText.UNKNOWN));
            table.cell(() -> quotas(instance.quotas()));
        });
        error(table, info.id(), instance.lastError().map(PollError::text));
    }

    private void begin(String title, int size, int all) {
        String id = title.toLowerCase(Locale.ROOT);
        html.open("section", "aria-labelledby", id);
        html.open("h2", "id", id)
                .text(html.word(title) + " ")
                .element("span", html.words().share(size, all))
                .close();
    }

    private void end(String things, int size, int all) {
        if (size == 0) {
            html.element("p", html.word(all == 0 ? "No " + things + " known yet." : "No trouble."), "class", "note");
        } else if (size > MAX_ROWS) {
            html.element("p", html.words().text("and {0} more " + things, size - MAX_ROWS), "class", "note");
        }
        html.close();
    }

    private void error(HtmlTable table, String key, Optional<String> error) {
        error.ifPresent(text -> table.more("error", key, () -> html.text(SharedPageText.cut(text))));
    }

    private void quotas(Map<ApiFamily, TaskQuota> limits) {
        html.open("div", "class", "quotas");
        for (ApiFamily api : ApiFamily.values()) {
            Optional.ofNullable(limits.get(api)).ifPresent(numbers -> quota(api, numbers));
        }
        html.close();
    }

    private void quota(ApiFamily api, TaskQuota limits) {
        OptionalLong most = limits.limit();
        if (limits.reported().isEmpty() || most.isEmpty()) {
            return;
        }
        String name = html.word(api == ApiFamily.DUMP ? "Dump" : "Smart Connect");
        long used = limits.reported().getAsLong();
        String words = html.words().text("{0} of {1}", used, most.getAsLong());
        html.open("div").element("span", name);
        html.element("meter", words, meter(html.words().text("{0} tasks", name), used, most.getAsLong()));
        html.text(" " + words).close();
    }

    /** The last tenth of a quota counts as high. */
    private static String[] meter(String name, long used, long most) {
        String high = Long.toString(most - most / 10 - Math.min(1, most % 10));
        return new String[] {
            "aria-label",
            name,
            "min",
            "0",
            "max",
            Long.toString(most),
            "high",
            high,
            "optimum",
            "0",
            "value",
            Long.toString(used)
        };
    }

    /** The state of a target or instance, by the success of its last poll. */
    static String word(Optional<Boolean> up) {
        return up.map(isUp -> isUp ? "up" : "down").orElse("waiting");
    }
}
