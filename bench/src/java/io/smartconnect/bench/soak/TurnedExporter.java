package io.smartconnect.bench.soak;

import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.exporter.BuildInfo;
import io.smartconnect.exporter.Daemon;
import io.smartconnect.exporter.Exporter;
import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.exporter.time.FakeTime;
import io.smartconnect.simulator.Simulator;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A whole exporter in this JVM, on a turned clock: while no poll is in progress, time jumps to the next timer; a poll takes as long
 * as in real time, without its pauses.
 */
final class TurnedExporter implements AutoCloseable {

    private static final int PATIENCE_MINUTES = 30;
    private static final Duration SHORTEST_STEP = Duration.ofMillis(1);
    private static final Duration LONGEST_STEP = Duration.ofMillis(500);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final FakeTime time;
    private final Path directory;
    private final Simulator cloud;
    private final Duration interval;
    private final Exporter exporter;
    private final Daemon daemon;
    private int retries = 1;
    private int received;
    private Duration step = SHORTEST_STEP;

    private TurnedExporter(Path directory, Simulator cloud, FakeTime time, Duration interval) throws Exception {
        this.directory = directory;
        this.cloud = cloud;
        this.time = time;
        this.interval = interval;
        configure();
        Settings settings = load();
        Promise<Exporter> created = Promise.promise();
        context.runOnContext(
                now -> created.complete(new Exporter(vertx, settings, new BuildInfo("month", "month"), time)));
        exporter = created.future().await(1, TimeUnit.MINUTES);
        daemon = exporter.serve(this::load, false).await(1, TimeUnit.MINUTES);
    }

    /** Starts one that polls a cloud in this interval, with its files in {@code directory}. */
    static TurnedExporter start(Path directory, Simulator cloud, FakeTime time, Duration interval) throws Exception {
        return new TurnedExporter(directory, cloud, time, interval);
    }

    private Settings load() throws Exception {
        return Configuration.load(Optional.of(directory.resolve("exporter.conf")), Map.of(), FlagValues.NONE);
    }

    private void configure() throws IOException {
        Files.writeString(
                directory.resolve("exporter.conf"),
                """
                smart-connect-exporter {
                  targets = [{
                    name = prod, endpoint = "%1$s", iam-endpoint = "%1$s", cloud-eye-endpoint = "%1$s"
                    project-id = "%2$s", credentials {
                      type = password, username = "%3$s", domain = "%4$s", password = "%5$s" }
                  }]
                  web.listen-address = "127.0.0.1:0"
                  poll.interval = %6$d s
                  api { request-timeout = 4s, max-requests-per-second = 10000, concurrency = 16, max-retries = %7$d }
                  lag { state-file = "state", retention-interval = 6h }
                }
                """
                        .formatted(
                                cloud.url(),
                                cloud.projectId(),
                                cloud.username(),
                                cloud.domain(),
                                cloud.password(),
                                interval.toSeconds(),
                                retries));
    }

    /** The file of its histories. */
    Path state() {
        return directory.resolve("state");
    }

    /** The metrics. */
    MetricsPage page() {
        return new MetricsPage(URI.create("http://127.0.0.1:" + daemon.port() + "/metrics"));
    }

    /** Changes a setting that gives each target new connections, and reloads. */
    void reload() throws IOException, TimeoutException {
        retries = 3 - retries;
        configure();
        daemon.reload().await(1, TimeUnit.MINUTES);
    }

    /** Lets time pass. */
    void live(Duration duration) throws TimeoutException {
        Promise<Void> over = Promise.promise();
        context.runOnContext(now -> turn(time.nanos() + duration.toNanos(), over));
        over.future().await(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    /** Continues as soon as the event loop has done its other work. */
    private void turn(long end, Promise<Void> over) {
        long left = end - time.nanos();
        if (exporter.isPolling()) {
            vertx.setTimer(1, passed -> {
                time.advance(nextStep());
                turn(end, over);
            });
        } else if (left <= 0) {
            over.complete();
        } else {
            time.advance(Duration.ofNanos(Math.min(left, Math.max(1, time.untilNextTimer().toNanos()))));
            context.runOnContext(next -> turn(end, over));
        }
    }

    /** Ever longer while a poll waits without a request, as after throttling. */
    private Duration nextStep() {
        int now = cloud.requestCount();
        boolean waits = cloud.requestsInFlight() == 0 && now == received;
        received = now;
        step = waits ? longer(step) : SHORTEST_STEP;
        return step;
    }

    private static Duration longer(Duration step) {
        return step.compareTo(LONGEST_STEP) < 0 ? step.multipliedBy(2) : LONGEST_STEP;
    }

    @Override
    public void close() throws TimeoutException {
        daemon.stop().await(1, TimeUnit.MINUTES);
        vertx.close().await(1, TimeUnit.MINUTES);
    }
}
