package io.smartconnect.exporter.cloud.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.DmsClient;
import io.smartconnect.exporter.cloud.dms.DmsTestClient;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** TLS, redirects and proxies, with plain HTTP servers. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class HttpTransportTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String PROJECT = "0123456789abcdef0123456789abcdef";
    private static final String EMPTY = "{\"instance_num\":0,\"instances\":[]}";

    private final Map<String, Optional<String>> replaced = new HashMap<>();
    private final List<String> received = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    @AfterEach
    void restoreProperties() {
        replaced.forEach((name, value) ->
                value.ifPresentOrElse(text -> System.setProperty(name, text), () -> System.clearProperty(name)));
    }

    private void set(String property, String value) {
        Optional<String> before = Optional.ofNullable(System.getProperty(property));
        replaced.putIfAbsent(property, before);
        System.setProperty(property, value);
    }

    private int serve(HttpServerOptions options, Handler<HttpServerRequest> handler) throws Exception {
        HttpServer server = VERTX.createHttpServer(options).requestHandler(request -> {
            received.add(request.method() + " " + request.uri());
            handler.handle(request);
        });
        return server.listen(0, "127.0.0.1").await(20, SECONDS).actualPort();
    }

    private int serve(Handler<HttpServerRequest> handler) throws Exception {
        return serve(new HttpServerOptions(), handler);
    }

    private static DmsTestClient client(String endpoint, ApiSettings settings) {
        return new DmsTestClient(
                VERTX, URI.create(endpoint), PROJECT, new Credentials.Token(Secret.of("given-token")), settings);
    }

    private static DmsTestClient client(String endpoint) {
        return client(endpoint, DmsTestClient.AT_ONCE);
    }

    private static Future<List<InstanceFacts>> instances(DmsClient dms, RequestContext scope) {
        return dms.listInstances(scope);
    }

    private PfxOptions selfSigned() throws Exception {
        Path keys = directory.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-alias",
                        "test",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(made.waitFor(20, SECONDS)).isTrue();
        return new PfxOptions().setPath(keys.toString()).setPassword("changeit");
    }

    @Test
    void certificateThatNobodyTrusts_isRefused() throws Exception {
        HttpServerOptions tls = new HttpServerOptions().setSsl(true).setKeyCertOptions(selfSigned());
        int port = serve(tls, request -> request.response().end(EMPTY));
        try (DmsTestClient client = client("https://localhost:" + port)) {
            CloudFailure failure = client.failure(HttpTransportTest::instances);
            assertThat(failure.reason()).isEqualTo(FailureReason.UNREACHABLE);
            assertThat(failure.getMessage()).contains("TLS");
            assertThat(client.counts().requests()).containsExactly("list_instances unreachable");
        }
        assertThat(received).isEmpty();
    }

    @Test
    void serverWithoutTls_isUnreachable_whenTlsIsAskedFor() throws Exception {
        int port = serve(request -> request.response().end(EMPTY));
        try (DmsTestClient client = client("https://localhost:" + port)) {
            assertThat(client.failure(HttpTransportTest::instances).reason()).isEqualTo(FailureReason.UNREACHABLE);
        }
        assertThat(received).isEmpty();
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        int elsewhere = serve(request -> request.response().end(EMPTY));
        int port = serve(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://127.0.0.1:" + elsewhere + "/elsewhere")
                .end());
        try (DmsTestClient client = client("http://127.0.0.1:" + port)) {
            assertThat(client.failure(HttpTransportTest::instances).reason()).isEqualTo(FailureReason.BAD_RESPONSE);
            assertThat(client.counts().requests()).containsExactly("list_instances 302");
        }
        assertThat(received).hasSize(1).noneMatch(request -> request.contains("elsewhere"));
    }

    @Test
    void answerThatNeverEnds_costsNoConnection_howeverOftenItComes() throws Exception {
        int port = serve(request -> {
            request.response().setChunked(true);
            if (received.size() <= 12) {
                long timer = VERTX.setPeriodic(10, tick -> request.response().write(" "));
                request.response().closeHandler(closed -> VERTX.cancelTimer(timer));
            } else {
                request.response().end(EMPTY);
            }
        });
        try (DmsTestClient client =
                client("http://127.0.0.1:" + port, DmsTestClient.withTimeout(Duration.ofMillis(250)))) {
            for (int i = 0; i < 12; i++) {
                assertThat(client.failure(HttpTransportTest::instances).reason())
                        .isEqualTo(FailureReason.TIMEOUT);
            }
            assertThat(received).hasSize(12);
            assertThat(client.answer(HttpTransportTest::instances)).isEmpty();
        }
    }

    @Test
    void octetsThatAreNoText_becomeReplacementCharacters() throws Exception {
        Buffer body = Buffer.buffer("{\"instance_num\":1,\"instances\":[{\"instance_id\":\"i\",\"name\":\"a")
                .appendByte((byte) 0xFF)
                .appendString("b\"}]}");
        int port = serve(request -> request.response().end(body));
        try (DmsTestClient client = client("http://127.0.0.1:" + port)) {
            List<InstanceFacts> instances = client.answer(HttpTransportTest::instances);
            assertThat(instances).extracting(InstanceFacts::name).containsExactly("a\uFFFDb");
        }
    }

    @Test
    void requests_goThroughTheProxy() throws Exception {
        int port = serve(request -> request.response().end(EMPTY));
        set("http.proxyHost", "127.0.0.1");
        set("http.proxyPort", String.valueOf(port));
        set("http.nonProxyHosts", "not.here");
        try (DmsTestClient client = client("http://dms.invalid:8080")) {
            assertThat(client.answer(HttpTransportTest::instances)).isEmpty();
        }
        assertThat(received)
                .containsExactly(
                        "GET http://dms.invalid:8080/v2/" + PROJECT + "/instances?engine=kafka&limit=50&offset=0");
    }

    @Test
    void hostsWithoutProxy_areAskedDirectly() throws Exception {
        int port = serve(request -> request.response().end(EMPTY));
        set("http.proxyHost", "127.0.0.1");
        set("http.proxyPort", "1");
        set("http.nonProxyHosts", "other.host|127.*");
        try (DmsTestClient client = client("http://127.0.0.1:" + port)) {
            assertThat(client.answer(HttpTransportTest::instances)).isEmpty();
        }
        assertThat(received).containsExactly("GET /v2/" + PROJECT + "/instances?engine=kafka&limit=50&offset=0");
    }

    @Test
    void deadProxy_isUnreachable() {
        set("http.proxyHost", "127.0.0.1");
        set("http.proxyPort", "1");
        set("http.nonProxyHosts", "not.here");
        try (DmsTestClient client = client("http://dms.invalid:8080")) {
            assertThat(client.failure(HttpTransportTest::instances).reason()).isEqualTo(FailureReason.UNREACHABLE);
        }
    }
}
