package io.smartconnect.exporter.web;

import io.smartconnect.exporter.web.api.TaskApi;
import io.smartconnect.exporter.web.html.StaticResource;
import io.smartconnect.exporter.web.http.ConcurrencyLimit;
import io.smartconnect.exporter.web.http.ConnectionLimits;
import io.smartconnect.exporter.web.http.Endpoint;
import io.smartconnect.exporter.web.http.HttpAnswer;
import io.smartconnect.exporter.web.http.JsonAnswer;
import io.smartconnect.exporter.web.http.Paths;
import io.smartconnect.exporter.web.http.ResponseWriter;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.smartconnect.exporter.web.http.WebLimits;
import io.smartconnect.exporter.web.page.Pages;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which path gets which answer. */
public final class Routes implements Handler<HttpServerRequest> {

    private static final String ID = "{task_id}";
    private static final String TASK = Paths.TASKS + "/" + ID;
    private static final String OPENAPI = "/api/v1/openapi.json";

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final Vertx vertx;
    private final ConnectionLimits connections;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Router router;

    Routes(Vertx vertx, ConnectionLimits connections, WebSettings settings, ServerInputs sources, WebLimits limits) {
        this.vertx = vertx;
        this.connections = connections;
        putPages(new Pages(sources, settings.telemetryPath()), new ConcurrencyLimit(limits.apiRequests()));
        endpoints.put(Paths.HEALTHY, state("healthy", sources.whyUnhealthy()));
        endpoints.put(Paths.READY, state("ready", sources.whyNotReady()));
        putApi(new TaskApi(sources), new ConcurrencyLimit(limits.apiRequests()));
        endpoints.put(
                settings.telemetryPath(),
                new ConcurrencyLimit(limits.scrapes()).limit(new MetricsEndpoint(sources.metrics(), limits.scrape())));
        router = router();
    }

    private void putPages(Pages pages, ConcurrencyLimit limiter) {
        endpoints.put("/", limiter.limit(pages::overview));
        endpoints.put(Paths.PAGES + "/" + ID, limiter.limit(pages::task));
    }

    private void putApi(TaskApi tasks, ConcurrencyLimit limiter) {
        HttpAnswer description = JsonAnswer.of(StaticResource.text(TaskApi.class, "openapi.json"));
        endpoints.put(Paths.TASKS, limiter.limit(tasks::list));
        endpoints.put(TASK, limiter.limit(tasks::show));
        endpoints.put(OPENAPI, context -> Future.succeededFuture(description));
    }

    @Override
    public void handle(HttpServerRequest request) {
        connections.asked(request.connection());
        request.response().putHeader("X-Content-Type-Options", "nosniff");
        router.handle(request);
    }

    /** Paths have to be met exactly: the router's own way would also let {@code /metrics/} pass as {@code /metrics}. */
    private Router router() {
        Router routes = Router.router(vertx);
        endpoints.forEach((path, endpoint) -> routes.routeWithRegex(regex(path))
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> answer(context, endpoint)));
        routes.errorHandler(400, context -> refuse(context, 400, "Not a valid request"));
        routes.errorHandler(404, context -> refuse(context, 404, whatThereIs()));
        routes.errorHandler(405, this::refuseMethod);
        routes.errorHandler(500, this::apologize);
        return routes;
    }

    /** All of {@code path} literally but the place of the id, which can't keep its name: groups have no underscores. */
    private static String regex(String path) {
        return Pattern.quote(path).replace(ID, "\\E(?<" + TaskApi.TASK_ID + ">[^/]+)\\Q");
    }

    private static Endpoint state(String word, Supplier<Optional<String>> whyNot) {
        return context -> Future.succeededFuture(whyNot.get()
                .map(reason -> HttpAnswer.line(503, "not " + word + ": " + reason))
                .orElseGet(() -> HttpAnswer.line(200, word)));
    }

    private String whatThereIs() {
        return "Nothing here. There are: " + String.join(" ", endpoints.keySet());
    }

    /** Says what an endpoint has found wrong, or else {@code usually}. */
    private void refuse(RoutingContext context, int status, String usually) {
        String reason = context.failure() instanceof HttpException refusal && refusal.getPayload() != null
                ? refusal.getPayload()
                : usually;
        reply(context, HttpAnswer.refusal(context, status, reason));
    }

    private void refuseMethod(RoutingContext context) {
        reply(
                context,
                HttpAnswer.refusal(context, 405, "Only GET and HEAD are answered")
                        .with("Allow", "GET, HEAD"));
    }

    /** An endpoint may answer from any thread; the response is written on the event loop of its request. */
    private void answer(RoutingContext context, Endpoint endpoint) {
        Context eventLoop = vertx.getOrCreateContext();
        endpoint.answer(context).onComplete(answer -> eventLoop.runOnContext(here -> replyOrFail(context, answer)));
    }

    private void replyOrFail(RoutingContext context, AsyncResult<HttpAnswer> answer) {
        if (answer.succeeded()) {
            reply(context, answer.result());
        } else {
            context.fail(answer.cause());
        }
    }

    private void apologize(RoutingContext context) {
        LOG.error("a request could not be answered", context.failure());
        reply(context, HttpAnswer.refusal(context, 500, "This could not be answered; the log says why"));
    }

    private void reply(RoutingContext context, HttpAnswer answer) {
        HttpServerRequest request = context.request();
        HttpConnection connection = request.connection();
        if (hasLongBody(request)) {
            ResponseWriter.begin(request, answer.with("Connection", "close"), taken -> connection.close());
        } else {
            ResponseWriter.begin(request, answer, taken -> connections.answered(connection));
        }
    }

    /** Whether a body follows that may be longer than what is let pass. */
    private static boolean hasLongBody(HttpServerRequest request) {
        String length = request.headers().get("Content-Length");
        boolean declared =
                length != null && (length.length() > 9 || Long.parseLong(length) > WebLimits.IGNORED_BODY_BYTES);
        return declared || request.headers().contains("Transfer-Encoding");
    }
}
