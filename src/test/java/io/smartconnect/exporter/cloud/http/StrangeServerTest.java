package io.smartconnect.exporter.cloud.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.DmsTestClient;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do not speak HTTP/1.1 as they should. */
class StrangeServerTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    private static CloudFailure failure(Duration timeout, Consumer<NetSocket> answer) throws Exception {
        int port = VERTX.createNetServer()
                .connectHandler(socket -> socket.handler(request -> answer.accept(socket)))
                .listen(0, "127.0.0.1")
                .await(20, SECONDS)
                .actualPort();
        try (DmsTestClient client = new DmsTestClient(
                VERTX,
                URI.create("http://127.0.0.1:" + port),
                "p",
                new Credentials.Token(Secret.of("token")),
                DmsTestClient.withTimeout(timeout))) {
            return client.failure((dms, scope) -> dms.listInstances(scope));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/2.0, 'not HTTP/1.1, but another version'",
        "HTTP/0.9, 'not HTTP/1.1, but another version'",
        "HTTP/1.2, 'not HTTP/1.1, but another version'",
        "ICY, not HTTP: IllegalArgumentException",
    })
    void otherVersion_isABadResponse_andVertxLogsNothing(String version, String message) throws Exception {
        try (LogCapture log = new LogCapture(ConnectionBase.class)) {
            CloudFailure failure = failure(
                    Duration.ofSeconds(10), socket -> socket.write(version + " 200 OK\r\nContent-Length: 2\r\n\r\n{}"));

            assertThat(failure.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
            assertThat(failure.getMessage()).isEqualTo(message);
            assertThat(log.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", ""})
    void drippingAnswer_isATimeoutOfTheWholeRequest(String start) throws Exception {
        CloudFailure failure = failure(Duration.ofMillis(400), socket -> {
            socket.write(start);
            long timer = VERTX.setPeriodic(20, tick -> socket.write("x"));
            socket.closeHandler(closed -> VERTX.cancelTimer(timer));
        });

        assertThat(failure.reason()).isEqualTo(FailureReason.TIMEOUT);
    }
}
