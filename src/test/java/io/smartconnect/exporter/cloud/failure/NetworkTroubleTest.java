package io.smartconnect.exporter.cloud.failure;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NetworkTroubleTest {
    private static Vertx vertx;
    private static WebClient client;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        client = WebClient.create(vertx);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void noAnswer_isATimeout() throws Exception {
        CloudFailure failure = ask("http", socket -> {}, 300);

        assertThat(failure.reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(failure).hasMessageContaining("300ms");
    }

    @Test
    void closedConnection_isUnreachable() throws Exception {
        CloudFailure failure = ask("http", socket -> socket.handler(request -> socket.close()));

        assertThat(failure.reason()).isEqualTo(FailureReason.UNREACHABLE);
        assertThat(failure).hasMessage("Connection was closed");
    }

    @Test
    void refusedConnection_isUnreachable() throws Exception {
        CloudFailure failure = ask("http://127.0.0.1:1/", 10_000);

        assertThat(failure.reason()).isEqualTo(FailureReason.UNREACHABLE);
        assertThat(failure).hasMessage("Connection refused: /127.0.0.1:1");
    }

    @Test
    void plainTextForTls_isUnreachable() throws Exception {
        CloudFailure failure =
                ask("https", socket -> socket.handler(hello -> socket.write("HTTP/1.1 400 Bad Request\r\n\r\n")));

        assertThat(failure.reason()).isEqualTo(FailureReason.UNREACHABLE);
        assertThat(failure.getMessage()).startsWith("TLS: ");
    }

    @Test
    void garbage_isABadResponse() throws Exception {
        CloudFailure failure =
                ask("http", socket -> socket.handler(request -> socket.write("garbage with a secret\r\n\r\n")));

        assertThat(failure.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
        assertThat(failure.getMessage()).startsWith("not HTTP: ").doesNotContain("garbage", "secret");
    }

    @Test
    void exceptions_areExplainedByTheirMostTellingCause() {
        assertExplained(new TimeoutException("late"), FailureReason.TIMEOUT, "late");
        assertExplained(new ConnectTimeoutException("no SYN"), FailureReason.TIMEOUT, "no SYN");
        assertExplained(new CompletionException(new TimeoutException("late")), FailureReason.TIMEOUT, "late");
        assertExplained(new UnknownHostException("dms.x"), FailureReason.UNREACHABLE, "unknown host: dms.x");
        assertExplained(new IOException("Connection\nreset"), FailureReason.UNREACHABLE, "Connection reset");
        assertExplained(new IOException(), FailureReason.UNREACHABLE, "IOException");
    }

    @Test
    void message_holdsTheCertificateProblem() {
        Exception handshake = new SSLHandshakeException("Failed to create SSL connection");
        handshake.initCause(new CertificateException("No name matching dms.x found"));

        assertExplained(
                handshake,
                FailureReason.UNREACHABLE,
                "TLS: Failed to create SSL connection: No name matching dms.x found");
    }

    @Test
    void surprise_keepsItself_soThatItsStackCanBeLogged() {
        RuntimeException surprise = new IllegalStateException("secret");

        CloudFailure failure = CloudFailure.ofExchange(surprise);

        assertThat(failure.reason()).isEqualTo(FailureReason.INTERNAL);
        assertThat(failure).hasMessage("unexpected IllegalStateException").hasCause(surprise);
        assertThat(failure.during(CloudOperation.LIST_TASKS)).hasCause(surprise);
        assertThat(failure.precededBy("log-in")).hasCause(surprise);
    }

    @Test
    void exception_isInternal_whenItComesFromOutsideTheHttpClient() {
        assertThat(CloudFailure.from(new IOException("disk full")).reason()).isEqualTo(FailureReason.INTERNAL);
        assertThat(CloudFailure.from(new IllegalArgumentException("bug")).reason())
                .isEqualTo(FailureReason.INTERNAL);
    }

    @Test
    void failure_staysWhatItIs() {
        CloudFailure failure = CloudFailure.of(FailureReason.DENIED, "no");

        assertThat(CloudFailure.from(failure)).isSameAs(failure);
        assertThat(CloudFailure.ofExchange(failure)).isSameAs(failure);
    }

    private static void assertExplained(Exception thrown, FailureReason reason, String message) {
        CloudFailure failure = CloudFailure.ofExchange(thrown);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure).hasMessage(message).hasNoCause();
    }

    private static CloudFailure ask(String scheme, Consumer<NetSocket> server) throws Exception {
        return ask(scheme, server, 10_000);
    }

    private static CloudFailure ask(String scheme, Consumer<NetSocket> server, long milliseconds) throws Exception {
        int port = vertx.createNetServer()
                .connectHandler(server::accept)
                .listen(0, "127.0.0.1")
                .await(10, SECONDS)
                .actualPort();
        return ask(scheme + "://127.0.0.1:" + port + "/", milliseconds);
    }

    private static CloudFailure ask(String uri, long milliseconds) throws Exception {
        return client.requestAbs(HttpMethod.GET, uri)
                .timeout(milliseconds)
                .send()
                .<CloudFailure>mapEmpty()
                .otherwise(CloudFailure::ofExchange)
                .await(10, SECONDS);
    }
}
