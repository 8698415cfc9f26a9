package io.smartconnect.exporter.history.prometheus;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A real HTTP server in the place of a Prometheus. */
public final class FakePrometheus {

    /** One request, as it was received. */
    public record Received(String method, String path, MultiMap parameters, MultiMap headers) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final int port;

    /** Listens until {@code vertx} is closed, and answers by {@code answer}. */
    public FakePrometheus(Vertx vertx, Consumer<HttpServerRequest> answer) throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            received.add(new Received(request.method().name(), request.path(), request.params(), request.headers()));
            answer.accept(request);
        });
        port = server.listen(0, "127.0.0.1").await(20, SECONDS).actualPort();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public List<Received> received() {
        return received;
    }

    /** The answer with these series. */
    public static String matrix(String... series) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + String.join(",", series)
                + "]}}";
    }

    /** A series of partition 0 of the topic {@code orders} of the task {@code t}, with one offset at each step of the request. */
    public static String steady(HttpServerRequest request, String instanceId, long offset) {
        long start = Math.round(Double.parseDouble(request.getParam("start")));
        long end = Math.round(Double.parseDouble(request.getParam("end")));
        long step = Math.round(Double.parseDouble(request.getParam("step")));
        return series(
                instanceId,
                LongStream.iterate(start, time -> time <= end, time -> time + step)
                        .mapToObj(time -> "[" + time + ",\"" + offset + "\"]")
                        .collect(Collectors.joining(",")));
    }

    /** A series of that partition with these points. */
    public static String series(String instanceId, String points) {
        return "{\"metric\":{\"instance_id\":\"" + instanceId
                + "\",\"task_id\":\"t\",\"topic\":\"orders\",\"partition\":\"0\"},\"values\":[" + points + "]}";
    }
}
