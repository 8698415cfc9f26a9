package io.smartconnect.bench.contestant;

import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prometheus's cloudwatch_exporter, started as its image does, with nothing to ask: a peer in Java for the start. */
public final class CloudwatchExporter {

    public static final String NAME = "cloudwatch_exporter";

    /** Where {@code bench/run} puts what it got from Maven Central. */
    private static final Path JAR = Path.of("target/bench/cloudwatch_exporter.jar").toAbsolutePath();

    private CloudwatchExporter() {}

    public static MetricsServer start(Path directory) throws IOException {
        int port = MetricsServer.freePort();
        Path file = Files.writeString(
                Files.createTempFile(directory, "cloudwatch", ".yml"),
                """
                region: eu-west-1
                metrics: []
                """);
        List<String> command =
                List.of(Java.program("java"), "-jar", JAR.toString(), String.valueOf(port), file.toString());
        return MetricsServer.of(NAME, Started.of(directory, command), port, "/metrics");
    }
}
