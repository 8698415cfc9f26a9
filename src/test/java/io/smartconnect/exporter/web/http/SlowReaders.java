package io.smartconnect.exporter.web.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.web.HttpTestClient;
import io.smartconnect.exporter.web.JudgedTasks;
import io.smartconnect.exporter.web.WebSamples;
import io.smartconnect.exporter.web.WebServer;
import io.smartconnect.exporter.web.WebSettings;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A program whose JSON API serves clients that stop reading a document of about 50 MiB, and prints what they get first. */
public final class SlowReaders {

    private static final int CLIENTS = 4;

    private SlowReaders() {}

    /** Prints the status lines, and the last line of the answer of {@code /-/healthy}. */
    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        Snapshot snapshot = JudgedTasks.large(16_000);
        ServerInputs inputs = WebSamples.inputs(WebSamples.NO_METRICS, () -> snapshot, () -> WebSamples.NOW);
        WebServer server = WebServer.start(vertx, new WebSettings("127.0.0.1", 0, "/metrics"), inputs)
                .await(20, SECONDS);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int i = 0; i < CLIENTS; i++) {
            HttpTestClient slow = new HttpTestClient(server.port());
            slow.send("GET /api/v1/tasks/t-1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            out.println(slow.until("\r\n").strip());
        }
        HttpTestClient other = new HttpTestClient(server.port());
        other.send("GET /-/healthy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        out.println(other.untilTheEnd().lines().reduce("", (before, line) -> line));
        System.exit(0);
    }
}
