package io.smartconnect.exporter.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.web.http.MetricsSource;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.smartconnect.exporter.web.limit.WebLimits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebServerTest {

    private static final MetricsSource METRICS = (format, gzip, names) -> Future.succeededFuture(
            ExpositionBody.of(List.of(Buffer.buffer(format + " "), Buffer.buffer(gzip ? "zipped" : "plain"))));

    private static final Snapshot HEALTHY = WebSamples.healthy();

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, identity, TEXT_0_0_4 plain, text/plain; version=0.0.4; charset=utf-8",
        "text/plain, gzip, TEXT_0_0_4 zipped, text/plain; version=0.0.4; charset=utf-8",
        "application/openmetrics-text, gzip, OPENMETRICS_1_0 zipped, "
                + "application/openmetrics-text; version=1.0.0; charset=utf-8",
    })
    void metrics_comeAsTheClientPrefers(String accept, String encoding, String body, String contentType)
            throws Exception {
        WebServer server = start(METRICS);

        HttpResponse<String> response =
                send(request(server, "/metrics").header("Accept", accept).header("Accept-Encoding", encoding));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body);
        assertThat(headers(response))
                .containsEntry("content-type", List.of(contentType))
                .containsEntry("content-length", List.of(Integer.toString(body.length())))
                .containsEntry("vary", List.of("Accept, Accept-Encoding"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
        assertThat(response.headers().firstValue("content-encoding"))
                .isEqualTo(encoding.equals("gzip") ? Optional.of("gzip") : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"?name[]=up&name%5B%5D=a%2Bb&name[]=up", "?x=1&name[]=a%2Bb&name[]=up"})
    void metrics_areThoseNamed_uncompressed(String query) throws Exception {
        WebServer server = start((format, gzip, names) ->
                Future.succeededFuture(ExpositionBody.of(Buffer.buffer(gzip + " " + new TreeSet<>(names.names())))));

        HttpResponse<String> response =
                send(request(server, "/metrics" + query.replace("[]", "%5b%5d")).header("Accept-Encoding", "gzip"));

        assertThat(response.body()).isEqualTo("false [a+b, up]");
    }

    @Test
    void metrics_areRefused_whenTooManyAreNamed() throws Exception {
        WebServer server = start(METRICS);

        assertThat(send(request(server, "/metrics?" + "name%5B%5D=a&".repeat(100)))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = send(request(server, "/metrics?" + "name%5B%5D=a&".repeat(101)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("name[]: must be given at most 100 times; found 101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/", "/tasks/task-1", "/tasks/none", "/-/healthy", "/-/ready", "/nothing"})
    void head_getsTheHeadersOfGet_andNoBody(String path) throws Exception {
        WebServer server = start(METRICS);

        HttpResponse<String> head = send(request(server, path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> get = send(request(server, path));

        assertThat(head.body()).isEmpty();
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(headers(head)).isEqualTo(headers(get));
        assertThat(headers(head))
                .containsEntry(
                        "content-length", List.of(Integer.toString(get.body().length())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics/",
                "/metricsx",
                "/nothing",
                "/-/",
                "/-/healthy/",
                "/-",
                "/favicon.ico",
                "/tasks",
                "/tasks/",
                "/tasks/a/b"
            })
    void unknownPath_isNotFound(String path) throws Exception {
        HttpResponse<String> response = send(request(start(METRICS), path));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("Not found. The paths are: / /tasks/{task_id} /-/healthy /-/ready "
                        + "/api/v1/tasks /api/v1/tasks/{task_id} /api/v1/openapi.json /metrics\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"})
    void otherMethod_isNotAllowed(String method) throws Exception {
        HttpResponse<String> response =
                send(request(start(METRICS), "/metrics").method(method, HttpRequest.BodyPublishers.ofString("body")));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(headers(response)).containsEntry("allow", List.of("GET, HEAD"));
    }

    @Test
    void telemetryPath_isTakenLiterally() throws Exception {
        WebSettings settings = new WebSettings("127.0.0.1", 0, "/a.b:c*(d");
        WebServer server = WebServer.start(vertx, settings, sources(METRICS)).await(10, SECONDS);

        assertThat(send(request(server, "/a.b:c*(d?x=y")).statusCode()).isEqualTo(200);
        assertThat(send(request(server, "/aXb:c*(d")).statusCode()).isEqualTo(404);
        assertThat(send(request(server, "/metrics")).statusCode()).isEqualTo(404);
    }

    @Test
    void health_and_readiness_sayWhyNot() throws Exception {
        WebServer server = start(sources(METRICS, () -> Optional.of("no heartbeat"), () -> Optional.of("prod")));

        HttpResponse<String> health = send(request(server, "/-/healthy"));
        HttpResponse<String> readiness = send(request(server, "/-/ready"));

        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).isEqualTo("not healthy: no heartbeat\n");
        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body()).isEqualTo("not ready: prod\n");
    }

    @Test
    void health_and_readiness_areOk_whenNothingIsWrong() throws Exception {
        WebServer server = start(METRICS);

        assertThat(send(request(server, "/-/healthy")).body()).isEqualTo("healthy\n");
        assertThat(send(request(server, "/-/ready")).body()).isEqualTo("ready\n");
    }

    @Test
    void statusPage_isHtml_thatMayLoadNothing() throws Exception {
        HttpResponse<String> response = send(request(start(METRICS), "/"));

        assertThat(response.body()).startsWith("<!DOCTYPE html>").contains("orders");
        assertThat(headers(response))
                .containsEntry("content-type", List.of("text/html; charset=utf-8"))
                .containsEntry("cache-control", List.of("no-cache"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsKey("content-security-policy");
    }

    @Test
    void scrape_isAnswered500_whenItsSourceFails() throws Exception {
        assertIsApology(start((format, gzip, names) -> Future.failedFuture(new IOException("secret detail"))));
        assertIsApology(start((format, gzip, names) -> {
            throw new IllegalStateException("secret detail");
        }));
    }

    @Test
    void scrape_isAnswered500_whenItsSourceHangs() throws Exception {
        Duration patience = Duration.ofSeconds(20);
        WebLimits limits =
                new WebLimits(patience, patience, patience, Duration.ofMillis(100), patience, 40, 4, 512, patience);
        assertIsApology(start(
                sources((format, gzip, names) ->
                        Promise.<ExpositionBody>promise().future()),
                limits));
    }

    private void assertIsApology(WebServer server) throws Exception {
        HttpResponse<String> response = send(request(server, "/metrics"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("The metrics could not be rendered; the log has the cause\n");
    }

    @Test
    void otherRequest_isAnswered500_whenItsSourceFails() throws Exception {
        WebServer server = start(sources(
                METRICS,
                () -> {
                    throw new IllegalStateException("secret detail");
                },
                Optional::empty));

        HttpResponse<String> response = send(request(server, "/-/healthy"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("The request failed; the log has the cause\n");
    }

    @Test
    void largeBody_arrivesWhole() throws Exception {
        byte[] bytes = new byte[5_000_001];
        new Random(1).nextBytes(bytes);
        Buffer large = Buffer.buffer(bytes);
        WebServer server = start((format, gzip, names) ->
                Future.succeededFuture(ExpositionBody.of(List.of(large, Buffer.buffer(), large, Buffer.buffer("x")))));

        byte[] body = client.send(request(server, "/metrics").build(), BodyHandlers.ofByteArray())
                .body();

        assertThat(Buffer.buffer(body))
                .isEqualTo(Buffer.buffer().appendBytes(bytes).appendBytes(bytes).appendString("x"));
    }

    @Test
    void emptyBody_isAnEmptyResponse() throws Exception {
        HttpResponse<String> response = send(request(
                start((format, gzip, names) -> Future.succeededFuture(ExpositionBody.of(List.of()))), "/metrics"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void start_fails_whenThePortIsTaken() throws Exception {
        int port = start(METRICS).port();
        WebSettings taken = new WebSettings("127.0.0.1", port, "/metrics");

        assertThatThrownBy(() -> WebServer.start(vertx, taken, sources(METRICS)).await(10, SECONDS))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen on 127.0.0.1:" + port + ": ")
                .hasMessageContaining("in use")
                .hasMessageNotContaining("\n");
    }

    @Test
    void start_listens_onAnAddressOfIpV6() throws Exception {
        WebServer server = WebServer.start(vertx, new WebSettings("::1", 0, "/metrics"), sources(METRICS))
                .await(10, SECONDS);

        URI uri = URI.create("http://[::1]:" + server.port() + "/-/healthy");
        assertThat(send(HttpRequest.newBuilder(uri)).body()).isEqualTo("healthy\n");
    }

    @Test
    void start_listensOnEveryAddress_withTheSameRoutes() throws Exception {
        WebSettings settings = new WebSettings(
                List.of(new ListenAddress("127.0.0.1", 0), new ListenAddress("::1", 0)),
                "/metrics",
                WebSettings.MAX_REQUESTS,
                Optional.empty());
        WebServer server = WebServer.start(vertx, settings, sources(METRICS)).await(10, SECONDS);

        assertThat(server.ports()).hasSize(2).doesNotHaveDuplicates();
        for (String base : List.of(
                "http://127.0.0.1:" + server.ports().get(0),
                "http://[::1]:" + server.ports().get(1))) {
            assertThat(send(HttpRequest.newBuilder(URI.create(base + "/-/healthy")))
                            .body())
                    .isEqualTo("healthy\n");
            assertThat(send(HttpRequest.newBuilder(URI.create(base + "/metrics")))
                            .statusCode())
                    .isEqualTo(200);
        }
        server.stop().await(10, SECONDS);
        WebSettings again = new WebSettings("127.0.0.1", server.ports().get(0), "/metrics");
        assertThat(WebServer.start(vertx, again, sources(METRICS))
                        .await(10, SECONDS)
                        .port())
                .isEqualTo(again.addresses().get(0).port());
    }

    @Test
    void start_listensOnNoAddress_whenOneIsTaken() throws Exception {
        WebServer running = start(METRICS);
        int free;
        try (ServerSocket probe = new ServerSocket(0)) {
            free = probe.getLocalPort();
        }
        WebSettings settings = new WebSettings(
                List.of(new ListenAddress("127.0.0.1", free), new ListenAddress("127.0.0.1", running.port())),
                "/metrics",
                WebSettings.MAX_REQUESTS,
                Optional.empty());

        assertThatThrownBy(
                        () -> WebServer.start(vertx, settings, sources(METRICS)).await(10, SECONDS))
                .hasMessageStartingWith("cannot listen on 127.0.0.1:" + running.port() + ": ");
        WebSettings alone = new WebSettings("127.0.0.1", free, "/metrics");
        assertThat(WebServer.start(vertx, alone, sources(METRICS))
                        .await(10, SECONDS)
                        .port())
                .isEqualTo(free);
    }

    private WebServer start(MetricsSource metrics) throws Exception {
        return start(sources(metrics));
    }

    private WebServer start(ServerInputs sources) throws Exception {
        return start(sources, WebLimits.DEFAULT);
    }

    private WebServer start(ServerInputs sources, WebLimits limits) throws Exception {
        return WebServer.start(vertx, new WebSettings("127.0.0.1", 0, "/metrics"), sources, limits)
                .await(10, SECONDS);
    }

    private static ServerInputs sources(MetricsSource metrics) {
        return sources(metrics, Optional::empty, Optional::empty);
    }

    private static ServerInputs sources(
            MetricsSource metrics, Supplier<Optional<String>> unhealthy, Supplier<Optional<String>> unready) {
        return new ServerInputs(
                metrics, unhealthy, unready, () -> HEALTHY, List::of, "1.2.3", () -> WebSamples.NOW, Optional.empty());
    }

    private static HttpRequest.Builder request(WebServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static Map<String, List<String>> headers(HttpResponse<?> response) {
        return response.headers().map();
    }
}
