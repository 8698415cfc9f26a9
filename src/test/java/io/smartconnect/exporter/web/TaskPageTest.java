package io.smartconnect.exporter.web;

import static io.smartconnect.exporter.web.JudgedTasks.NOW;
import static io.smartconnect.exporter.web.JudgedTasks.bare;
import static io.smartconnect.exporter.web.JudgedTasks.instance;
import static io.smartconnect.exporter.web.JudgedTasks.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a task, over a real port. */
@Timeout(60)
class TaskPageTest {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void page_tellsAllAboutATask_whateverItsId() throws Exception {
        HttpResponse<String> page = get(JudgedTasks.worstToUnjudged(), "/tasks/%C3%A4%2F%3F%25?instance_id=i-1");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<h1>nightly</h1>")
                .contains("<p>stalled</p><p>because stalled</p>")
                .contains("<dt>Lag</dt><dd>1,000,007 messages</dd>")
                .contains("<dt>Lag time</dt><dd>≥ 2m 5s</dd>")
                .contains("<dt>Destination</dt><dd>obs://bucket/path</dd>")
                .contains("Lag in messages, at most 2,500,000; times in UTC")
                .contains("<span>3,000,000</span><span>2,000,000</span><span>1,000,000</span><span>0</span>")
                .contains(">10:00</text>", "<text x=\"50.00%\" y=\"1em\">11:00</text>", ">12:00</text></svg>")
                .contains("<td>12:00:00</td><td>1,000,010</td><td>3</td><td>1,000,007</td>")
                .contains("href=\"../\"", "href=\"../metrics\"")
                .contains("href=\"../api/v1/tasks/%C3%A4%2F%3F%25?instance_id=i-1\"");
    }

    @Test
    void page_hasTheSourceOfLag_theDelayAndTheLoss() throws Exception {
        HttpResponse<String> page =
                get(JudgedTasks.snapshot(JudgedTasks.instance("i", "", JudgedTasks.replication("t-1"))), "/tasks/t-1");

        assertThat(page.body())
                .contains("<dt>Lag</dt><dd>4,121 messages</dd>")
                .contains("<dt>Source of lag</dt><dd>Cloud Eye</dd>")
                .contains("<dt>Delay</dt><dd>1m 35s</dd>")
                .contains("<dt>Status in Cloud Eye</dt><dd>normal</dd>")
                .contains("<dt>Retention margin</dt><dd>1h 0m</dd>")
                .contains("<dt>Lost since first seen</dt><dd>7 messages</dd>")
                .contains("<dt>Transferred</dt><dd>2.5/s</dd>")
                .contains("4m 0s ago");
    }

    @Test
    void page_warns_beforeMessagesAreLost() throws Exception {
        HttpResponse<String> page = get(
                JudgedTasks.snapshot(JudgedTasks.instance("i", "", JudgedTasks.endangeredDump("t-1"))), "/tasks/t-1");

        assertThat(page.body())
                .containsPattern("rel=\"icon\"[^>]*%23d02b2a")
                .contains("class=\"news bad\"")
                .contains("<p>retention deletes the oldest untransferred message in 15m 0s</p>")
                .contains("<td class=\"margin\" data-label=\"Margin\"><span class=\"risk bad\">15m 0s</span></td>")
                .contains(
                        "<td class=\"start\" data-label=\"Start\">80</td><td class=\"transferred-to\" data-label=\"Transferred to\">90</td>");
    }

    @Test
    void page_saysSo_whenNothingIsKnownOfATask() throws Exception {
        assertThat(get(JudgedTasks.worstToUnjudged(), "/tasks/new").body())
                .contains("<p>unknown</p><p>not judged yet</p>", "<dt>Lag</dt><dd>unknown</dd>")
                .doesNotContain("Partitions", "<svg");
    }

    @Test
    void partitions_areShownInParts_whenThereAreMany() throws Exception {
        Snapshot many = JudgedTasks.large(10_000);

        assertThat(get(many, "/tasks/t-1").body())
                .contains("1 to 50 of 10,000 partitions", "href=\"../tasks/t-1?instance_id=i-1&amp;from=50\"")
                .doesNotContain("<th scope=\"row\"><span>a 50</span>");
        assertThat(get(many, "/tasks/t-1?from=9990").body())
                .contains("9,951 to 10,000 of 10,000 partitions", "<th scope=\"row\"><span>a 9999</span>");
    }

