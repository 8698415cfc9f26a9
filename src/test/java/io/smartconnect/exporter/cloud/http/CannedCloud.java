package io.smartconnect.exporter.cloud.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** An HTTP server with any answers. */
public final class CannedCloud implements AutoCloseable {

    /** A request as it arrived. */
    public record Arrived(String method, String uri, String body, Map<String, String> query) {

        public JsonObject json() {
            return new JsonObject(body);
        }
    }

    /** A response with any body. */
    public record Canned(int status, Map<String, String> headers, String body) {

        public static Canned ok(String body) {
            return of(200, body);
        }

        public static Canned of(int status, String body) {
            return new Canned(status, Map.of(), body);
        }
    }

    private final HttpServer server;
    private final List<Arrived> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Arrived, Canned> answers = request -> Canned.ok("{}");

    public CannedCloud(Vertx vertx) throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .await(20, SECONDS);
    }

    public void answers(Function<Arrived, Canned> answersOfRequests) {
        answers = answersOfRequests;
    }

    public void answers(String body) {
        answers(request -> Canned.ok(body));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public List<Arrived> requests() {
        return requests;
    }

    public List<String> uris() {
        return requests.stream().map(Arrived::uri).toList();
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Map<String, String> query = new TreeMap<>();
            request.params().forEach(query::put);
            Arrived arrived = new Arrived(request.method().name(), request.uri(), body.toString(), query);
            requests.add(arrived);
            Canned answer = answers.apply(arrived);
            request.response().headers().addAll(answer.headers());
            request.response().setStatusCode(answer.status()).end(answer.body());
        });
    }

    @Override
    public void close() throws TimeoutException {
        server.close().await(20, SECONDS);
    }
}
