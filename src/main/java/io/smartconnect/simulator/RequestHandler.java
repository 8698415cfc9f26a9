package io.smartconnect.simulator;

import io.smartconnect.simulator.api.SimulatedApi;
import io.smartconnect.simulator.fault.FaultEffect;
import io.smartconnect.simulator.fault.FaultList;
import io.smartconnect.simulator.http.RequestLog;
import io.smartconnect.simulator.http.SimulatedExchange;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.http.SimulatedRoute;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import java.util.function.Function;

/** The handler of every HTTP request: it logs the request, applies the faults and sends the API's response. */
final class RequestHandler {

    /** Larger requests are answered with 413. */
    static final long MAX_BODY_BYTES = 1024 * 1024;

    private final Vertx vertx;
    private final SimulatedApi api;
    private final FaultList faults;
    private final RequestLog log;

    RequestHandler(Vertx vertx, SimulatedApi api, FaultList faults, RequestLog log) {
        this.vertx = vertx;
        this.api = api;
        this.faults = faults;
        this.log = log;
    }

    /** The routes of {@link SimulatedRoute#ALL}, and the errors for all other requests. */
    Router router() {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        for (SimulatedRoute route : SimulatedRoute.ALL) {
            router.route(route.method(), route.path()).handler(context -> serve(route.operation(), context));
        }
        refuse(router, api.unknownUrl());
        refuse(router, SimulatedResponse.dms(405, "DMS.00405001", "This request method is not allowed."));
        refuse(router, SimulatedResponse.gateway(413, "APIG.0201", "Request entity too large"));
        return router;
    }

    private void refuse(Router router, SimulatedResponse response) {
        router.errorHandler(
                response.status(),
                context -> exchange(SimulatedOperation.UNKNOWN, Optional.empty(), context, effect -> response));
    }

    private void serve(SimulatedOperation operation, RoutingContext context) {
        SimulatedRequest call = call(operation, context);
        exchange(
                operation,
                instanceId(call),
                context,
                effect ->
                        api.answer(effect.repeatPages() ? call.without("offset").without("start") : call));
    }

    private void exchange(
            SimulatedOperation operation,
            Optional<String> instanceId,
            RoutingContext context,
            Function<FaultEffect, SimulatedResponse> real) {
        SimulatedExchange exchange = begin(operation, instanceId, context);
        FaultEffect effect = faults.effectOn(operation, instanceId);
        Runnable answering = () -> exchange.send(response(effect, real), effect.transmission());
        if (effect.delay().isZero()) {
            answering.run();
        } else {
            vertx.setTimer(effect.delay().toMillis(), timer -> answering.run());
        }
    }

    /** A fault's change that throws is a mistake in a test. The client gets the exception, so the test does not hang. */
    private static SimulatedResponse response(FaultEffect effect, Function<FaultEffect, SimulatedResponse> real) {
        try {
            return effect.on(effect.response().orElseGet(() -> real.apply(effect)));
        } catch (RuntimeException e) {
            return SimulatedResponse.json(
                    500, new JsonObject().put("simulator_error", e.toString()).encode());
        }
    }

    private SimulatedExchange begin(SimulatedOperation operation, Optional<String> instanceId, RoutingContext context) {
        HttpServerRequest request = context.request();
        RequestLog.Entry entry = log.begin(new RequestLog.Arrival(
                api.cloud().now(),
                request.method().name(),
                request.uri(),
                operation,
                instanceId,
                operation.obtainsCredentials() ? "" : body(context)));
        return new SimulatedExchange(vertx, request, entry, operation.usesIam());
    }

    private static SimulatedRequest call(SimulatedOperation operation, RoutingContext context) {
        HttpServerRequest request = context.request();
        return new SimulatedRequest(
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

    private Optional<String> instanceId(SimulatedRequest call) {
        return Optional.ofNullable(call.ids().get("instance_id"))
                .or(() ->
                        api.cloud().instanceOfConnector(call.id("connector_id")).map(SimulatedInstance::id));
    }
}
