package io.smartconnect.bench.soak;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.smartconnect.bench.measure.Encoding;
import io.smartconnect.bench.measure.MetricsPage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Clients of an exporter: Prometheus, one without gzip, a browser, one that reads slowly, and one that never sends a request. */
final class ScrapeClients implements AutoCloseable {

    private static final int SLOW_BYTES = 2_000;

    private final SoakedExporter exporter;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Double> scrapes = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    private ScrapeClients(SoakedExporter exporter) {
        this.exporter = exporter;
    }

    /** A step of a client. */
    @FunctionalInterface
    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    /** Starts all clients. */
    static ScrapeClients start(SoakedExporter exporter) {
        ScrapeClients clients = new ScrapeClients(exporter);
        clients.repeat("gzip", Duration.ofSeconds(3), () -> clients.scrapes.add(exporter.page().millis(Encoding.GZIP)));
        clients.repeat("plain", Duration.ofSeconds(5), () -> exporter.page().millis(Encoding.PLAIN));
        clients.repeat("browser", Duration.ofSeconds(7), clients::browse);
        clients.repeat("slow", Duration.ofSeconds(1), clients::readSlowly);
        clients.repeat("idle", Duration.ofSeconds(1), clients::connectOnly);
        return clients;
    }

    private void repeat(String name, Duration pause, Step step) {
        Thread thread = new Thread(() -> repeat(pause, step), name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private void repeat(Duration pause, Step step) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                attempt(step);
                Thread.sleep(pause.toMillis());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Step step) throws InterruptedException {
        try {
            step.take();
        } catch (IOException failed) {
            failures.add(Thread.currentThread().getName() + ": " + failed);
        }
    }

    private void browse() throws IOException {
        for (String path : List.of("/", "/api/v1/tasks")) {
            new MetricsPage(exporter.uri(path)).millis(Encoding.GZIP);
        }
    }

    /** Reads until the exporter closes the connection. */
    private void readSlowly() throws IOException, InterruptedException {
        try (Socket socket = connect()) {
            socket.setReceiveBufferSize(SLOW_BYTES);
            socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            InputStream in = socket.getInputStream();
            while (isRead(in)) {
                Thread.sleep(1_000);
            }
        }
    }

    private void connectOnly() throws IOException {
        try (Socket socket = connect()) {
            isRead(socket.getInputStream());
        }
    }

    /** The end of a connection that the exporter ends is no failure. */
    private static boolean isRead(InputStream in) {
        try {
            return in.read(new byte[SLOW_BYTES]) >= 0;
        } catch (IOException reset) {
            return false;
        }
    }

    private Socket connect() throws IOException {
        URI uri = exporter.uri("/");
        return new Socket(InetAddress.getByName(uri.getHost()), uri.getPort());
    }

    /** The longest gzip scrape since the last call, in milliseconds. */
    double slowestScrape() {
        synchronized (scrapes) {
            double slowest = scrapes.stream().mapToDouble(each -> each).max().orElse(Double.NaN);
            scrapes.clear();
            return slowest;
        }
    }

    /** What failed so far. */
    List<String> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
