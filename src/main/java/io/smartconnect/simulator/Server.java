package io.smartconnect.simulator;

import io.smartconnect.simulator.api.DmsApi;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.fault.FaultList;
import io.smartconnect.simulator.http.ApiOperation;
import io.smartconnect.simulator.http.ApiRequest;
import io.smartconnect.simulator.http.ApiRoute;
import io.smartconnect.simulator.http.Exchange;
import io.smartconnect.simulator.http.RequestLog;
import io.smartconnect.simulator.http.SimulatorAnswer;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The HTTP server: routes to the API, with the faults in between and the log beside. All on one event loop. */
final class Server implements AutoCloseable {

    /** Larger requests are answered with 413. */
    static final long MAX_BODY_BYTES = 1024 * 1024;

    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx;
    private final DmsApi api;
    private final FaultList faults;
    private final RequestLog log;
    private final URI url;

    private Server(Vertx vertx, DmsApi api, FaultList faults, RequestLog log, String host, int port) {
        this.vertx = vertx;
        this.api = api;
        this.faults = faults;
        this.log = log;
        HttpServer server = listen(host, port);
        this.url = URI.create("http://" + host + ":" + server.actualPort());
    }

    static Server start(DmsApi api, FaultList faults, RequestLog log, String host, int port) {
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        try {
            return new Server(vertx, api, faults, log, host, port);
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        await(vertx.close(), "can't stop the simulator");
    }

    private HttpServer listen(String host, int port) {
        HttpServerOptions options =
                new HttpServerOptions().setHost(host).setPort(port).setHttp2ClearTextEnabled(false);
        return await(
                vertx.createHttpServer(options).requestHandler(router()).listen(),
                "can't listen on " + host + ":" + port);
    }

    private static <T> T await(Future<T> future, String otherwise) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new UncheckedIOException(
                    new IOException(otherwise + ": no answer after " + PATIENCE_SECONDS + " s", e));
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException(otherwise + ": " + e.getMessage(), e));
        }
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        for (ApiRoute endpoint : ApiRoute.ALL) {
            router.route(endpoint.method(), endpoint.path()).handler(context -> serve(endpoint.operation(), context));
        }
        router.errorHandler(404, context -> refuse(context, DmsApi.unknownUrl()));
        router.errorHandler(
                405,
                context -> refuse(
                        context, SimulatorAnswer.dms(405, "DMS.00405001", "This request method is not allowed.")));
        router.errorHandler(
                413, context -> refuse(context, SimulatorAnswer.gateway(413, "APIG.0201", "Request entity too large")));
        return router;
    }

    private void refuse(RoutingContext context, SimulatorAnswer answer) {
        exchange(ApiOperation.UNKNOWN, Optional.empty(), context, effect -> answer);
    }

    private void serve(ApiOperation operation, RoutingContext context) {
        ApiRequest call = call(operation, context);
        exchange(
                operation,
                instanceId(call),
                context,
                effect -> api.answer(effect.repeatPages() ? call.ignoring("offset") : call));
    }

    /** Counts the request and answers it as the fault that it meets, if any, wants. */
    private void exchange(
            ApiOperation operation,
            Optional<String> instanceId,
            RoutingContext context,
            Function<Fault.Effect, SimulatorAnswer> real) {
        Exchange exchange = begin(operation, instanceId, context);
        Fault.Effect effect = faults.effectOn(operation, instanceId);
        Runnable answering = () -> exchange.send(answer(effect, real), effect.delivery());
        if (effect.delay().isZero()) {
            answering.run();
        } else {
            vertx.setTimer(effect.delay().toMillis(), timer -> answering.run());
        }
    }

    /** A fault's change that throws is a mistake of whoever made it: shown to the client, so that no test hangs. */
    private static SimulatorAnswer answer(Fault.Effect effect, Function<Fault.Effect, SimulatorAnswer> real) {
        try {
            return effect.on(effect.answer().orElseGet(() -> real.apply(effect)));
        } catch (RuntimeException e) {
            return SimulatorAnswer.json(
                    500, new JsonObject().put("simulator_error", e.toString()).encode());
        }
    }

    private Exchange begin(ApiOperation operation, Optional<String> instanceId, RoutingContext context) {
        HttpServerRequest request = context.request();
        RequestLog.Entry entry = log.begin(new RequestLog.Arrival(
                api.cloud().now(),
                request.method().name(),
                request.uri(),
                operation,
                instanceId,
                operation == ApiOperation.TOKEN ? "" : body(context)));
        return new Exchange(vertx, request, entry, operation == ApiOperation.TOKEN);
    }

    private static ApiRequest call(ApiOperation operation, RoutingContext context) {
        HttpServerRequest request = context.request();
        return new ApiRequest(
                operation,
                request.method().name(),
                request.path(),
                Optional.ofNullable(request.query()).orElse(""),
                request.headers(),
                context.pathParams(),
                context.queryParams(),
                body(context));
    }

    private static String body(RoutingContext context) {
        return Optional.ofNullable(context.body().asString()).orElse("");
    }

    private Optional<String> instanceId(ApiRequest call) {
        return Optional.ofNullable(call.ids().get("instance_id"))
                .or(() ->
                        api.cloud().instanceOfConnector(call.id("connector_id")).map(SimulatedInstance::id));
    }
}
