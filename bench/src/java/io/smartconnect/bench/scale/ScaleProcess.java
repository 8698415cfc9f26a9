package io.smartconnect.bench.scale;

import io.smartconnect.bench.contestant.Exporter;
import io.smartconnect.bench.contestant.ExporterCommand;
import io.smartconnect.bench.contestant.ExporterConfiguration;
import io.smartconnect.bench.contestant.LiveHeap;
import io.smartconnect.bench.measure.Encoding;
import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Spread;
import io.smartconnect.bench.measure.Started;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An exporter that polls its shard of a computed cloud. Closing it ends it. */
final class ScaleProcess implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int SCRAPES = 5;

    /**
     * What it polls.
     *
     * @param heap flags of the JVM; empty for those of the launcher
     */
    record Plan(ComputedCloud cloud, int shard, int shards, Duration interval, String heap) {

        private ExporterConfiguration configuration() {
            return ExporterConfiguration.every(interval, cloud.account(shard))
                    .with("lag.retention-interval = 1 d")
                    .with("shard { index = %d, count = %d }".formatted(shard, shards));
        }
    }

    private final MetricsServer server;

    private ScaleProcess(MetricsServer server) {
        this.server = server;
    }

    static ScaleProcess start(Plan plan, Path directory) throws IOException {
        ExporterCommand launcher = ExporterCommand.launcher().with("shard " + plan.shard, plan.heap);
        return new ScaleProcess(Exporter.start(launcher, plan.configuration(), directory));
    }

    /** Waits until all instances of its shard were polled; returns the seconds since its start. */
    double secondsToReady() throws IOException, InterruptedException {
        MetricsPage ready = new MetricsPage(server.page().uri().resolve("/-/ready"));
        await(ready::answers);
        return server.process().millis() / 1_000;
    }

    void await(Started.Condition condition) throws IOException, InterruptedException {
        server.process().await(LOOK, LONGEST, condition);
    }

    long id() {
        return server.process().id();
    }

    Duration processorTime() {
        return server.process().processorTime();
    }

    double residentMebibytes() throws IOException {
        return server.process().residentMebibytes();
    }

    /** Live objects, after a collection. */
    double heapMebibytes() throws IOException, InterruptedException {
        return LiveHeap.mebibytes(server);
    }

    /** The duration of a gzip scrape, the median of several. */
    double scrapeMillis() throws IOException {
        List<Double> scrapes = new ArrayList<>();
        for (int i = 0; i < SCRAPES; i++) {
            scrapes.add(server.page().millis(Encoding.GZIP));
        }
        return Spread.of(scrapes).median();
    }

    @Override
    public void close() {
        server.close();
    }
}
