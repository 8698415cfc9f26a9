package io.smartconnect.exporter.web.page;

import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.web.api.TaskSummary;
import io.smartconnect.exporter.web.html.Html;
import io.smartconnect.exporter.web.html.HtmlTable;
import io.smartconnect.exporter.web.html.PageLinks;
import io.smartconnect.exporter.web.html.Severity;
import io.smartconnect.exporter.web.html.SharedPageText;
import io.smartconnect.exporter.web.http.UrlPaths;
import io.smartconnect.exporter.web.page.chart.LagChart;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The tasks, worst first, and the form that filters them. */
final class TaskTable {

    /** Tasks of one page; drawing their lines takes the longest. */
    private static final int LENGTH = 100;

    private static final String HEADING = "tasks";

    private final Html html;
    private final List<TaskSummary> tasks;
    private final Map<Health, Long> counts;
    private final TaskFilter filter;
    private final PageLayout.PageView request;

    /** A table of the tasks that match the filter; {@code counts} are those of all tasks by health. */
    TaskTable(
            Html html,
            List<TaskSummary> tasks,
            Map<Health, Long> counts,
            TaskFilter filter,
            PageLayout.PageView request) {
        this.html = html;
        this.tasks = tasks;
        this.counts = counts;
        this.filter = filter;
        this.request = request;
    }

    void write() {
        List<TaskSummary> wanted = filter.of(tasks);
        html.open("section", "aria-labelledby", HEADING);
        html.open("h2", "id", HEADING)
                .text(html.word("Tasks") + " ")
                .element("span", share(wanted.size()))
                .close();
        form();
        if (wanted.isEmpty()) {
            html.element("p", html.word(whyEmpty()), "class", "note");
        } else {
            table(wanted);
        }
        html.close();
    }

    private String whyEmpty() {
        if (tasks.isEmpty()) {
            return "No tasks known yet.";
        }
        boolean showsAllTrouble = filter.onlyTrouble() && filter.toggled().isOpen();
        return showsAllTrouble ? "No task is in trouble." : "No task matches the filter.";
    }

    private String share(int matching) {
        return filter.isOpen()
                ? HumanReadable.number(tasks.size())
                : html.words().text("{0} of {1}", HumanReadable.number(matching), HumanReadable.number(tasks.size()));
    }

    private void form() {
        html.open("form", "role", "search", "class", "filter");
        textField();
        html.open("label").text(html.word("Health") + " ").open("select", "name", TaskFilter.HEALTH);
        option("", html.word("any"), filter.health().isEmpty());
        List<Health> worstFirst = Arrays.asList(Health.values());
        Collections.reverse(worstFirst);
        worstFirst.forEach(health -> option(
                health.label(),
                html.word(health.label()) + " (" + counts.getOrDefault(health, 0L) + ")",
                filter.health().equals(Optional.of(health))));
        html.close().close();
        filter.hidden().forEach((name, value) -> html.empty("input", "type", "hidden", "name", name, "value", value));
        html.element("button", html.word("Filter"));
        long troubled = tasks.stream().filter(TaskTrouble::of).count();
        String other = filter.onlyTrouble()
                ? html.word("With healthy ones")
                : html.words().text("Only trouble ({0})", HumanReadable.number(troubled));
        html.element("a", other, "href", filter.toggled().link(0), "class", "view");
        if (!filter.isOpen()) {
            html.element("a", html.word("Show all"), "href", "./");
        }
        html.close();
    }

    private void textField() {
        html.open("label").text(html.word("Text") + " ");
        html.empty(
                "input",
                "type",
                "search",
                "name",
                TaskFilter.TEXT,
                "value",
                filter.text(),
                "placeholder",
                html.word("task, instance, topic, reason"),
                "autocomplete",
                "off");
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
        HtmlTable table = HtmlTable.begin(html, HEADING, columns());
        paging.part(wanted).forEach(task -> row(table, task));
        table.end();
        paging.write(html, "tasks", filter::link);
    }

