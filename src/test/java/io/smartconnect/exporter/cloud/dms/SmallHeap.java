package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A program that reads hostile answers of several instances at once in a small heap, and prints the outcomes of each kind. */
public final class SmallHeap {

    private static final int CHUNK = 64 << 10;

    /** Of several instances at once: the first text, then the second until the size is reached, then the third. */
    private record Answer(int instances, int mebibytes, String start, String repeated, String end) {

        void send(HttpServerRequest request) {
            HttpServerResponse response = request.response().setChunked(true);
            response.write(start);
            send(response, (mebibytes << 20) / repeated.length());
        }

        private void send(HttpServerResponse response, int left) {
            int now = Math.min(left, Math.max(1, CHUNK / repeated.length()));
            response.write(repeated.repeat(now)).onSuccess(written -> {
                if (left > now) {
                    send(response, left - now);
                } else {
                    response.end(end);
                }
            });
        }
    }

    private static final String LISTING = "{\"total_number\":1,\"max_tasks\":9,\"quota_tasks\":9,\"tasks\":[";

    private static final List<Answer> LISTINGS = List.of(
            new Answer(8, 15, "{\"padding\":\"", "x", "\"," + LISTING.substring(1) + "]}"),
            new Answer(4, 13, LISTING + "{\"id\":\"a\",\"padding\":\"", "x", "\"}]}"),
            new Answer(4, 3, LISTING, "{\"id\":\"1\"},", "{\"id\":\"2\"}]}"),
            new Answer(4, 3, LISTING + "{\"id\":\"a\",\"x\":[", "{},", "{}]}]}"),
            new Answer(4, 3, LISTING + "{\"id\":\"a\",\"x\":", "9", "}]}"));

    private static final List<Answer> DETAILS = List.of(
            new Answer(4, 3, "{\"topics_info\":[{\"topic\":\"t\",\"partitions\":[", "{\"partition_id\":1},", "{}]}]}"),
            new Answer(4, 3, "{\"topics_info\":[", "{\"topic\":\"t\"},", "{}]}"),
            new Answer(4, 3, "{\"x\":[", "[],", "[]]}"));

    private SmallHeap() {}

    /** Prints a line for each kind of answer: the distinct outcomes. */
    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (Answer answer : LISTINGS) {
            out.println(outcome(
                    vertx, answer, (client, i) -> client.ask((dms, scope) -> dms.listTasks("i" + i, scope))));
        }
        for (Answer answer : DETAILS) {
            out.println(outcome(
                    vertx, answer, (client, i) -> client.ask((dms, scope) -> dms.showDumpTask("c" + i, "t", scope))));
        }
        System.exit(0);
    }

    private interface Reading {
        Future<?> begin(DmsTestClient client, int instance);
    }

    private static String outcome(Vertx vertx, Answer answer, Reading reading) throws Exception {
        int port = vertx.createHttpServer()
                .requestHandler(answer::send)
                .listen(0, "127.0.0.1")
                .await(20, TimeUnit.SECONDS)
                .actualPort();
        ApiSettings settings = new ApiSettings(Duration.ofSeconds(60), 4, 1000, 0, Duration.ofMinutes(1));
        try (DmsTestClient client = new DmsTestClient(
                vertx,
                URI.create("http://127.0.0.1:" + port),
                "p",
                new Credentials.Token(Secret.of("token")),
                settings)) {
            List<? extends Future<?>> all = IntStream.range(0, answer.instances())
                    .mapToObj(i -> reading.begin(client, i))
                    .toList();
            Future.join(all).otherwiseEmpty().await(60, TimeUnit.SECONDS);
            return String.join(
                    ", ", all.stream().map(SmallHeap::outcome).distinct().toList());
        }
    }

    private static String outcome(Future<?> ended) {
        return ended.succeeded() ? "read" : CloudFailure.from(ended.cause()).text();
    }
}
