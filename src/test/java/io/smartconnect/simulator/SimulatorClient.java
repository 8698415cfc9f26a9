package io.smartconnect.simulator;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks a simulator over HTTP with a token, as simply as possible. */
public final class SimulatorClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Simulator simulator;
    private String token;

    public SimulatorClient(Simulator simulator) {
        this.simulator = simulator;
        this.token = simulator.issueToken();
    }

    void useToken(String text) {
        token = text;
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    public JsonObject json(String path) {
        return new JsonObject(get(path).body());
    }

    /** Paths beginning with {@code /v2/}, {@code /v3/} or {@code /V1.0/} go as they are, others behind {@code /v2/{project_id}}. */
    public HttpResponse<String> send(String method, String path, String body) {
        try {
            return http.send(request(method, path, body), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public CompletableFuture<HttpResponse<String>> sendAsync(String path) {
        return http.sendAsync(request("GET", path, ""), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String body) {
        String full =
                path.startsWith("/v2/") || path.startsWith("/v3/") || path.startsWith("/V1.0/") || path.startsWith("/x")
                        ? path
                        : "/v2/" + simulator.projectId() + path;
        return HttpRequest.newBuilder(URI.create(simulator.url() + full))
                .timeout(Duration.ofSeconds(10))
                .header("X-Auth-Token", token)
                .method(method, BodyPublishers.ofString(body))
                .build();
    }
}
