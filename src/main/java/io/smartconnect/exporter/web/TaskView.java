package io.smartconnect.exporter.web;

import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.Movement;
import io.smartconnect.exporter.snapshot.Rates;
import io.smartconnect.exporter.snapshot.Task;
import io.smartconnect.exporter.snapshot.TaskInfo;
import io.smartconnect.exporter.snapshot.TaskProgress;
import io.smartconnect.exporter.snapshot.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The page of one task: how it does and why, its lag lately, its facts, its partitions. */
final class TaskView {

    private final Html html;
    private final TaskSummary summary;
    private final Task task;
    private final Instant now;

    TaskView(Html html, TaskSummary summary, Instant now) {
        this.html = html;
        this.summary = summary;
        this.task = summary.task();
        this.now = now;
    }

    /** Writes it, without as many of the worst partitions as {@code from} says. */
    void write(int from) {
        html.element("h1", summary.title());
        news();
        task.topics().ifPresent(this::line);
        facts();
        task.topics().ifPresent(topics -> new PartitionTable(html, topics).write(from, this::partitions));
    }

    private void news() {
        String reason = Words.reason(task.progress().map(TaskProgress::judgement));
        String health = summary.health().label();
        Frame.news(html, Level.of(summary.health()), List.of(health, reason));
    }

    private void line(List<Topic> topics) {
        LagLine line = LagLine.of(topics);
        if (!line.isVisible()) {
            return;
        }
        html.open("figure", "class", "lag");
        html.element("p", "Messages that waited, at most " + LagLine.rounded(line.most()));
        line.draw(html, 800, 160);
        html.open("figcaption");
        time(line.first());
        time(line.last());
        html.close().close();
    }

    private void time(long millis) {
        html.element("span", PartitionTable.clock(millis) + " UTC");
    }

    private void facts() {
        html.open("section", "aria-labelledby", "facts").element("h2", "Facts", "id", "facts");
        html.open("dl");
        fact("Status", optional(task.status()));
        fact(
                "Lag",
                summary.lagMessages()
                        .map(Words::number)
                        .map(lag -> lag + " messages")
                        .orElse(Words.UNKNOWN));
        fact("Oldest message waits", Words.age(summary.age()));
        task.progress().ifPresent(this::progress);
        where();
        what(task.info());
        html.close();
        html.open("p", "class", "note")
                .element(
                        "a",
                        "This task as JSON",
                        "href",
                        summary.linkUnder(Frame.ABOVE + Routes.TASKS).toString());
        html.close().close();
    }

    private void progress(TaskProgress progress) {
        rates(progress.rates());
        progress.movement().ifPresent(this::movement);
        fact("Changes of status", Words.number(progress.statusChanges()));
        fact("Changes of configuration", Words.number(progress.configChanges()));
        html.open("div").element("dt", "As of").open("dd");
        Table.age(html, progress.asOf(), now);
        html.close().close();
    }

    private void rates(Rates rates) {
        rate("Produced", rates.producedPerSecond());
        rate("Transferred", rates.transferredPerSecond());
        rates.catchUpSeconds().ifPresent(seconds -> fact("Caught up in", Words.seconds(seconds)));
    }

    private void rate(String name, OptionalDouble rate) {
        fact(name, rate.isPresent() ? Words.rate(rate) : "");
    }

    private void movement(Movement movement) {
        fact("Produced since first seen", Words.count(movement.producedMessages(), "message"));
        fact("Transferred since first seen", Words.count(movement.transferredMessages(), "message"));
        fact("Rewinds since first seen", Words.number(movement.rewinds()));
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
                "Delivers every",
                optional(task.deliverIntervalSeconds().stream()
                        .mapToObj(Words::seconds)
                        .findFirst()));
        fact("Workers", optional(task.workers().stream().mapToObj(Words::number).findFirst()));
        fact("Created", optional(task.created().map(Instant::toString)));
    }

    private static String optional(Optional<String> fact) {
        return fact.orElse("");
    }

    /** A fact that is known. */
    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            html.open("div").element("dt", name).element("dd", Words.cut(value)).close();
        }
    }

    private String partitions(int from) {
        return summary.linkUnder(Frame.ABOVE + Routes.PAGES)
                .with(TaskFilter.FROM, from == 0 ? "" : Integer.toString(from))
                .toString();
    }
}
