package io.smartconnect.bench.footprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.simulator.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** An exporter in a process of its own. Closing it ends it. */
final class Started implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);

    private final Process process;
    private final URI metrics;
    private final long startedAt;

    private Started(Process process, URI metrics, long startedAt) {
        this.process = process;
        this.metrics = metrics;
        this.startedAt = startedAt;
    }

    /** Starts it, with its configuration and its log in {@code directory}. */
    static Started of(Contestant contestant, Simulator cloud, Path directory) throws IOException {
        int port = freePort();
        Path file = Files.writeString(Files.createTempFile(directory, "exporter", ".conf"), configuration(cloud, port));
        List<String> command = new ArrayList<>(contestant.command());
        command.add("--config.file=" + file);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling(file.getFileName() + ".log").toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(contestant.environment());
        long now = System.nanoTime();
        return new Started(builder.start(), URI.create("http://127.0.0.1:" + port + "/metrics"), now);
    }

    /** Milliseconds from the start of the process until a scrape was answered with 200; asks each millisecond. */
    double millisToFirstAnswer() throws IOException, InterruptedException {
        while (!answers()) {
            pause(1);
        }
        return millis();
    }

    /** Waits until a scrape tells of so many partitions. */
    void awaitPartitions(int partitions) throws IOException, InterruptedException {
        millisToFirstAnswer();
        while (scrape() < partitions) {
            pause(500);
        }
    }

    private void pause(long millis) throws IOException, InterruptedException {
        if (!process.isAlive() || millis() > LONGEST_WAIT.toMillis()) {
            throw new IOException("has ended or is too slow: " + process.info());
        }
        Thread.sleep(millis);
    }

    private double millis() {
        return (System.nanoTime() - startedAt) / 1e6;
    }

    private boolean answers() throws IOException {
        try {
            return connection().getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** How many series of partitions' lags a gzip scrape gives. */
    long scrape() throws IOException {
        HttpURLConnection connection = connection();
        connection.setRequestProperty("Accept-Encoding", "gzip");
        try (BufferedReader text = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(connection.getInputStream(), 1 << 16), UTF_8))) {
            return text.lines()
                    .filter(line -> line.startsWith("smartconnect_partition_lag_messages{"))
                    .count();
        }
    }

    /** Resident memory now. */
    double residentMebibytes() throws IOException {
        String kibibytes = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\D", "");
        return Long.parseLong(kibibytes) / (double) (1 << 10);
    }

    private HttpURLConnection connection() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) metrics.toURL().openConnection();
        connection.setReadTimeout((int) LONGEST_ANSWER.toMillis());
        return connection;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Simulator cloud, int port) {
        return """
                smart-connect-exporter {
                  targets = [{
                    endpoint = "%s"
                    project-id = "%s"
                    credentials { access-key = "%s", secret-key = "%s" }
                  }]
                  web.listen-address = "127.0.0.1:%d"
                  poll.interval = 30s
                  api { max-requests-per-second = 1000, concurrency = 16 }
                }
                """.formatted(cloud.url(), cloud.projectId(), cloud.accessKey(), cloud.secretKey(), port);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
