package io.smartconnect.exporter.history.prometheus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.http.NoOpMeter;
import io.smartconnect.exporter.cloud.route.CertificateAuthorities;
import io.smartconnect.exporter.history.PrometheusAddress;
import io.smartconnect.exporter.history.RecordedOffsets;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.kit.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readings from a real HTTP server, good and bad ones. */
class PrometheusHistoryTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration STEP = Duration.ofMinutes(1);

    private List<ILoggingEvent> log = List.of();

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    private FakePrometheus server(Consumer<HttpServerRequest> answer) throws Exception {
        return new FakePrometheus(VERTX, answer);
    }

    private RecordedOffsets read(String url, Duration limit) throws Exception {
        try (LogCapture capture = new LogCapture(PrometheusHistory.class)) {
            RecordedOffsets recorded = new PrometheusHistory(
                            new ClientRuntime(VERTX, TimeSource.of(VERTX), new NoOpMeter()),
                            PrometheusAddress.of(url),
                            CertificateAuthorities.OF_JVM,
                            new PrometheusHistory.Selection(STEP, 10, id -> id.equals("i"), limit))
                    .read()
                    .await(60, SECONDS);
            log = List.copyOf(capture.events());
            return recorded;
        }
    }

    private RecordedOffsets read(FakePrometheus server) throws Exception {
        return read(server.url().toString(), Duration.ofSeconds(30));
    }

    /** The one line of the log. */
    private String logged(Level level) {
        assertThat(log).extracting(ILoggingEvent::getLevel).containsExactly(level);
        return log.get(0).getKeyValuePairs().toString();
    }

    private static void answer(HttpServerRequest request) {
        request.response().end(FakePrometheus.matrix(FakePrometheus.steady(request, "i", 5)));
    }

    @Test
    void reading_asksForTheWindow_thenForSixHours_thenForTheEndsOfAWeek() throws Exception {
        FakePrometheus server = server(PrometheusHistoryTest::answer);

        RecordedOffsets recorded = read(server.url() + "/prefix/", Duration.ofSeconds(30));

        assertThat(recorded.byInstanceId()).containsOnlyKeys("i");
        assertThat(logged(Level.INFO)).contains("partitions=\"1\"", server.url().toString());
        assertThat(server.received())
                .extracting(FakePrometheus.Received::method)
                .containsOnly("GET");
        assertThat(server.received())
                .extracting(FakePrometheus.Received::path)
                .containsOnly("/prefix/api/v1/query_range");
        assertThat(server.received())
                .extracting(request -> request.parameters().get("step"))
                .containsExactly("60.000", "60.000", "60.000", "60.000", "1800.000");
        assertThat(server.received())
                .extracting(request -> request.parameters().get("query").contains("log_end_offset"))
                .containsExactly(true, false, true, false, true);
        List<Double> starts = server.received().stream()
                .map(request -> Double.parseDouble(request.parameters().get("start")))
                .toList();
        double end = Double.parseDouble(server.received().get(0).parameters().get("end"));
        assertThat(end - starts.get(0)).isEqualTo(11 * 60);
        assertThat(end - starts.get(2)).isEqualTo(359 * 60);
        assertThat(end - starts.get(4)).isBetween(6.9 * 86_400, 7.0 * 86_400);
    }

    @Test
    void request_hasNoCredentials_exceptThoseOfTheUrl() throws Exception {
        FakePrometheus server = server(PrometheusHistoryTest::answer);
        read(server);
        assertThat(server.received())
                .allSatisfy(request ->
                        assertThat(request.headers().names()).containsExactlyInAnyOrder("user-agent", "host"));

        FakePrometheus other = server(PrometheusHistoryTest::answer);
        read(other.url().toString().replace("//", "//reader:pass%3Aword@"), Duration.ofSeconds(30));

        assertThat(other.received())
                .extracting(request -> request.headers().get("authorization"))
                .containsOnly("Basic cmVhZGVyOnBhc3M6d29yZA==");
        assertThat(logged(Level.INFO)).doesNotContain("reader", "pass").contains("//***@127.0.0.1");
    }

    @Test
    void otherInstances_leaveNothing() throws Exception {
        RecordedOffsets recorded = read(server(request ->
                request.response().end(FakePrometheus.matrix(FakePrometheus.steady(request, "another", 5)))));

        assertThat(recorded.byInstanceId()).isEmpty();
        logged(Level.INFO);
    }

    @Test
    void manySeries_leaveNoRoomForOlderPoints() throws Exception {
        String[] others = new String[30_000];
        FakePrometheus server = server(request -> {
            for (int index = 0; index < others.length; index++) {
                others[index] = "{}";
            }
            others[0] = FakePrometheus.steady(request, "i", 5);
            request.response().end(FakePrometheus.matrix(others));
        });

        read(server);

        assertThat(server.received()).hasSizeBetween(3, 5);
        double end = Double.parseDouble(server.received().get(0).parameters().get("end"));
        assertThat(end
                        - Double.parseDouble(
                                server.received().get(2).parameters().get("start")))
                .isLessThan(30 * 60);
        logged(Level.INFO);
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>, the answer is not that of a Prometheus",
        "200, '{\"status\":\"error\",\"error\":\"planted\"}', the answer is not that of a Prometheus",
        "401, planted, 401: Unauthorized",
        "422, '{\"error\":\"planted\"}', 422: Unprocessable Entity",
        "503, planted, 503: Service Unavailable",
    })
    void otherAnswer_isLoggedOnce(int status, String body, String error) throws Exception {
        FakePrometheus server =
                server(request -> request.response().setStatusCode(status).end(body));

        assertThat(read(server).byInstanceId()).isEmpty();
        assertThat(logged(Level.WARN)).contains("error=\"" + error + "\"").doesNotContain("planted");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        FakePrometheus target = server(PrometheusHistoryTest::answer);
        FakePrometheus server = server(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", target.url().toString())
                .end());

        assertThat(read(server).byInstanceId()).isEmpty();
        assertThat(logged(Level.WARN)).contains("302");
        assertThat(target.received()).isEmpty();
    }

    @Test
    void refusedConnection_isLoggedOnce() throws Exception {
        assertThat(read("http://127.0.0.1:" + Ports.free(), Duration.ofSeconds(30))
                        .byInstanceId())
                .isEmpty();
        assertThat(logged(Level.WARN)).contains("refused");
    }

    @Test
    void silentServer_isGivenUp() throws Exception {
        FakePrometheus server = server(request -> {});

        assertThat(read(server.url().toString(), Duration.ofMillis(300)).byInstanceId())
                .isEmpty();
        assertThat(logged(Level.WARN)).contains("no complete answers within 300ms");
    }

    @Test
    void hugeAnswer_isCutOff_andWhatWasReadBeforeStays() throws Exception {
        Buffer blanks = Buffer.buffer(" ".repeat(1 << 20));
        FakePrometheus server = server(request -> {
            if (request.getParam("query").contains("log_end_offset")) {
                answer(request);
            } else {
                request.response().setChunked(true);
                for (int index = 0; index < 20; index++) {
                    request.response().write(blanks);
                }
            }
        });

        assertThat(read(server).byInstanceId()).containsOnlyKeys("i");
        assertThat(logged(Level.WARN)).contains("more than 167", "partitions=\"1\"");
    }
}
