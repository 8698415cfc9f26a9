package io.smartconnect.exporter.web.page;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.web.api.TaskApi;
import io.smartconnect.exporter.web.api.TaskSelection;
import io.smartconnect.exporter.web.api.TaskSummary;
import io.smartconnect.exporter.web.html.Html;
import io.smartconnect.exporter.web.html.LinkTemplate;
import io.smartconnect.exporter.web.html.PageLanguage;
import io.smartconnect.exporter.web.html.PageWords;
import io.smartconnect.exporter.web.html.Severity;
import io.smartconnect.exporter.web.html.SharedPageText;
import io.smartconnect.exporter.web.http.AcceptHeader;
import io.smartconnect.exporter.web.http.EntityTag;
import io.smartconnect.exporter.web.http.HttpAnswer;
import io.smartconnect.exporter.web.http.PageTags;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.smartconnect.exporter.web.http.UrlPaths;
import io.smartconnect.exporter.web.page.link.ExternalLinks;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The endpoints of the status page and of the pages of tasks. They run on workers. */
public final class Pages {

    private final ServerInputs inputs;
    private final PageLayout layout;
    private final PageTags tags = new PageTags();

    /** Pages about the snapshot of {@code inputs}, with links to {@code telemetryPath}. */
    public Pages(ServerInputs inputs, String telemetryPath) {
        this.inputs = inputs;
        this.layout = new PageLayout(inputs.version(), telemetryPath);
    }

    /** The status page. */
    public Future<HttpAnswer> overview(RoutingContext context) {
        TaskFilter filter = TaskFilter.of(context.queryParams());
        return onWorker(context, (snapshot, request) -> overview(snapshot, filter, request));
    }

    /** The page of one task, selected as by {@link TaskApi#show}. */
    public Future<HttpAnswer> task(RoutingContext context) {
        String id = context.pathParam(TaskApi.TASK_ID);
        Optional<String> instanceId = Optional.ofNullable(context.queryParams().get(TaskApi.INSTANCE_ID));
        int from = TaskFilter.from(context.queryParams());
        TaskSelection selection = new TaskSelection(instanceId, Optional.of(id), Optional.empty(), Optional.empty());
        return onWorker(context, (snapshot, request) -> {
            List<TaskSummary> tasks = selection.from(snapshot);
            return switch (tasks.size()) {
                case 0 -> missing(id, snapshot.standby(), request.language().words());
                case 1 -> task(tasks.get(0), from, request);
                default -> choice(tasks, request.language().words());
            };
        });
    }

    static PageLayout.PageContent overview(Snapshot snapshot, TaskFilter filter, PageLayout.PageView request) {
        List<TaskSummary> tasks = TaskSelection.ALL.from(snapshot);
        ProblemSummary verdict =
                ProblemSummary.of(snapshot, tasks, request.language().words());
        return new PageLayout.PageContent(
                200,
                PageLayout.HERE,
                verdict.sentences().get(0),
                verdict.level(),
                html -> new OverviewPage(html, snapshot, request).write(verdict, tasks, filter));
    }

    static PageLayout.PageContent task(TaskSummary task, int from, PageLayout.PageView request) {
        return new PageLayout.PageContent(
                200,
                PageLayout.ABOVE,
                task.title() + " "
                        + request.language().words().text(task.health().label()),
                TaskTrouble.severity(task),
                html -> new TaskPage(html, task, request).write(from));
    }

    static PageLayout.PageContent missing(String id, Optional<Standby> standby, PageWords words) {
        Severity level = standby.isPresent() ? Severity.WAITING : Severity.BAD;
        List<String> why = standby.map(present -> ProblemSummary.standby(words, present))
                .orElseGet(() -> List.of(words.text(
                        "No task has the id {0}. It may be deleted or not polled yet.", SharedPageText.cut(id))));
        return new PageLayout.PageContent(404, PageLayout.ABOVE, words.text("No such task"), level, html -> {
            heading(html, words.text("No such task"));
            PageLayout.news(html, level, why);
            html.open("p")
                    .element("a", words.text("All tasks"), "href", PageLayout.ABOVE + "/")
                    .close();
        });
    }

    static PageLayout.PageContent choice(List<TaskSummary> tasks, PageWords words) {
        return new PageLayout.PageContent(409, PageLayout.ABOVE, words.text("Which task?"), Severity.WAITING, html -> {
            heading(html, words.text("Which task?"));
            PageLayout.news(html, Severity.WAITING, List.of(words.text("Several instances have a task with this id.")));
            html.open("ul", "class", "choice");
            tasks.forEach(task -> html.open("li")
                    .element(
                            "a",
                            task.title(),
                            "href",
                            task.linkUnder(PageLayout.ABOVE + UrlPaths.PAGES).toString())
                    .text(" "
                            + words.text(
                                    "of instance {0}",
                                    SharedPageText.cut(task.instance().name())) + " ")
                    .element("code", SharedPageText.cut(task.instance().id()))
                    .close());
            html.close();
        });
    }

    private static void heading(Html html, String text) {
        html.element("h1", text);
    }

    /** Renders a page on a worker, unless the client already has it. */
    private Future<HttpAnswer> onWorker(
            RoutingContext context, BiFunction<Snapshot, PageLayout.PageView, PageLayout.PageContent> maker) {
        Snapshot snapshot = inputs.snapshot().get();
        List<LinkTemplate> links = inputs.links().get();
        Instant asOf = PageTags.asOf(snapshot, inputs.clock().instant());
        PageLanguage language = PageLanguage.of(
                AcceptHeader.languages(context.request().headers().getAll("Accept-Language")));
        EntityTag tag = tags.of(snapshot, links, asOf, context.request()).in(language.tag());
        if (tag.isKnownTo(context.request())) {
            return Future.succeededFuture(tag.notModified(layout.headers()));
        }
        boolean gzip = AcceptHeader.gzip(context.request().headers().getAll("Accept-Encoding"));
        PageLayout.PageView request = new PageLayout.PageView(language, new ExternalLinks(links), asOf, gzip);
        return context.vertx()
                .executeBlocking(() -> layout.answer(maker.apply(snapshot, request), request), false)
                .map(answer -> answer.status() == 200 ? answer.with("ETag", tag.toString()) : answer);
    }
}
