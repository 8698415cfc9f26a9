package io.smartconnect.exporter.web;

import io.smartconnect.exporter.web.http.HttpAnswer;
import io.smartconnect.exporter.web.http.HttpEndpoint;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/** Reloads the configuration on a POST, if clients may do so. */
final class ReloadEndpoint implements HttpEndpoint {

    private final Optional<Supplier<Future<Void>>> reload;

    ReloadEndpoint(Optional<Supplier<Future<Void>>> reload) {
        this.reload = reload;
    }

    @Override
    public Future<HttpAnswer> answer(RoutingContext context) {
        if (reload.isEmpty()) {
            return Future.succeededFuture(
                    HttpAnswer.line(403, "Reloading by HTTP is disabled; the flag --web.enable-lifecycle enables it"));
        }
        return reload.get()
                .get()
                .map(done -> HttpAnswer.line(200, "reloaded"))
                .otherwise(failure -> HttpAnswer.line(500, "not reloaded:\n" + failure.getMessage()));
    }
}
