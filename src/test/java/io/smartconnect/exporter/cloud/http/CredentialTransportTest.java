package io.smartconnect.exporter.cloud.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.ProjectAccess;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.route.Proxies;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for credentials while the environment names a proxy. */
class CredentialTransportTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final ApiSettings SETTINGS =
            new ApiSettings(Duration.ofSeconds(10), 4, 1000, 0, Duration.ofMinutes(1));

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private Handler<HttpServerRequest> service = request -> request.response().end("{}");
    private TestProxy proxy;
    private URI uri;
    private ClientRuntime runtime;
    private CredentialTransport transport;

    @BeforeEach
    void start() throws Exception {
        int port = VERTX.createHttpServer()
                .requestHandler(request -> {
                    requests.add(request.method() + " " + request.path());
                    service.handle(request);
                })
                .listen(0, "127.0.0.1")
                .await(20, SECONDS)
                .actualPort();
        uri = URI.create("http://127.0.0.1:" + port + "/key");
        proxy = new TestProxy(VERTX, "user", "planted", port);
        Proxies proxies = Proxies.of(Map.of("http_proxy", "http://user:planted@127.0.0.1:" + proxy.port()));
        runtime = TestProxy.runtime(VERTX, proxies);
        transport = new CredentialTransport(runtime, SETTINGS);
    }

    @AfterEach
    void stop() {
        transport.close();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    private HttpResponse<Buffer> send(CloudOperation operation, URI to) throws Exception {
        return transport
                .send(operation, HttpMethod.GET, to, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer())
                .await(20, SECONDS);
    }

    @ParameterizedTest
    @EnumSource(names = {"METADATA_TOKEN", "METADATA_KEY", "POD_IDENTITY"})
    void localServices_areAskedWithoutProxy(CloudOperation operation) throws Exception {
        assertThat(send(operation, uri).statusCode()).isEqualTo(200);
        assertThat(requests).containsExactly("GET /key");
        assertThat(proxy.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN", "ID_TOKEN", "SECURITY_TOKENS"})
    void iam_isAskedThroughTheProxy(CloudOperation operation) throws Exception {
        assertThat(send(operation, URI.create("http://iam.invalid/key")).statusCode())
                .isEqualTo(200);
        assertThat(proxy.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam_endpoint = http://iam.invalid", ""})
    void iam_isAskedThroughTheProxy_whereverItsEndpointIsSet(String line, @TempDir Path directory) throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "t");
        String content = "[basic]\nidp_id = i\nid_token_file = " + token + "\n" + line + "\n";
        Path profile = Files.writeString(directory.resolve("profile"), content);
        Optional<URI> iam = line.isEmpty() ? Optional.of(URI.create("http://iam.invalid")) : Optional.empty();
        ProjectAccess access = new ProjectAccess("p", new Credentials.Profile(profile, false), iam);
        CredentialSession session = new CredentialSession(
                runtime, URI.create("http://dms.invalid"), access, SETTINGS, Duration.ofMinutes(1));

        assertThatThrownBy(() -> session.authenticator()
                        .authorize(HttpMethod.GET, uri, Buffer.buffer())
                        .await(20, SECONDS))
                .isInstanceOf(CloudFailure.class);

        assertThat(proxy.requests()).singleElement().asString().contains("http://iam.invalid/v3.0/OS-AUTH");
        session.leave();
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        service = request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", uri.resolve("/elsewhere").toString())
                .end();

        assertThat(send(CloudOperation.METADATA_KEY, uri).statusCode()).isEqualTo(302);
        assertThat(requests).containsExactly("GET /key");
    }

    @Test
    void silentMetadataService_isATimeout() {
        service = request -> {};

        assertThatThrownBy(() -> send(CloudOperation.METADATA_KEY, uri))
                .hasMessage("no complete response within 3s")
                .isInstanceOfSatisfying(
                        CloudFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(FailureReason.TIMEOUT));
    }

    @Test
    void request_isNotSent_whenNoTimeIsLeft() {
        HttpTransport direct = new HttpTransport(runtime, runtime.pools().withoutProxy());
        SignedRequest request = new SignedRequest(
                CloudOperation.METADATA_KEY, HttpMethod.GET, uri, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());

        assertThat(direct.send(request, Duration.ofNanos(999_999)).cause())
                .hasMessage("not sent: no time is left before its deadline");
        assertThat(requests).isEmpty();
        direct.close();
    }

    @Test
    void longAnswer_isRefused() {
        service = request -> request.response().end("x".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> send(CloudOperation.SECURITY_TOKENS, URI.create("http://iam.invalid/key")))
                .isInstanceOfSatisfying(
                        CloudFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(FailureReason.BAD_RESPONSE));
    }
}
