package io.smartconnect.exporter.web.page;

import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.progress.LagHistory;
import io.smartconnect.exporter.snapshot.task.CloudEyeReading;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.OffsetCounters;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.web.api.TaskSummary;
import io.smartconnect.exporter.web.html.Html;
import io.smartconnect.exporter.web.html.HtmlTable;
import io.smartconnect.exporter.web.html.SharedPageText;
import io.smartconnect.exporter.web.http.UrlPaths;
import io.smartconnect.exporter.web.page.chart.LagChart;
import io.smartconnect.exporter.web.page.chart.LagDiagram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The page of one task: its health, lag chart, facts and partitions. */
final class TaskPage {

    private final Html html;
    private final TaskSummary summary;
    private final Task task;
    private final PageLayout.PageView request;

    TaskPage(Html html, TaskSummary summary, PageLayout.PageView request) {
        this.html = html;
        this.summary = summary;
        this.task = summary.task();
        this.request = request;
    }

    /** Writes the page, with the partitions from index {@code from} on. */
    void write(int from) {
        html.element("h1", summary.title());
        news();
        request.links().ofBoth(html, summary);
        chart();
        facts();
        task.topics().ifPresent(topics -> new PartitionTable(html, topics).write(from, this::partitions));
    }

    private void news() {
        String reason = SharedPageText.reason(html.words(), task.progress().map(TaskProgress::judgement));
        String health = html.word(summary.health().label());
        List<String> sentences = new ArrayList<>(List.of(health, reason));
        Optional<String> risk =
                SharedPageText.risk(html.words(), summary.retention().marginSeconds());
        risk.ifPresent(sentences::add);
        PageLayout.news(html, TaskTrouble.severity(summary), sentences);
    }

    private void chart() {
        LagChart window = LagChart.of(task.topics().orElse(List.of()));
        LagChart whole =
                window.after(task.progress().map(TaskProgress::lagHistory).orElse(LagHistory.NONE));
        if (!whole.isVisible()) {
            return;
        }
        html.open("figure", "class", "lag");
        html.element(
                "figcaption",
                html.words().text("Lag in messages, at most {0}; times in UTC", LagChart.rounded(whole.most())));
        new LagDiagram(html, whole).draw();
        html.close();
    }

    private void facts() {
        html.open("section", "aria-labelledby", "facts").element("h2", html.word("Facts"), "id", "facts");
        html.open("dl");
        fact("Status", optional(task.status()));
        fact(
                "Lag",
                summary.lagMessages()
                        .map(HumanReadable::number)
                        .map(lag -> html.words().text("{0} messages", lag))
                        .orElseGet(() -> html.word(SharedPageText.UNKNOWN)));
        fact("Lag time", SharedPageText.lagTime(html.words(), summary.lagTime()));
        source();
        retention(summary.retention());
        task.progress().ifPresent(this::progress);
        where();
        what(task.info());
        html.close();
        html.open("p", "class", "note")
                .element(
                        "a",
                        html.word("This task as JSON"),
                        "href",
                        summary.linkUnder(PageLayout.ABOVE + UrlPaths.TASKS).toString());
        html.close().close();
    }

    private void source() {
        fact("Source of lag", optional(summary.lagSource().map(LagSource::title).map(html::word)));
        duration("Delay", summary.delaySeconds());
        fact(
                "Status in Cloud Eye",
                optional(task.cloudEye()
                        .flatMap(CloudEyeReading::isNormal)
                        .map(isNormal -> html.word(isNormal ? "normal" : "abnormal"))));
    }

    private void retention(RetentionRisk risk) {
        duration("Retention margin", risk.marginSeconds());
        risk.expiredMessages()
                .ifPresent(lost -> fact("Lost since first seen", html.words().count(lost, "message")));
    }

    private void duration(String name, OptionalDouble seconds) {
        seconds.ifPresent(known -> fact(name, HumanReadable.duration(known)));
    }

    private void progress(TaskProgress progress) {
        rates(summary.rates());
        progress.offsetCounters().ifPresent(this::movement);
        fact("Changes of status", HumanReadable.number(progress.statusChanges()));
        fact("Changes of configuration", HumanReadable.number(progress.configChanges()));
        html.open("div").element("dt", html.word("Data age")).open("dd");
        HtmlTable.age(html, summary.asOf().orElse(progress.asOf()), request.asOf());
        html.close().close();
    }

    private void rates(TransferRates rates) {
        rate("Produced", rates.producedPerSecond());
        rate("Transferred", rates.transferredPerSecond());
        duration("Catch-up time", rates.catchUpSeconds());
    }

    private void rate(String name, OptionalDouble rate) {
        fact(name, rate.isPresent() ? SharedPageText.rate(html.words(), rate) : "");
    }

    private void movement(OffsetCounters movement) {
        fact("Produced since first seen", html.words().count(movement.producedMessages(), "message"));
        fact("Transferred since first seen", html.words().count(movement.transferredMessages(), "message"));
        fact("Rewinds since first seen", HumanReadable.number(movement.rewinds()));
    }

    private void where() {
        InstanceInfo instance = summary.instance();
        fact("Task id", task.id());
        fact("Instance", instance.name());
        fact("Instance id", instance.id());
        fact("Target", instance.target());
    }

    private void what(TaskInfo info) {
        fact("Kind", summary.kind());
        fact("Topics", summary.topics());
        fact("Source", info.source());
        fact("Destination", info.destination());
        fact("Direction", info.direction());
        fact("Consumer strategy", info.consumerStrategy());
        fact(
                "Deliver interval",
                optional(task.deliverIntervalSeconds().stream()
                        .mapToObj(HumanReadable::duration)
                        .findFirst()));
        fact(
                "Workers",
                optional(task.workers().stream().mapToObj(HumanReadable::number).findFirst()));
        fact("Created", optional(task.created().map(Instant::toString)));
    }

    private static String optional(Optional<String> fact) {
        return fact.orElse("");
    }

    /** Writes a fact, unless it is empty. */
    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            html.open("div")
                    .element("dt", html.word(name))
                    .element("dd", SharedPageText.cut(value))
                    .close();
        }
    }

    private String partitions(int from) {
        return summary.linkUnder(PageLayout.ABOVE + UrlPaths.PAGES)
                .with(TaskFilter.FROM, from == 0 ? "" : Integer.toString(from))
                .toString();
    }
}
