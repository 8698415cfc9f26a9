package io.smartconnect.exporter.web.limit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.web.HttpTestClient;
import io.smartconnect.exporter.web.JudgedTasks;
import io.smartconnect.exporter.web.WebSamples;
import io.smartconnect.exporter.web.WebServer;
import io.smartconnect.exporter.web.WebSettings;
import io.smartconnect.exporter.web.http.MetricsSource;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow, greedy or broken, each beside one that behaves well. */
@Timeout(60)
class WebLimitsTest {

    private static final String SCRAPE = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String HEALTHY = "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String TASKS = "GET /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String TASK = "GET /api/v1/tasks/t-1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int LARGE = 20_000_000;
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final WebLimits RELAXED = new WebLimits(LONG, LONG, LONG, LONG, LONG, 40, 4, 512, LONG);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpTestClient> clients = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (HttpTestClient client : clients) {
            client.close();
        }
        vertx.close().await();
    }

    @Test
    void silentClient_isDisconnected() throws Exception {
        WebServer server = start(firstRequest(SHORT), small());

        HttpTestClient silent = connect(server);

        assertThat(silent.untilTheEnd()).isEmpty();
        assertBehavedClientIsServed(server);
    }

    @Test
    void drippingClient_isDisconnected_howeverBusy() throws Exception {
        WebServer server = start(firstRequest(SHORT), small());

        HttpTestClient dripping = connect(server);

        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !dripping.accepts("x"));
        assertBehavedClientIsServed(server);
    }

    @Test
    void idleClient_isDisconnected_afterItsResponse() throws Exception {
        WebServer server = start(nextRequest(SHORT), small());

        HttpTestClient idle = connect(server);
        idle.send(HEALTHY);

        assertThat(idle.untilTheEnd()).startsWith("HTTP/1.1 200").endsWith("healthy\n");
        assertBehavedClientIsServed(server);
    }

    @Test
    void connection_livesOn_whileRequestsKeepComing() throws Exception {
        Duration one = Duration.ofMillis(1500);
        WebServer server = start(firstRequest(one), small());
        HttpTestClient steady = connect(server);

        steady.send(HEALTHY);
        assertThat(steady.until("healthy\n")).startsWith("HTTP/1.1 200");
        HttpTestClient silent = connect(server);
        assertThat(silent.untilTheEnd()).isEmpty();

        steady.send(HEALTHY);
        assertThat(steady.until("healthy\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void clientThatDoesNotRead_isDisconnected() throws Exception {
        WebServer server = start(response(SHORT), large());
        HttpTestClient stuffed = connect(server);

        stuffed.send(SCRAPE);
        HttpTestClient patient = connect(server);
        patient.send(HEALTHY);

        assertThat(patient.until("healthy\n")).startsWith("HTTP/1.1 200");
        await().atMost(Duration.ofSeconds(10)).until(() -> !stuffed.accepts("x"));
        assertThat(stuffed.countUntilTheEnd()).isLessThan(LARGE);
        assertBehavedClientIsServed(server);
    }

    @Test
    void slowReader_getsEverything_whenFastEnough() throws Exception {
        HttpTestClient slow = connect(start(RELAXED, large()));

        slow.send(SCRAPE.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(slow.countUntilTheEnd()).isGreaterThan(LARGE);
    }

    @Test
    void oneScrapeTooMany_isAnswered503_whileOthersGoOn() throws Exception {
        List<Promise<ExpositionBody>> pending = new CopyOnWriteArrayList<>();
        WebServer server = start(scrapes(2), pending(pending));
        HttpTestClient first = connect(server);
        HttpTestClient second = connect(server);
        first.send(SCRAPE);
        second.send(SCRAPE);
        await().atMost(Duration.ofSeconds(10)).until(() -> pending.size() == 2);

        HttpTestClient third = connect(server);
        third.send(SCRAPE);
        assertThat(third.until("limit is 2\n"))
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("\r\nretry-after: 1\r\n");
        third.send(HEALTHY);
        assertThat(third.until("healthy\n")).startsWith("HTTP/1.1 200");

        pending.forEach(promise -> promise.complete(ExpositionBody.of(Buffer.buffer("done\n"))));
        assertThat(first.until("done\n")).startsWith("HTTP/1.1 200");
        assertThat(second.until("done\n")).startsWith("HTTP/1.1 200");
        third.send(SCRAPE);
        await().atMost(Duration.ofSeconds(10)).until(() -> pending.size() == 3);
    }

    @Test
    void abandonedScrape_makesRoom_onceItIsMade() throws Exception {
        List<Promise<ExpositionBody>> pending = new CopyOnWriteArrayList<>();
        WebServer server = start(scrapes(1), pending(pending));
        HttpTestClient first = connect(server);
        first.send(SCRAPE);
        await().atMost(Duration.ofSeconds(10)).until(() -> pending.size() == 1);

        first.close();
        HttpTestClient second = connect(server);
        second.send(SCRAPE);
        assertThat(second.until("limit is 1\n")).startsWith("HTTP/1.1 503");

        pending.get(0).complete(ExpositionBody.of(List.of()));
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            connect(server).send(SCRAPE);
            return pending.size() > 1;
        });
    }

    @Test
    void scrapes_haveNoLimit_whenItIsZero() throws Exception {
        List<Promise<ExpositionBody>> pending = new CopyOnWriteArrayList<>();
        WebServer server = start(apiRequests(4).withScrapes(0), pending(pending));
        for (int i = 0; i <= WebLimits.DEFAULT.scrapes(); i++) {
            connect(server).send(SCRAPE);
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> pending.size() > WebLimits.DEFAULT.scrapes());
        pending.forEach(each -> each.complete(ExpositionBody.of(List.of())));
    }

    @Test
    void oneApiRequestTooMany_isAnswered503_whileOthersGoOn() throws Exception {
        WebServer server = start(apiRequests(1), small(), JudgedTasks.large(10_000));
        HttpTestClient stuffed = connect(server);
        stuffed.send(TASK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        assertThat(stuffed.until("\r\n")).startsWith("HTTP/1.1 200");

        HttpTestClient second = connect(server);
        second.send(TASKS);
        assertThat(second.until("}"))
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("\r\nretry-after: 1\r\n")
                .endsWith("\r\n\r\n{\"error\":\"Too many such requests at once; the limit is 1\"}");
        second.send(SCRAPE);
        assertThat(second.until("small\n")).startsWith("HTTP/1.1 200");

        assertThat(stuffed.countUntilTheEnd()).isGreaterThan(LARGE);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            second.send(TASKS);
            return second.until("}").startsWith("HTTP/1.1 200");
        });
    }

    @Test
    void onePageTooMany_isAnswered503_whileOthersGoOn() throws Exception {
        HttpTestClient client = connect(start(apiRequests(0), small()));
        client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.until("limit is 0\n"))
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("\r\nretry-after: 1\r\n");
        client.send(SCRAPE);
        assertThat(client.until("small\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void oneConnectionTooMany_closesTheOneIdleLongest() throws Exception {
        List<Promise<ExpositionBody>> pending = new CopyOnWriteArrayList<>();
        WebServer server = start(connections(3), pending(pending));
        HttpTestClient busy = connect(server);
        HttpTestClient idleLongest = connect(server);
        HttpTestClient idle = connect(server);
        idleLongest.send(HEALTHY);
        assertThat(idleLongest.until("healthy\n")).startsWith("HTTP/1.1 200");
        idle.send(HEALTHY);
        assertThat(idle.until("healthy\n")).startsWith("HTTP/1.1 200");
        busy.send(SCRAPE);
        await().atMost(Duration.ofSeconds(10)).until(() -> pending.size() == 1);

        assertBehavedClientIsServed(server);

        assertThat(idleLongest.untilTheEnd()).isEmpty();
        idle.send(HEALTHY);
        assertThat(idle.until("healthy\n")).startsWith("HTTP/1.1 200");
        assertThat(busy.accepts("x")).isTrue();
    }

    @Test
    void clientWithManyConnections_losesItsOwn_beforeThoseOfOthers() throws Exception {
        WebServer server = start(connections(10), small());
        HttpTestClient other = connect(server, "127.0.0.2");
        other.send(HEALTHY);
        assertThat(other.until("healthy\n")).startsWith("HTTP/1.1 200");

        for (int i = 0; i < 30; i++) {
            assertBehavedClientIsServed(server);
        }

        other.send(HEALTHY);
        assertThat(other.until("healthy\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void health_isAnswered_whenAllConnectionsWaitForResponses() throws Exception {
        WebServer server = start(connections(2), large());
        for (int i = 0; i < 2; i++) {
            HttpTestClient stuffed = connect(server);
            stuffed.send(SCRAPE);
            assertThat(stuffed.until("\r\n")).startsWith("HTTP/1.1 200");
        }

        assertBehavedClientIsServed(server);
    }

    @Test
    void clientsThatStopReading_makeRoomForOthers() throws Exception {
        WebServer server = start(scrapes(4), large());
        for (int i = 0; i < 4; i++) {
            HttpTestClient stuffed = connect(server);
            stuffed.send(SCRAPE);
            stuffed.until("\r\n");
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            HttpTestClient behaved = connect(server);
            behaved.send(SCRAPE);
            return behaved.until("\r\n").startsWith("HTTP/1.1 200");
        });
    }

    @Test
    void oneClient_leavesAQuarterOfThePlacesToOthers() throws Exception {
        List<Promise<ExpositionBody>> pending = new CopyOnWriteArrayList<>();
        WebServer server = start(scrapes(4), pending(pending));
        for (int i = 0; i < 3; i++) {
            connect(server).send(SCRAPE);
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> pending.size() == 3);

        HttpTestClient greedy = connect(server);
        greedy.send(SCRAPE);
        assertThat(greedy.until("limit is 4\n")).startsWith("HTTP/1.1 503");
        connect(server, "127.0.0.2").send(SCRAPE);
        await().atMost(Duration.ofSeconds(10)).until(() -> pending.size() == 4);
    }

    @Test
    void manyPipelinedRequests_areAllAnswered() throws Exception {
        HttpTestClient client = connect(start(RELAXED, small()));
        int requests = 1000;

        client.send(HEALTHY.repeat(requests - 1) + HEALTHY.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(client.untilTheEnd().split("HTTP/1.1 200", -1)).hasSize(requests + 1);
    }

    @Test
    void laterRequest_thatDrips_isCutOff() throws Exception {
        HttpTestClient client = connect(start(firstRequest(SHORT), small()));
        client.send(HEALTHY);
        assertThat(client.until("healthy\n")).startsWith("HTTP/1.1 200");

        client.send("GET /-/hea");

        assertThat(client.untilTheEnd()).isEmpty();
    }

    @Test
    void smallBody_thatDrips_isCutOff() throws Exception {
        HttpTestClient client = connect(start(firstRequest(SHORT), small()));

        client.send("GET /-/healthy HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nb");

        assertThat(client.untilTheEnd()).startsWith("HTTP/1.1 200").endsWith("healthy\n");
    }

    @Test
    void longRequestLine_isRefused() throws Exception {
        HttpTestClient client = connect(start(RELAXED, small()));

        client.send("GET /" + "x".repeat(WebLimits.REQUEST_LINE_BYTES) + " HTTP/1.1\r\n\r\n");

        assertThat(client.untilTheEnd()).startsWith("HTTP/1.0 414");
    }

    @Test
    void longHeader_isRefused() throws Exception {
        HttpTestClient client = connect(start(RELAXED, small()));

        client.send("GET / HTTP/1.1\r\nX: " + "x".repeat(WebLimits.HEADER_BYTES) + "\r\n\r\n");

        assertThat(client.untilTheEnd()).startsWith("HTTP/1.1 431");
    }

    @Test
    void requestWithoutAPath_isNotFound_andLeavesTheConnectionUsable() throws Exception {
        HttpTestClient client = connect(start(response(SHORT), small()));

        client.send("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.until("/metrics\n")).startsWith("HTTP/1.1 404");

        assertThat(connect(start(firstRequest(SHORT), small())).untilTheEnd()).isEmpty();
        client.send(HEALTHY);
        assertThat(client.until("healthy\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void oldClient_getsItsAnswer_andTheEnd() throws Exception {
        HttpTestClient client = connect(start(RELAXED, small()));

        client.send("GET /metrics HTTP/1.0\r\n\r\n");

        assertThat(client.untilTheEnd()).startsWith("HTTP/1.0 200").endsWith("\r\n\r\nsmall\n");
    }

    @Test
    void proxiedRequest_mayNameTheWholeAddress() throws Exception {
        HttpTestClient client = connect(start(RELAXED, small()));

        client.send(HEALTHY.replace("/-/", "http://localhost/-/"));

        assertThat(client.until("healthy\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void upgrade_isIgnored() throws Exception {
        HttpTestClient client = connect(start(RELAXED, small()));

        client.send("GET /-/healthy HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");

        assertThat(client.until("healthy\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void garbage_isRefused() throws Exception {
        WebServer server = start(RELAXED, small());
        HttpTestClient client = connect(server);

        client.send("\u0001\u0002\u0003 garbage\r\n\r\n");

        assertThat(client.untilTheEnd()).startsWith("HTTP/1.0 400");
        assertBehavedClientIsServed(server);
    }

    @Test
    void endlessBody_isCutOff() throws Exception {
        WebServer server = start(RELAXED, small());
        HttpTestClient endless = connect(server);

        endless.send("POST /metrics HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");

        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !endless.accepts("400\r\n" + "x".repeat(1024) + "\r\n"));
        assertBehavedClientIsServed(server);
    }

    @Test
    void largeBody_isCutOff() throws Exception {
        HttpTestClient large = connect(start(RELAXED, small()));

        large.send("POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n");

        assertThat(large.untilTheEnd()).startsWith("HTTP/1.1 405");
    }

    @Test
    void smallBody_isIgnored() throws Exception {
        HttpTestClient client = connect(start(RELAXED, small()));

        client.send("GET /-/healthy HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody");
        assertThat(client.until("healthy\n")).startsWith("HTTP/1.1 200");
        client.send(HEALTHY);
        assertThat(client.until("healthy\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() throws Exception {
        HttpTestClient client = connect(start(RELAXED, small()));

        client.send(HEALTHY + SCRAPE + HEALTHY.replace("healthy", "ready"));

        assertThat(client.until("ready\n"))
                .matches("(?s)HTTP/1.1 200.*healthy\nHTTP/1.1 200.*small\nHTTP/1.1 200.*ready\n");
    }

    @Test
    void stop_letsAScrapeInFlightFinish() throws Exception {
        List<Promise<ExpositionBody>> pending = new CopyOnWriteArrayList<>();
        WebServer server = start(RELAXED, pending(pending));
        HttpTestClient client = connect(server);
        client.send(SCRAPE);
        await().atMost(Duration.ofSeconds(10)).until(() -> pending.size() == 1);

        Future<Void> stopped = server.stop();
        await().atMost(Duration.ofSeconds(10)).until(() -> isRefused(server));
        pending.get(0).complete(ExpositionBody.of(Buffer.buffer("done\n")));

        assertThat(client.until("done\n")).startsWith("HTTP/1.1 200");
        stopped.await(10, SECONDS);
    }

    @Test
    void stop_doesNotWaitForEver() throws Exception {
        List<Promise<ExpositionBody>> pending = new CopyOnWriteArrayList<>();
        WebServer server = start(stop(SHORT), pending(pending));
        connect(server).send(SCRAPE);
        await().atMost(Duration.ofSeconds(10)).until(() -> pending.size() == 1);

        server.stop().await(10, SECONDS);

        assertThatThrownBy(() -> connect(server)).isInstanceOf(ConnectException.class);
    }

    @Test
    void stop_doesNotWaitForAClientThatDoesNotRead() throws Exception {
        WebServer server = start(stop(SHORT), large());
        HttpTestClient stuffed = connect(server);
        stuffed.send(SCRAPE);
        assertThat(stuffed.until("\r\n")).startsWith("HTTP/1.1 200");

        server.stop().await(10, SECONDS);

        assertThat(stuffed.countUntilTheEnd()).isLessThan(LARGE);
    }

    @Test
    void stop_closesIdleConnections() throws Exception {
        WebServer server = start(RELAXED, small());
        HttpTestClient idle = connect(server);
        idle.send(HEALTHY);
        assertThat(idle.until("healthy\n")).startsWith("HTTP/1.1 200");

        server.stop().await(2, SECONDS);

        assertThat(idle.untilTheEnd()).isEmpty();
    }

    private WebServer start(WebLimits limits, MetricsSource metrics) throws Exception {
        return start(limits, metrics, WebSamples.healthy());
    }

    private WebServer start(WebLimits limits, MetricsSource metrics, Snapshot snapshot) throws Exception {
        ServerInputs sources = WebSamples.inputs(metrics, () -> snapshot, () -> WebSamples.NOW);
        return WebServer.start(vertx, new WebSettings("127.0.0.1", 0, "/metrics"), sources, limits)
                .await(10, SECONDS);
    }

    private HttpTestClient connect(WebServer server) throws IOException {
        return connect(server, "127.0.0.1");
    }

    private HttpTestClient connect(WebServer server, String from) throws IOException {
        HttpTestClient client = new HttpTestClient(server.port(), from);
        clients.add(client);
        return client;
    }

    private boolean isRefused(WebServer server) throws IOException {
        try {
            connect(server);
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    private void assertBehavedClientIsServed(WebServer server) throws IOException {
        HttpTestClient behaved = connect(server);
        behaved.send(HEALTHY);
        assertThat(behaved.until("healthy\n")).startsWith("HTTP/1.1 200");
    }

    private static MetricsSource small() {
        return (format, gzip, names) -> Future.succeededFuture(ExpositionBody.of(Buffer.buffer("small\n")));
    }

    private static MetricsSource large() {
        Buffer body = Buffer.buffer(new byte[LARGE]);
        return (format, gzip, names) -> Future.succeededFuture(ExpositionBody.of(body));
    }

    private static MetricsSource pending(List<Promise<ExpositionBody>> promises) {
        return (format, gzip, names) -> {
            Promise<ExpositionBody> promise = Promise.promise();
            promises.add(promise);
            return promise.future();
        };
    }

    private static WebLimits firstRequest(Duration limit) {
        return new WebLimits(limit, LONG, LONG, LONG, LONG, 40, 4, 512, LONG);
    }

    private static WebLimits nextRequest(Duration limit) {
        return new WebLimits(LONG, limit, LONG, LONG, LONG, 40, 4, 512, LONG);
    }

    private static WebLimits response(Duration limit) {
        return new WebLimits(LONG, LONG, limit, LONG, LONG, 40, 4, 512, LONG);
    }

    private static WebLimits stop(Duration limit) {
        return new WebLimits(LONG, LONG, LONG, LONG, limit, 40, 4, 512, LONG);
    }

    private static WebLimits scrapes(int limit) {
        return new WebLimits(LONG, LONG, LONG, LONG, LONG, limit, 4, 512, LONG);
    }

    private static WebLimits apiRequests(int limit) {
        return new WebLimits(LONG, LONG, LONG, LONG, LONG, 40, limit, 512, LONG);
    }

    private static WebLimits connections(int limit) {
        return new WebLimits(LONG, LONG, LONG, LONG, LONG, 40, 4, limit, LONG);
    }
}