    private List<HtmlTable.Heading> columns() {
        return List.of(
                sorted("Task", TaskOrder.SortColumn.TASK),
                sorted("Health", TaskOrder.SortColumn.HEALTH),
                sorted("Lag", TaskOrder.SortColumn.LAG),
                sorted("Lag time", TaskOrder.SortColumn.LAG_TIME),
                sorted("Margin", TaskOrder.SortColumn.MARGIN),
                sorted("In", TaskOrder.SortColumn.IN),
                sorted("Out", TaskOrder.SortColumn.OUT),
                HtmlTable.Heading.of("Recent lag"),
                sorted("Data age", TaskOrder.SortColumn.DATA_AGE));
    }

    private HtmlTable.Heading sorted(String title, TaskOrder.SortColumn column) {
        TaskOrder order = filter.order();
        return new HtmlTable.Heading(
                title, filter.with(order.after(column)).link(0), order.column() == column ? order.ariaSort() : "");
    }

    private void row(HtmlTable table, TaskSummary summary) {
        InstanceInfo instance = summary.instance();
        String key = instance.id() + " " + summary.task().id();
        Severity level = TaskTrouble.severity(summary);
        table.row(level, key, () -> {
            table.name(() -> {
                html.element(
                        "a",
                        summary.title(),
                        "href",
                        summary.linkUnder(PageLayout.HERE + UrlPaths.PAGES).toString());
                html.element("small", SharedPageText.cut(instance.name().isEmpty() ? instance.id() : instance.name()));
            });
            table.state(
                    Severity.of(summary.health()),
                    html.word(summary.health().label()),
                    summary.task().status().orElseGet(() -> html.word("no status")));
            lag(table, summary);
            rates(table, summary.rates());
            line(table, summary);
            table.age(
                    summary.asOf(),
                    request.asOf(),
                    summary.lagSource().map(LagSource::title).map(html::word).orElse(""));
        });
        boolean isJudged = summary.task().progress().isPresent();
        if (isJudged && (summary.health() != Health.OK || TaskTrouble.isAtRisk(summary))) {
            table.more("why " + level.label(), key, () -> reasons(summary));
        }
    }

    private void lag(HtmlTable table, TaskSummary summary) {
        table.cell(summary.lagMessages().map(HumanReadable::number).orElseGet(() -> html.word(SharedPageText.UNKNOWN)));
        table.cell(
                summary.lagTime().isEmpty() ? "" : SharedPageText.lagTime(html.words(), summary.lagTime()),
                summary.delaySeconds().stream()
                        .mapToObj(delay -> html.words().text("delay {0}", HumanReadable.duration(delay)))
                        .findFirst()
                        .orElse(""));
        table.margin(
                summary.retention().marginSeconds(),
                SharedPageText.lost(html.words(), summary.retention().expiredMessages()));
    }

    private void rates(HtmlTable table, TransferRates rates) {
        table.cell(rate(rates.producedPerSecond()));
        table.cell(rate(rates.transferredPerSecond()));
    }

    private String rate(OptionalDouble rate) {
        return rate.isPresent() ? SharedPageText.rate(html.words(), rate) : "";
    }

    private void line(HtmlTable table, TaskSummary summary) {
        LagChart line = LagChart.of(summary.task().topics().orElse(List.of()));
        table.cell(() -> {
            if (line.isVisible()) {
                line.draw(html, 120, 28);
            }
        });
    }

    /** A healthy task has no reason here: its page has it. */
    private void reasons(TaskSummary summary) {
        if (summary.health() != Health.OK) {
            html.element(
                    "p",
                    SharedPageText.reason(
                            html.words(), summary.task().progress().map(TaskProgress::judgement)));
        }
        SharedPageText.risk(html.words(), summary.retention().marginSeconds())
                .ifPresent(risk -> html.element("p", risk));
        request.links().of(html, summary);
    }
}
