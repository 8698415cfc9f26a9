package io.smartconnect.exporter.web.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** The handler of one path. */
@FunctionalInterface
public interface HttpEndpoint {

    /** Answers one request. A failure, thrown or returned, becomes a 500. */
    Future<HttpAnswer> answer(RoutingContext context);
}
