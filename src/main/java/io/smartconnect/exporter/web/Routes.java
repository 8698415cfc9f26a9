package io.smartconnect.exporter.web;

import io.smartconnect.exporter.web.api.TaskApi;
import io.smartconnect.exporter.web.auth.LogIn;
import io.smartconnect.exporter.web.html.StaticResource;
import io.smartconnect.exporter.web.http.HttpAnswer;
import io.smartconnect.exporter.web.http.HttpEndpoint;
import io.smartconnect.exporter.web.http.JsonAnswer;
import io.smartconnect.exporter.web.http.ResponseWriter;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.smartconnect.exporter.web.http.UrlPaths;
import io.smartconnect.exporter.web.limit.ConcurrencyLimit;
import io.smartconnect.exporter.web.limit.ConnectionLimiter;
import io.smartconnect.exporter.web.limit.Exchange;
import io.smartconnect.exporter.web.limit.WebLimits;
import io.smartconnect.exporter.web.page.Pages;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
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

/**
 * Assigns an endpoint to each path, and answers requests that match none. Every request passes authentication first.
 */
final class Routes implements Handler<HttpServerRequest> {

    private static final String ID = "{task_id}";
    private static final String TASK = UrlPaths.TASKS + "/" + ID;
    private static final String OPENAPI = "/api/v1/openapi.json";

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final Vertx vertx;
    private final ConnectionLimiter connections;
    private final LiveWebConfiguration live;
    private final Map<String, HttpEndpoint> endpoints = new LinkedHashMap<>();
    private final HttpEndpoint reload;
    private final Router router;

    Routes(Vertx vertx, LiveWebConfiguration live, String telemetryPath, ServerInputs inputs, WebLimits limits) {
        this.vertx = vertx;
        this.live = live;
        this.connections = live.connections();
        this.reload = new ReloadEndpoint(inputs.reload());
        putPages(new Pages(inputs, telemetryPath), new ConcurrencyLimit(connections, limits.apiRequests()));
        endpoints.put(UrlPaths.HEALTHY, state("healthy", inputs.whyUnhealthy()));
        endpoints.put(UrlPaths.READY, state("ready", inputs.whyNotReady()));
        putApi(new TaskApi(inputs), new ConcurrencyLimit(connections, limits.apiRequests()));
        endpoints.put(
                telemetryPath,
                new ConcurrencyLimit(connections, limits.scrapes())
                        .limit(new MetricsEndpoint(inputs.metrics(), limits.scrape())));
        router = router();
    }

    private void putPages(Pages pages, ConcurrencyLimit limiter) {
        endpoints.put("/", limiter.limit(pages::overview));
        endpoints.put(UrlPaths.PAGES + "/" + ID, limiter.limit(pages::task));
    }

    private void putApi(TaskApi tasks, ConcurrencyLimit limiter) {
        HttpAnswer description = JsonAnswer.of(StaticResource.text(TaskApi.class, "openapi.json"));
        endpoints.put(UrlPaths.TASKS, limiter.limit(tasks::list));
        endpoints.put(TASK, limiter.limit(tasks::show));
        endpoints.put(OPENAPI, context -> Future.succeededFuture(description));
    }

    @Override
    public void handle(HttpServerRequest request) {
        Exchange exchange = connections.begin(request);
        request.response().putHeader("X-Content-Type-Options", "nosniff");
        live.headers().forEach(request.response()::putHeader);
        Future<LogIn> logIn = live.authentication().check(exchange.client().text(), request.getHeader("Authorization"));
        if (logIn.isComplete()) {
            proceed(request, exchange, logIn.result());
        } else {
            Context eventLoop = vertx.getOrCreateContext();
            logIn.onSuccess(outcome -> eventLoop.runOnContext(here -> proceed(request, exchange, outcome)));
        }
    }