    @Test
    void missingTask_getsAReadablePage() throws Exception {
        HttpResponse<String> page = get(snapshot(), "/tasks/%3Cb%3E");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).contains("No task has the id &lt;b&gt;.", "<a href=\"../\">All tasks</a>");
    }

    @Test
    void sharedId_getsAChoice() throws Exception {
        Snapshot twins = snapshot(instance("i-1", "orders", bare("t")), instance("i-2", "billing", bare("t")));

        HttpResponse<String> page = get(twins, "/tasks/t");
        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.body())
                .contains("href=\"../tasks/t?instance_id=i-1\"", "orders")
                .contains("href=\"../tasks/t?instance_id=i-2\"", "billing");
        assertThat(get(twins, "/tasks/t?instance_id=i-2").statusCode()).isEqualTo(200);
    }

    @Test
    void page_isDeflated_whereAccepted() throws Exception {
        WebServer server = start(JudgedTasks.worstToUnjudged());
        HttpRequest request = HttpRequest.newBuilder(uri(server, "/"))
                .header("Accept-Encoding", "gzip")
                .build();

        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())))
                .asString(UTF_8)
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh-CN,zh;q=0.9,en;q=0.8 | zh-CN
            zh                      | zh-CN
            en-US,zh;q=0.5          | en
            fr, zh-TW;q=0.5         | zh-CN
            en;q=0.1, zh;q=0.9      | zh-CN
            zh;q=0, de              | en
            ;;q=x                   | en
            """)
    void page_isInTheLanguageThatTheClientPrefers(String accepted, String language) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(start(snapshot()), "/"))
                .header("Accept-Language", accepted)
                .build();
        HttpResponse<String> page = client.send(request, BodyHandlers.ofString());

        assertThat(page.headers().firstValue("Content-Language")).hasValue(language);
        assertThat(page.headers().firstValue("ETag").orElseThrow()).endsWith("-" + language + '"');
    }

    @Test
    void page_isNotSentAgain_untilItChanges() throws Exception {
        AtomicReference<Snapshot> snapshot = new AtomicReference<>(JudgedTasks.worstToUnjudged());
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        WebServer server = start(WebSamples.inputs(WebSamples.NO_METRICS, snapshot::get, now::get));
        HttpResponse<String> first = ifNoneMatch(server, "/", "");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        now.set(NOW.plusSeconds(29));
        HttpResponse<String> unchanged = ifNoneMatch(server, "/", "\"other\", " + tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(unchanged.headers().map())
                .containsEntry("etag", List.of(tag))
                .containsEntry("cache-control", List.of("no-cache"))
                .containsKey("vary")
                .doesNotContainKey("content-length");

        assertThat(ifNoneMatch(server, "/?q=new", tag).statusCode()).isEqualTo(200);
        now.set(NOW.plusSeconds(31));
        assertThat(ifNoneMatch(server, "/", tag).body()).contains("51s ago", "12:00:30 UTC");
        now.set(NOW);
        snapshot.set(JudgedTasks.worstToUnjudged());
        assertThat(ifNoneMatch(server, "/", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void filter_isRefused_whenThereIsNoSuchHealth() throws Exception {
        HttpResponse<String> page = get(snapshot(), "/?health=fine");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).startsWith("health: must be one of ok, paused").endsWith("found \"fine\"\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /?only=bad              | only: must be trouble; found "bad"
            /?sort=size             | sort: must be one of task, health, lag, lag_time, margin, in, out, data_age; found "size"
            /?sort=lag&order=up     | order: must be one of asc, desc; found "up"
            """)
    void order_isRefused_whenThereIsNoSuchOrder(String path, String why) throws Exception {
        HttpResponse<String> page = get(snapshot(), path);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).isEqualTo(why + "\n");
    }

    @Test
    void filter_isOpen_whenItsFieldsAreEmpty_andUnknownOnesDoNotMatter() throws Exception {
        assertThat(get(JudgedTasks.worstToUnjudged(), "/?q=&health=&from=x&utm=y")
                        .body())
                .contains("Tasks <span>3</span>");
    }

    private HttpResponse<String> get(Snapshot snapshot, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(start(snapshot), path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> ifNoneMatch(WebServer server, String path, String tags) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(server, path))
                .header("If-None-Match", tags)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private WebServer start(Snapshot snapshot) throws Exception {
        return start(WebSamples.inputs(WebSamples.NO_METRICS, () -> snapshot, () -> NOW));
    }

    private WebServer start(ServerInputs sources) throws Exception {
        return WebServer.start(vertx, new WebSettings("127.0.0.1", 0, "/metrics"), sources)
                .await(10, SECONDS);
    }

    private static URI uri(WebServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
