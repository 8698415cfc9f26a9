package io.smartconnect.exporter.lease;

import io.netty.pkitesting.X509Bundle;
import io.smartconnect.exporter.web.TestAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The part of an API server of Kubernetes that knows leases, over HTTPS: tokens, resource versions, conflicts and the errors of the
 * real one. Tests can break it.
 */
public final class LeaseApiServer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, JsonObject> leases = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Path serviceAccount;
    private volatile String token = "token-1";
    private volatile Predicate<HttpServerRequest> isBroken = request -> false;
    private volatile @Nullable Buffer answer;
    private long versions;

    /** Starts a server, and writes the service account of its clients to a directory. */
    public LeaseApiServer(Path serviceAccount, TestAuthority authority) throws Exception {
        this.serviceAccount = serviceAccount;
        Files.createDirectories(serviceAccount);
        authority.write(serviceAccount.resolve("ca.crt"));
        setToken(token);
        X509Bundle certificate = authority.server();
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(certificate.getCertificatePathPEM()))
                        .addKeyValue(Buffer.buffer(certificate.getPrivateKeyPEM())));
        server = vertx.createHttpServer(options)
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /** The base of its URLs. */
    public URI url() {
        return URI.create("https://127.0.0.1:" + server.actualPort());
    }

    /** The environment of a pod. */
    public Map<String, String> environment() {
        return Map.of("KUBERNETES_SERVICE_HOST", "127.0.0.1", "KUBERNETES_SERVICE_PORT", server.actualPort() + "");
    }

    /** Accepts another token only, and gives it to the clients. */
    void setToken(String next) throws IOException {
        token = next;
        Files.writeString(serviceAccount.resolve("token"), next);
    }

    /** Leaves requests without an answer. */
    void hangOn(Predicate<HttpServerRequest> broken) {
        isBroken = broken;
    }

    /** Answers everything with status 200 and {@code body}. */
    void answerAlways(Buffer body) {
        answer = body;
    }

    /** The requests so far: method and path. */
    List<String> requests() {
        return requests;
    }

    /** The lease {@code NAMESPACE/NAME}, which exists. */
    public JsonObject lease(String name) {
        return Objects.requireNonNull(leases.get(name), name);
    }

    private void handle(HttpServerRequest request) {
        requests.add(request.method() + " " + request.path());
        request.body().onSuccess(body -> {
            if (!isBroken.test(request)) {
                answer(request, body);
            }
        });
    }

    private synchronized void answer(HttpServerRequest request, Buffer body) {
        String[] path = request.path().split("/", -1);
        if (answer != null) {
            end(request, 200, answer);
        } else if (!("Bearer " + token).equals(request.getHeader("Authorization"))) {
            fail(request, 401, "Unauthorized");
        } else if (path.length < 7 || !request.path().startsWith("/apis/coordination.k8s.io/v1/namespaces/")) {
            fail(request, 404, "the server could not find the requested resource");
        } else if (path[5].equals("forbidden")) {
            fail(
                    request,
                    403,
                    "leases.coordination.k8s.io is forbidden: User \"system:serviceaccount:ops:default\" cannot");
        } else if (request.method().equals(HttpMethod.GET)) {
            get(request, path[5] + "/" + path[7]);
        } else if (request.method().equals(HttpMethod.POST)) {
            create(request, path[5], body.toJsonObject());
        } else {
            replace(request, path[5] + "/" + path[7], body.toJsonObject());
        }
    }

    private void get(HttpServerRequest request, String name) {
        JsonObject lease = leases.get(name);
        if (lease == null) {
            fail(request, 404, "leases.coordination.k8s.io \"" + name + "\" not found");
        } else {
            end(request, 200, lease.toBuffer());
        }
    }

    private void create(HttpServerRequest request, String namespace, JsonObject lease) {
        String name = namespace + "/" + lease.getJsonObject("metadata").getString("name");
        if (leases.containsKey(name)) {
            fail(request, 409, "leases.coordination.k8s.io \"" + name + "\" already exists");
        } else {
            store(request, 201, name, lease);
        }
    }

    private void replace(HttpServerRequest request, String name, JsonObject lease) {
        JsonObject present = leases.get(name);
        if (present == null) {
            fail(request, 404, "leases.coordination.k8s.io \"" + name + "\" not found");
        } else if (!version(present).equals(version(lease))) {
            fail(request, 409, "Operation cannot be fulfilled: the object has been modified");
        } else {
            store(request, 200, name, lease);
        }
    }

    private void store(HttpServerRequest request, int status, String name, JsonObject lease) {
        lease.getJsonObject("metadata").put("resourceVersion", String.valueOf(++versions));
        leases.put(name, lease);
        end(request, status, lease.toBuffer());
    }

    private static String version(JsonObject lease) {
        return lease.getJsonObject("metadata").getString("resourceVersion", "");
    }

    private static void fail(HttpServerRequest request, int status, String message) {
        JsonObject body = JsonObject.of(
                "kind", "Status", "apiVersion", "v1", "status", "Failure", "message", message, "code", status);
        end(request, status, body.toBuffer());
    }

    private static void end(HttpServerRequest request, int status, Buffer body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