    private void proceed(HttpServerRequest request, Exchange exchange, LogIn logIn) {
        switch (logIn) {
            case ACCEPTED -> router.handle(request);
            case REFUSED ->
                reply(
                        request,
                        exchange,
                        HttpAnswer.refusal(request, 401, "A user name and a password are needed")
                                .with("WWW-Authenticate", "Basic realm=\"smart-connect-exporter\", charset=\"UTF-8\""));
            case BUSY ->
                reply(
                        request,
                        exchange,
                        HttpAnswer.refusal(request, 429, "Too many passwords are being checked")
                                .with("Retry-After", "1"));
        }
    }

    /** Matches paths exactly: the router's default would also serve {@code /metrics/} as {@code /metrics}. */
    private Router router() {
        Router routes = Router.router(vertx);
        endpoints.forEach((path, endpoint) -> routes.routeWithRegex(regex(path))
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> answer(context, endpoint)));
        routes.routeWithRegex(Pattern.quote(UrlPaths.RELOAD))
                .method(HttpMethod.POST)
                .handler(context -> answer(context, reload));
        routes.errorHandler(400, context -> refuse(context, 400, "Not a valid request"));
        routes.errorHandler(404, context -> refuse(context, 404, pathList()));
        routes.errorHandler(405, this::refuseMethod);
        routes.errorHandler(500, this::serverError);
        return routes;
    }

    /** The path, literally, with a group for the task's id. Names of groups allow no underscore. */
    private static String regex(String path) {
        return Pattern.quote(path).replace(ID, "\\E(?<" + TaskApi.TASK_ID + ">[^/]+)\\Q");
    }

    private static HttpEndpoint state(String word, Supplier<Optional<String>> whyNot) {
        return context -> Future.succeededFuture(whyNot.get()
                .map(reason -> HttpAnswer.line(503, "not " + word + ": " + reason))
                .orElseGet(() -> HttpAnswer.line(200, word)));
    }

    private String pathList() {
        return "Not found. The paths are: " + String.join(" ", endpoints.keySet());
    }

    /** Refuses with the reason that an endpoint gave, else with {@code usually}. */
    private void refuse(RoutingContext context, int status, String usually) {
        String reason = context.failure() instanceof HttpException refusal && refusal.getPayload() != null
                ? refusal.getPayload()
                : usually;
        reply(context, HttpAnswer.refusal(context.request(), status, reason));
    }

    private void refuseMethod(RoutingContext context) {
        boolean isReload = UrlPaths.RELOAD.equals(context.request().path());
        String reason = isReload ? "Only POST is answered" : "Only GET and HEAD are answered";
        reply(
                context,
                HttpAnswer.refusal(context.request(), 405, reason).with("Allow", isReload ? "POST" : "GET, HEAD"));
    }

    /** Writes the response on the event loop of its request; the endpoint may answer on any thread. */
    private void answer(RoutingContext context, HttpEndpoint endpoint) {
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

    private void serverError(RoutingContext context) {
        LOG.error("a request failed", context.failure());
        reply(context, HttpAnswer.refusal(context.request(), 500, "The request failed; the log has the cause"));
    }

    private void reply(RoutingContext context, HttpAnswer answer) {
        connections.exchange(context.request()).ifPresent(exchange -> {
            context.addEndHandler(end -> {
                if (end.failed()) {
                    exchange.ended();
                }
            });
            reply(context.request(), exchange, answer);
        });
    }

    private static void reply(HttpServerRequest request, Exchange exchange, HttpAnswer answer) {
        boolean cut = hasLongBody(request);
        ResponseWriter.begin(
                request, cut ? answer.with("Connection", "close") : answer, new ResponseWriter.WriteListener() {
                    @Override
                    public void progressed() {
                        exchange.progressed();
                    }

                    @Override
                    public void ended(boolean whole) {
                        exchange.ended();
                        if (cut) {
                            request.connection().close();
                        }
                    }
                });
    }

    /** True if a body may follow over HTTP/1 that is longer than the ignored length. HTTP/2 ends a request without its connection. */
    private static boolean hasLongBody(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return false;
        }
        String length = request.headers().get("Content-Length");
        boolean declared =
                length != null && (length.length() > 9 || Long.parseLong(length) > WebLimits.IGNORED_BODY_BYTES);
        return declared || request.headers().contains("Transfer-Encoding");
    }
}
