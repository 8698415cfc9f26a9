package io.smartconnect.bench.contestant;

import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts exporters, and asks what only exporters know. */
public final class Exporter {

    private static final Duration LOOK = Duration.ofMillis(500);

    private Exporter() {}

    /** Starts one, with its configuration and its log in {@code directory}. */
    public static MetricsServer start(ExporterCommand way, ExporterConfiguration configuration, Path directory)
            throws IOException {
        int port = MetricsServer.freePort();
        Path file = Files.writeString(Files.createTempFile(directory, "exporter", ".conf"), configuration.text(port));
        List<String> command = new ArrayList<>(way.command());
        command.add("--config.file=" + file);
        return MetricsServer.of(way.name(), Started.of(directory, command, way.environment()), port, "/metrics");
    }

    /** Starts one and waits until it exposes all partitions. */
    public static MetricsServer startWith(
            int partitions, ExporterCommand way, ExporterConfiguration configuration, Path directory)
            throws IOException, InterruptedException {
        MetricsServer exporter = start(way, configuration, directory);
        try {
            exporter.millisToFirstAnswer();
            exporter.process().await(LOOK, () -> partitions(exporter.page()) == partitions);
            return exporter;
        } catch (IOException | InterruptedException | RuntimeException trouble) {
            exporter.close();
            throw trouble;
        }
    }

    /** Waits until each instance has been polled so often. */
    public static void awaitPolls(MetricsServer exporter, int polls) throws IOException, InterruptedException {
        exporter.process()
                .await(LOOK, () -> Arrays.stream(exporter.page().values("smartconnect_polls_total"))
                        .allMatch(ended -> ended >= polls));
    }

    /** How long the last polls of all instances took together. */
    public static double pollMillis(MetricsServer exporter) throws IOException {
        return 1_000
                * Arrays.stream(exporter.page().values("smartconnect_poll_duration_seconds"))
                        .sum();
    }

    private static long partitions(MetricsPage page) throws IOException {
        return page.count(line -> line.startsWith("smartconnect_partition_lag_messages{"));
    }
}
