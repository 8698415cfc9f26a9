package io.smartconnect.exporter.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** What answers at one path. */
@FunctionalInterface
interface Endpoint {

    /** The answer to one request. A failure, thrown or returned, becomes a 500. */
    Future<Answer> answer(RoutingContext context);
}
