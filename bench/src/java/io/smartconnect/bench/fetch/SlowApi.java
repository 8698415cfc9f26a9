package io.smartconnect.bench.fetch;

import io.smartconnect.bench.measure.LoopbackServer;
import io.smartconnect.simulator.Simulator;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * An API that takes its time and hardly any of the machine's: it answers what a simulator has answered once, from memory, each
 * request so long after it has come. All on one event loop.
 */
final class SlowApi implements AutoCloseable {

    /** The details of one task; the last part of the path is its id. */
    private static final Pattern DETAIL = Pattern.compile(".*/sink-tasks/[^/?]+(\\?.*)?");

    private static final int PATIENCE_SECONDS = 300;

    private final Map<String, Buffer> answers = new HashMap<>();
    private final BlockingQueue<Lap> laps = new ArrayBlockingQueue<>(1_000);
    private final Simulator simulator;
    private final long delayMillis;
    private final int details;
    private final LoopbackServer server;
    private final HttpClient client;
    private final Set<String> answered = new HashSet<>();
    private long lapStart;
    private long answerNanos;

    /**
     * The reading of all details.
     *
     * @param millis from the first request for a detail to the last answer
     * @param answerMillis mean time from a request to its answer; a timer of 20 ms ends up to 1 ms late
     */
    record Lap(double millis, double answerMillis) {}

    /** Starts it. A lap is the time in which the details of so many tasks are read. */
    SlowApi(Simulator simulator, Duration delay, int details) {
        this.simulator = simulator;
        this.delayMillis = delay.toMillis();
        this.details = details;
        this.server = new LoopbackServer(this::answer);
        this.client = server.vertx().createHttpClient();
    }

    URI url() {
        return server.url();
    }

    /** Waits for the end of the next lap. */
    Lap nextLap() throws InterruptedException {
        Lap lap = laps.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (lap == null) {
            throw new IllegalStateException("no poll has ended in %d s".formatted(PATIENCE_SECONDS));
        }
        return lap;
    }

    private void answer(HttpServerRequest request) {
        boolean detail = DETAIL.matcher(request.uri()).matches();
        long start = System.nanoTime();
        if (detail && lapStart == 0) {
            lapStart = start;
        }
        Buffer known = answers.get(request.uri());
        if (known == null) {
            ask(request).onComplete(answer -> send(answer, request, detail, start), trouble -> request.response()
                    .setStatusCode(502)
                    .end(trouble.toString()));
        } else {
            server.vertx().setTimer(delayMillis, timer -> send(known, request, detail, start));
        }
    }

    /** Asks the simulator what the exporter asks, signature and all. */
    private Future<Buffer> ask(HttpServerRequest request) {
        RequestOptions same = new RequestOptions()
                .setMethod(request.method())
                .setHost(simulator.url().getHost())
                .setPort(simulator.url().getPort())
                .setURI(request.uri())
                .setHeaders(request.headers());
        return client.request(same)
                .compose(question -> question.send())
                .compose(HttpClientResponse::body)
                .onSuccess(answer -> answers.put(request.uri(), answer));
    }

    private void send(Buffer answer, HttpServerRequest request, boolean detail, long start) {
        long took = System.nanoTime() - start;
        request.response().putHeader("Content-Type", "application/json").end(answer);
        if (detail && answered.add(request.path())) {
            answerNanos += took;
            endLap();
        }
    }

    /** A detail that is read again does not count, so a lost answer makes one lap longer, and no other. */
    private void endLap() {
        if (answered.size() == details) {
            laps.add(new Lap((System.nanoTime() - lapStart) / 1e6, answerNanos / 1e6 / details));
            lapStart = 0;
            answerNanos = 0;
            answered.clear();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
