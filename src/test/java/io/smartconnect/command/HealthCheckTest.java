package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthCheckTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Vertx vertx;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() throws Exception {
        BlockingWait.on(vertx.close());
    }

    private int answering(int status) throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(request.path().equals("/-/healthy") ? status : 404)
                        .end());
        return BlockingWait.on(server.listen(0, "127.0.0.1")).actualPort();
    }

    @Test
    void exporter_isHealthy_whenItRespondsWith200() throws Exception {
        assertThat(HealthCheck.failure("127.0.0.1:" + answering(200), List.of(), LIMIT))
                .isEmpty();
    }

    @Test
    void exporter_isReachedByLoopback_whenItListensOnAllAddresses() throws Exception {
        assertThat(HealthCheck.failure(":" + answering(200), List.of(), LIMIT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"503", "404", "302"})
    void otherStatus_isTold(int status) throws Exception {
        int port = answering(status);

        assertThat(HealthCheck.failure("127.0.0.1:" + port, List.of(), LIMIT))
                .contains("http://127.0.0.1:" + port + "/-/healthy: HTTP status " + status);
    }

    @Test
    void closedPort_isReported() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }

        assertThat(HealthCheck.failure("127.0.0.1:" + port, List.of(), LIMIT))
                .hasValueSatisfying(trouble -> assertThat(trouble)
                        .startsWith("127.0.0.1:" + port + ": ")
                        .contains("refused"));
    }

    @Test
    void silence_isReported_afterTheTimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();

            assertThat(HealthCheck.failure(address, List.of(), Duration.ofMillis(50)))
                    .contains(address + ": Read timed out");
        }
    }

    @Test
    void invalidAddress_isReported() {
        assertThat(HealthCheck.failure("10052", List.of(), LIMIT))
                .contains("the address must be [HOST]:PORT; found 10052");
    }

    @Test
    void invalidPath_isReported() {
        assertThat(HealthCheck.failure(":10052", List.of("--exporter.path=/a b"), LIMIT))
                .contains("--exporter.path must be the path of a URL; found /a b");
    }

    @Test
    void address_isThatOfTheNearestSource() {
        List<String> none = List.of();
        List<String> flag = List.of("--web.listen-address=:1");
        List<String> words = List.of("@jvm.options", "-jar", "x.jar", "demo", "--web.listen-address", "[::1]:2");
        Map<String, String> variable = Map.of("SMART_CONNECT_LISTEN_ADDRESS", ":3");

        assertThat(HealthCheck.address(flag, words, variable)).isEqualTo(":1");
        assertThat(HealthCheck.address(none, words, variable)).isEqualTo("[::1]:2");
        assertThat(HealthCheck.address(none, none, variable)).isEqualTo(":3");
    }

    @Test
    void address_isTheDefaultOfTheConfiguration_whenNoneIsGiven() {
        String byDefault =
                ConfigFactory.parseResources("reference.conf").getString("smart-connect-exporter.web.listen-address");

        assertThat(HealthCheck.address(List.of(), List.of("--web.telemetry-path=/x"), Map.of()))
                .isEqualTo(byDefault);
    }
}
