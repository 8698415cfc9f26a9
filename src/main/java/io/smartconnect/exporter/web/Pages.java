package io.smartconnect.exporter.web;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Answers with pages for people, on workers: the status page, and a page for each task. */
final class Pages {

    private final Sources sources;
    private final Frame frame;

    Pages(Sources sources, String telemetryPath) {
        this.sources = sources;
        this.frame = new Frame(sources.version(), telemetryPath);
    }

    /** What is wrong now, and everything else that is polled. */
    Future<Answer> overview(RoutingContext context) {
        TaskFilter filter = TaskFilter.of(context.queryParams());
        return onWorker(context, (snapshot, now) -> overview(snapshot, filter, now));
    }

    /** One task, as {@link TaskApi#show} chooses it. */
    Future<Answer> task(RoutingContext context) {
        String id = context.pathParam(TaskApi.TASK_ID);
        Optional<String> instanceId = Optional.ofNullable(context.queryParams().get(TaskApi.INSTANCE_ID));
        int from = TaskFilter.from(context.queryParams());
        TaskSelection selection = new TaskSelection(instanceId, Optional.of(id), Optional.empty(), Optional.empty());
        return onWorker(context, (snapshot, now) -> {
            List<TaskSummary> tasks = selection.from(snapshot);
            return switch (tasks.size()) {
                case 0 -> missing(id);
                case 1 -> task(tasks.get(0), from, now);
                default -> choice(tasks);
            };
        });
    }

    static Frame.Page overview(Snapshot snapshot, TaskFilter filter, Instant now) {
        List<TaskSummary> tasks = TaskSelection.ALL.from(snapshot);
        Verdict verdict = Verdict.of(snapshot, tasks);
        return new Frame.Page(
                200,
                Frame.HERE,
                verdict.sentences().get(0),
                verdict.level(),
                html -> new Overview(html, snapshot, now).write(verdict, tasks, filter));
    }

    static Frame.Page task(TaskSummary task, int from, Instant now) {
        return new Frame.Page(
                200,
                Frame.ABOVE,
                task.title() + " " + task.health().label(),
                Level.of(task.health()),
                html -> new TaskView(html, task, now).write(from));
    }

    private static Frame.Page missing(String id) {
        return new Frame.Page(404, Frame.ABOVE, "No such task", Level.BAD, html -> {
            heading(html, "No such task");
            String why =
                    "No task has the id " + Words.cut(id) + " now. It may have been deleted, or not been polled yet.";
            Frame.news(html, Level.BAD, List.of(why));
            html.open("p").element("a", "All tasks", "href", Frame.ABOVE + "/").close();
        });
    }

    private static Frame.Page choice(List<TaskSummary> tasks) {
        return new Frame.Page(409, Frame.ABOVE, "Which task?", Level.WAITING, html -> {
            heading(html, "Which task?");
            Frame.news(html, Level.WAITING, List.of("Several instances have a task with this id."));
            html.open("ul", "class", "choice");
            tasks.forEach(task -> html.open("li")
                    .element(
                            "a",
                            task.title(),
                            "href",
                            task.linkUnder(Frame.ABOVE + Routes.PAGES).toString())
                    .text(" of instance " + Words.cut(task.instance().name()) + " ")
                    .element("code", Words.cut(task.instance().id()))
                    .close());
            html.close();
        });
    }

    private static void heading(Html html, String text) {
        html.element("h1", text);
    }

    private Future<Answer> onWorker(RoutingContext context, BiFunction<Snapshot, Instant, Frame.Page> maker) {
        Snapshot snapshot = sources.snapshot().get();
        Instant now = sources.clock().instant();
        boolean gzip = Accept.gzip(context.request().headers().getAll("Accept-Encoding"));
        return context.vertx().executeBlocking(() -> frame.answer(maker.apply(snapshot, now), now, gzip), false);
    }
}
