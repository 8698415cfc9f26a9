package io.smartconnect.exporter.web;

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which path gets which answer. */
final class Routes implements Handler<HttpServerRequest> {

    static final String HEALTHY = "/-/healthy";
    static final String READY = "/-/ready";
    static final String TASKS = "/api/v1/tasks";

    /** Above the pages of the tasks. */
    static final String PAGES = "/tasks";

    private static final String API = "/api/";
    private static final String ID = "{task_id}";
    private static final String TASK = TASKS + "/" + ID;
    private static final String OPENAPI = "/api/v1/openapi.json";

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final Vertx vertx;
    private final Connections connections;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Router router;

    Routes(Vertx vertx, Connections connections, WebSettings settings, Sources sources, WebLimits limits) {
        this.vertx = vertx;
        this.connections = connections;
        putPages(new Pages(sources, settings.telemetryPath()), new Limiter(limits.apiRequests()));
        endpoints.put(HEALTHY, state("healthy", sources.whyUnhealthy()));
        endpoints.put(READY, state("ready", sources.whyNotReady()));
        putApi(new TaskApi(sources), new Limiter(limits.apiRequests()));
        endpoints.put(
                settings.telemetryPath(),
                new Limiter(limits.scrapes()).limit(new Scrapes(sources.metrics(), limits.scrape())));
        router = router();
    }

    private void putPages(Pages pages, Limiter limiter) {
        endpoints.put("/", limiter.limit(pages::overview));
        endpoints.put(PAGES + "/" + ID, limiter.limit(pages::task));
    }

    private void putApi(TaskApi tasks, Limiter limiter) {
        Answer description = JsonAnswer.of(Resource.text("openapi.json"));
        endpoints.put(TASKS, limiter.limit(tasks::list));
        endpoints.put(TASK, limiter.limit(tasks::show));
        endpoints.put(OPENAPI, context -> Future.succeededFuture(description));
    }

    /** Whether {@code path} is where the page of a task may be. */
    static boolean isOfTask(String path) {
        return path.startsWith(PAGES + "/");
    }

    /** Whether what is answered at {@code path} is JSON. */
    static boolean isOfApi(@Nullable String path) {
        return path != null && path.startsWith(API);
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
                .map(reason -> Answer.line(503, "not " + word + ": " + reason))
                .orElseGet(() -> Answer.line(200, word)));
    }

    private String whatThereIs() {
        return "Nothing here. There are: " + String.join(" ", endpoints.keySet());
    }

    /** Says what an endpoint has found wrong, or else {@code usually}. */
    private void refuse(RoutingContext context, int status, String usually) {
        String reason = context.failure() instanceof HttpException refusal && refusal.getPayload() != null
                ? refusal.getPayload()
                : usually;
        reply(context, Answer.refusal(context, status, reason));
    }

    private void refuseMethod(RoutingContext context) {
        reply(
                context,
                Answer.refusal(context, 405, "Only GET and HEAD are answered").with("Allow", "GET, HEAD"));
    }

    /** An endpoint may answer from any thread; the response is written on the event loop of its request. */
    private void answer(RoutingContext context, Endpoint endpoint) {
        Context eventLoop = vertx.getOrCreateContext();
        endpoint.answer(context).onComplete(answer -> eventLoop.runOnContext(here -> replyOrFail(context, answer)));
    }

    private void replyOrFail(RoutingContext context, AsyncResult<Answer> answer) {
        if (answer.succeeded()) {
            reply(context, answer.result());
        } else {
            context.fail(answer.cause());
        }
    }

    private void apologize(RoutingContext context) {
        LOG.error("a request could not be answered", context.failure());
        reply(context, Answer.refusal(context, 500, "This could not be answered; the log says why"));
    }

    private void reply(RoutingContext context, Answer answer) {
        HttpServerRequest request = context.request();
        HttpConnection connection = request.connection();
        if (hasLongBody(request)) {
            Delivery.begin(request, answer.with("Connection", "close"), taken -> connection.close());
        } else {
            Delivery.begin(request, answer, taken -> connections.answered(connection));
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
