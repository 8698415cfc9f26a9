package io.smartconnect.exporter.web;

import static io.smartconnect.exporter.web.ConfiguredServer.LIMITS;
import static io.smartconnect.exporter.web.ConfiguredServer.LONG;
import static io.smartconnect.exporter.web.ConfiguredServer.SMALL;
import static io.smartconnect.exporter.web.ConfiguredServer.limits;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.smartconnect.exporter.web.http.MetricsSource;
import io.smartconnect.exporter.web.limit.WebLimits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS, client certificates and HTTP/2 of a server, by real clients. */
@Timeout(60)
class ServerTlsTest {

    private static final String TLS = """
            tls_server_config:
              cert_file: server.crt
              key_file: server.key
            """;
    private static final String MUTUAL = TLS + """
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: authority.crt
              client_allowed_sans: [prometheus.example.com]
            """;

    private final List<ConfiguredServer> servers = new ArrayList<>();
    private final TestAuthority authority = authority();

    @TempDir
    Path directory;

    @BeforeEach
    void issue() throws Exception {
        authority.write(directory.resolve("authority.crt"));
        TestAuthority.write(authority.server(), directory, "server");
    }

    @AfterEach
    void close() {
        servers.forEach(ConfiguredServer::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void server_speaksTls_andHttp2_unlessSwitchedOff(boolean http2) throws Exception {
        ConfiguredServer server = start(TLS + "http_server_config: { http2: " + http2 + " }\n");

        HttpResponse<String> response = server.get(authority.tls(), "/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("# EOF\n");
        assertThat(response.version()).isEqualTo(http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void longBodyOverHttp2_endsTheRequestAlone() throws Exception {
        ConfiguredServer server = start(TLS);
        HttpClient client = HttpClient.newBuilder().sslContext(authority.tls()).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/metrics"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000]))
                .build();

        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.headers().firstValue("Connection")).isEmpty();
    }

    @Test
    void versionAndCipherSuite_areThoseConfigured() throws Exception {
        ConfiguredServer server = start(TLS + """
                  max_version: TLS12
                  cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384]
                """);

        HttpResponse<String> response = server.get(authority.tls(), "/metrics");

        assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.2");
        assertThat(response.sslSession().orElseThrow().getCipherSuite())
                .isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    }

    @Test
    void clientCertificate_needsTheAuthority_andAnAllowedName() throws Exception {
        ConfiguredServer server = start(MUTUAL);

        assertThat(server.get(authority.tls(authority.client("prometheus.example.com")), "/")
                        .statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> server.get(authority.tls(), "/")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> server.get(authority.tls(authority.client("other.example.com")), "/"))
                .isInstanceOf(IOException.class);
        X509Bundle foreign = new TestAuthority().client("prometheus.example.com");
        assertThatThrownBy(() -> server.get(authority.tls(foreign), "/")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:0:0:1::1", "2001:0:0:1:0:0:0:1"})
    void addressOfAClient_isAllowed_shortenedOrInFull(String allowed) throws Exception {
        ConfiguredServer server = start(MUTUAL.replace("prometheus.example.com", '"' + allowed + '"'));

        assertThat(server.get(authority.tls(authority.client("2001:0:0:1:0:0:0:1")), "/")
                        .statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> server.get(authority.tls(authority.client("2001:0:0:1:0:0:0:2")), "/"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void certificateAndKey_areReplacedTogether_withoutBreakingConnections() throws Exception {
        ConfiguredServer server = start(TLS);
        X509Certificate first = certificate(server);
        try (LogCapture log = new LogCapture(LiveWebConfiguration.class);
                Socket open = authority.tls().getSocketFactory().createSocket("127.0.0.1", server.port())) {
            assertThat(exchange(open)).startsWith("HTTP/1.1 200");
            X509Bundle next = authority.server();

            Files.writeString(directory.resolve("server.crt"), next.getCertificatePathPEM());
            await().atMost(LONG).until(() -> !log.events().isEmpty());
            assertThat(log.events().get(0).getKeyValuePairs().toString()).contains("key_file");
            assertThat(certificate(server)).isEqualTo(first);

            Files.writeString(directory.resolve("server.key"), next.getPrivateKeyPEM());
            await().atMost(LONG).until(() -> certificate(server).equals(next.getCertificate()));
            assertThat(exchange(open)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void clientAuthority_isReadAgain() throws Exception {
        ConfiguredServer server = start(MUTUAL);
        TestAuthority other = new TestAuthority();
        SSLContext tls = authority.tls(other.client("prometheus.example.com"));
        assertThatThrownBy(() -> server.get(tls, "/")).isInstanceOf(IOException.class);

        other.write(directory.resolve("authority.crt"));

        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> server.get(tls, "/").statusCode() == 200);
    }

    @Test
    void connectionsBeforeTheHandshake_countToo() throws Exception {
        ConfiguredServer server = start(TLS, limits(LONG, 3), SMALL);
        List<HttpTestClient> silent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            silent.add(new HttpTestClient(server.port()));
        }

        assertThat(server.get(authority.tls(), "/metrics").statusCode()).isEqualTo(200);

        for (HttpTestClient client : silent.subList(0, 3)) {
            assertThat(client.untilTheEnd()).isEmpty();
        }
        for (HttpTestClient client : silent) {
            client.close();
        }
    }

    @Test
    void file_withMistakes_preventsTheStart() {
        assertThatThrownBy(() -> start("tls_server_config: { cert_file: none }\n"))
                .hasMessageContaining("tls_server_config.cert_file: must be");
    }

    @Test
    void clientOfHttp2_thatStopsReading_isDisconnected() throws Exception {
        Buffer large = Buffer.buffer(new byte[20_000_000]);
        ConfiguredServer server = start(
                TLS,
                limits(Duration.ofMillis(300), 512),
                (format, gzip, names) -> Future.succeededFuture(ExpositionBody.of(large)));
        try (LogCapture log = new LogCapture(Class.forName("io.smartconnect.exporter.web.limit.Visit"))) {
            HttpClient client = ConfiguredServer.client(authority.tls());
            CompletableFuture<HttpResponse<Void>> unread =
                    client.sendAsync(scrape(server), head -> BodySubscribers.fromSubscriber(new Unread()));

            await().atMost(LONG)
                    .until(() -> log.events().stream()
                            .anyMatch(event ->
                                    event.getKeyValuePairs().toString().contains("it did not read its response")));
            assertThat(unread.isCancelled()).isFalse();
        }
        assertThat(server.get(authority.tls(), "/-/healthy").statusCode()).isEqualTo(200);
    }

    @Test
    void resetStream_makesRoom_andKeepsTheConnection() throws Exception {
        List<Promise<ExpositionBody>> pending = new CopyOnWriteArrayList<>();
        ConfiguredServer server =
                start(TLS, new WebLimits(LONG, LONG, LONG, LONG, LONG, 1, 4, 1, LONG), (format, gzip, names) -> {
                    Promise<ExpositionBody> promise = Promise.promise();
                    pending.add(promise);
                    return promise.future();
                });
        HttpClient client = ConfiguredServer.client(authority.tls());
        CompletableFuture<HttpResponse<String>> reset = client.sendAsync(scrape(server), BodyHandlers.ofString());
        await().atMost(LONG).until(() -> pending.size() == 1);

        reset.cancel(true);
        pending.get(0).complete(ExpositionBody.of(Buffer.buffer("late\n")));
        await().atMost(LONG).until(() -> {
            CompletableFuture<HttpResponse<String>> next = client.sendAsync(scrape(server), BodyHandlers.ofString());
            return pending.size() == 2 && !next.isCancelled();
        });
        pending.get(1).complete(ExpositionBody.of(Buffer.buffer("done\n")));

        assertThat(client.send(server.request("https", "/-/healthy", Optional.empty()), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpRequest scrape(ConfiguredServer server) {
        return server.request("https", "/metrics", Optional.empty());
    }

    /** A reader that never asks for a byte. */
    private static final class Unread implements Flow.Subscriber<List<ByteBuffer>> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            // Requests nothing.
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            // Never happens.
        }

        @Override
        public void onError(Throwable failure) {
            // Never happens.
        }

        @Override
        public void onComplete() {
            // Never happens.
        }
    }

    private static TestAuthority authority() {
        try {
            return new TestAuthority();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ConfiguredServer start(String configuration) throws Exception {
        return start(configuration, LIMITS, SMALL);
    }

    private ConfiguredServer start(String configuration, WebLimits limits, MetricsSource metrics) throws Exception {
        ConfiguredServer server = new ConfiguredServer(directory, configuration, limits, metrics);
        servers.add(server);
        return server;
    }

    private X509Certificate certificate(ConfiguredServer server) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) authority.tls().getSocketFactory().createSocket("127.0.0.1", server.port())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static String exchange(Socket socket) throws IOException {
        socket.getOutputStream().write("HEAD /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        return head.toString();
    }
}
