package io.smartconnect.exporter.web.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.util.internal.PlatformDependent;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smartconnect.exporter.metrics.catalogue.Granularity;
import io.smartconnect.exporter.metrics.catalogue.MetricsSettings;
import io.smartconnect.exporter.metrics.render.Exposition;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.exporter.web.HttpTestClient;
import io.smartconnect.exporter.web.JudgedTasks;
import io.smartconnect.exporter.web.WebSamples;
import io.smartconnect.exporter.web.WebServer;
import io.smartconnect.exporter.web.WebSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** A program that serves clients that stop reading, and prints what they get first and the memory that they hold. */
public final class SlowReaders {

    /** Clients of one document of about 50 MiB. */
    private static final int OF_A_LARGE_TASK = 4;

    /** Clients of metrics of 30 MiB and of a list of tasks of 1 MiB, from several addresses. */
    private static final int OF_MANY_TASKS = 120;

    private static final int ADDRESSES = 20;

    private static final int TASKS = 2_000;

    private static final List<String> REQUESTS = List.of(
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n");

    private static final Vertx VERTX = Vertx.vertx();
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** Open connections, which must not be collected. */
    private static final List<HttpTestClient> CLIENTS = new ArrayList<>();

    private SlowReaders() {}

    /** Prints the status lines, and the last line of the answer of {@code /-/healthy}; then the memory of many clients. */
    public static void main(String[] args) throws Exception {
        WebServer large = serve(JudgedTasks.large(16_000));
        for (int i = 0; i < OF_A_LARGE_TASK; i++) {
            OUT.println(firstLine(
                    large, "127.0.2." + (i + 1), "GET /api/v1/tasks/t-1 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }
        printHealth(large);
        large.stop().await(20, SECONDS);

        WebServer many = serve(JudgedTasks.snapshot(JudgedTasks.instance("i-1", "orders", tasks())));
        firstLine(many, "127.0.1.1", REQUESTS.get(1));
        long before = held();
        long answered = 0;
        for (int i = 0; i < OF_MANY_TASKS; i++) {
            String status = firstLine(many, "127.0.0." + (i % ADDRESSES + 2), REQUESTS.get(i % REQUESTS.size()));
            answered += status.endsWith("200 OK") ? 1 : 0;
        }
        OUT.println(answered >= 40 ? "many answers" : answered + " answers");
        long mebibytes = (held() - before) >> 20;
        OUT.println(mebibytes < 24 ? "little memory" : mebibytes + " MiB");
        printHealth(many);
        System.exit(0);
    }

    private static WebServer serve(Snapshot snapshot) throws TimeoutException {
        Exposition exposition = new Exposition(
                VERTX, MetricsSettings.of(Granularity.PARTITION), MetricSnapshots::new, TimeSource.of(VERTX), snapshot);
        ServerInputs inputs = WebSamples.inputs(exposition::scrape, () -> snapshot, () -> WebSamples.NOW);
        return WebServer.start(VERTX, new WebSettings("127.0.0.1", 0, "/metrics"), inputs)
                .await(20, SECONDS);
    }

    private static Task[] tasks() {
        return IntStream.range(0, TASKS)
                .mapToObj(task -> JudgedTasks.dump(
                        "t-" + task,
                        Health.OK,
                        IntStream.range(0, 8)
                                .mapToObj(id -> JudgedTasks.partition(id, 9_000, 5_000))
                                .toArray(Partition[]::new)))
                .toArray(Task[]::new);
    }

    private static String firstLine(WebServer server, String from, String request) throws IOException {
        HttpTestClient slow = new HttpTestClient(server.port(), from);
        CLIENTS.add(slow);
        slow.send(request);
        return slow.until("\r\n").strip();
    }

    private static void printHealth(WebServer server) throws IOException {
        HttpTestClient other = new HttpTestClient(server.port());
        other.send("GET /-/healthy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        OUT.println(other.untilTheEnd().lines().reduce("", (before, line) -> line));
    }

    /** Bytes of live objects and of Netty's memory outside of the heap. */
    private static long held() {
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        return jvm.totalMemory() - jvm.freeMemory() + PlatformDependent.usedDirectMemory();
    }
}
