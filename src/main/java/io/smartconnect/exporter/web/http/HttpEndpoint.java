package io.smartconnect.exporter.web.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/** The handler of one path. */
@FunctionalInterface
public interface HttpEndpoint {

    /** Answers one request. A failure, thrown or returned, becomes a 500, an {@link HttpException} its own status. */
    Future<HttpAnswer> answer(RoutingContext context);
}
