package io.smartconnect.exporter.web.page;

import static java.util.stream.Collectors.joining;

import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.web.api.TaskSummary;
import io.smartconnect.exporter.web.html.Html;
import io.smartconnect.exporter.web.html.HtmlTable;
import io.smartconnect.exporter.web.html.Severity;
import io.smartconnect.exporter.web.html.SharedPageText;
import io.smartconnect.exporter.web.http.UrlPaths;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/** The tasks, worst first, and the form that filters them. */
final class TaskTable {

    /** Tasks of one page; drawing their lines takes the longest. */
    private static final int LENGTH = 100;

    private static final String HEADING = "tasks";

    private final Html html;
    private final List<TaskSummary> tasks;
    private final Map<Health, Long> counts;
    private final TaskFilter filter;
    private final Instant now;

    /** A table of the tasks that match the filter; {@code counts} are those of all tasks by health. */
    TaskTable(Html html, List<TaskSummary> tasks, Map<Health, Long> counts, TaskFilter filter, Instant now) {
        this.html = html;
        this.tasks = tasks;
        this.counts = counts;
        this.filter = filter;
        this.now = now;
    }

    void write() {
        List<TaskSummary> wanted = filter.of(tasks);
        html.open("section", "aria-labelledby", HEADING);
        html.open("h2", "id", HEADING)
                .text("Tasks ")
                .element("span", share(wanted.size()))
                .close();
        form();
        if (wanted.isEmpty()) {
            html.element("p", tasks.isEmpty() ? "No tasks known yet." : "No task matches the filter.", "class", "note");
        } else {
            table(wanted);
        }
        html.close();
    }

    private String share(int matching) {
        String all = HumanReadable.number(tasks.size());
        return filter.isOpen() ? all : HumanReadable.number(matching) + " of " + all;
    }

    private void form() {
        html.open("form", "role", "search", "class", "filter");
        html.open("label").text("Text ");
        html.empty(
                "input",
                "type",
                "search",
                "name",
                TaskFilter.TEXT,
                "value",
                filter.text(),
                "placeholder",
                "task, instance, topic, reason",
                "autocomplete",
                "off");
        html.close();
        html.open("label").text("Health ").open("select", "name", TaskFilter.HEALTH);
        option("", "any", filter.health().isEmpty());
        List<Health> worstFirst = Arrays.asList(Health.values());
        Collections.reverse(worstFirst);
        worstFirst.forEach(health -> option(
                health.label(),
                health.label() + " (" + counts.getOrDefault(health, 0L) + ")",
                filter.health().equals(Optional.of(health))));
        html.close().close();
        html.element("button", "Filter");
        if (!filter.isOpen()) {
            html.element("a", "Show all", "href", "./");
        }
        html.close();
    }

    private void option(String value, String text, boolean selected) {
        if (selected) {
            html.element("option", text, "value", value, "selected", "");
        } else {
            html.element("option", text, "value", value);
        }
    }

    private void table(List<TaskSummary> wanted) {
        PageLinks paging = PageLinks.of(filter.from(), LENGTH, wanted.size());
        HtmlTable table =
                HtmlTable.begin(html, HEADING, "Task", "Health", "Reason", "Lag", "Margin", "Recent lag", "Data age");
        paging.part(wanted).forEach(task -> row(table, task));
        table.end();
        paging.write(html, "tasks", filter::link);
    }

    private void row(HtmlTable table, TaskSummary summary) {
        Optional<TaskProgress> progress = summary.task().progress();
        InstanceInfo instance = summary.instance();
        String key = instance.id() + " " + summary.task().id();
        table.row(Severity.of(summary.health()), key, () -> {
            table.name(() -> {
                html.element(
                        "a",
                        summary.title(),
                        "href",
                        summary.linkUnder(PageLayout.HERE + UrlPaths.PAGES).toString());
                html.element("small", SharedPageText.cut(instance.name().isEmpty() ? instance.id() : instance.name()));
            });
            table.state(summary.health().label(), summary.task().status().orElse("no status"));
            table.cell(SharedPageText.reason(progress.map(TaskProgress::judgement)));
            table.cell(
                    summary.lagMessages().map(HumanReadable::number).orElse(SharedPageText.UNKNOWN),
                    summary.lagTime().isEmpty() ? "" : "lag time " + SharedPageText.lagTime(summary.lagTime()));
            table.margin(
                    summary.retention().marginSeconds(),
                    SharedPageText.lost(summary.retention().expiredMessages()));
            line(table, summary, summary.rates());
            String source = summary.lagSource().map(LagSource::title).orElse("");
            table.age(summary.asOf(), now, source);
        });
    }

    private void line(HtmlTable table, TaskSummary summary, TransferRates rates) {
        LagChart line = LagChart.of(summary.task().topics().orElse(List.of()));
        table.cell(() -> {
            if (line.isVisible()) {
                line.draw(html, 120, 28);
            }
            String speed = Stream.of(
                            text("in ", rates.producedPerSecond(), HumanReadable::rate),
                            text("out ", rates.transferredPerSecond(), HumanReadable::rate),
                            text("delay ", summary.delaySeconds(), HumanReadable::duration))
                    .flatMap(Optional::stream)
                    .collect(joining(", "));
            if (!speed.isEmpty()) {
                html.element("small", speed);
            }
        });
    }

    private static Optional<String> text(String name, OptionalDouble number, DoubleFunction<String> format) {
        return number.isPresent() ? Optional.of(name + format.apply(number.getAsDouble())) : Optional.empty();
    }
}
