package io.smartconnect.command;

import io.smartconnect.command.process.CommandProcess;
import io.smartconnect.command.process.SighupHandler;
import io.smartconnect.exporter.Daemon;
import io.smartconnect.exporter.Exporter;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Polls and serves a simulated cloud once, so that the JVM can archive the loaded classes (class-data sharing). It has no other
 * use, so the help hides it.
 */
@Command(
        name = "training-run",
        description = "Polls and serves a simulated cloud once, to create a class-data archive.",
        hidden = true,
        mixinStandardHelpOptions = true)
final class TrainingRunCommand implements Callable<Integer> {

    private static final String HOST = "127.0.0.1";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final List<String> PATHS =
            List.of("/metrics", "/", "/tasks/1", "/api/v1/tasks", "/api/v1/openapi.json", "/-/healthy", "/-/ready");

    /** Headers of typical scrapers. */
    private static final List<Map<String, String>> HEADERS = List.of(
            Map.of("Accept", "text/plain"),
            Map.of("Accept", "application/openmetrics-text;version=1.0.0", "Accept-Encoding", "gzip"));

    @Mixin
    private final DaemonFlags flags = new DaemonFlags();

    @Override
    public Integer call() throws Exception {
        SighupHandler.handle(() -> {});
        try (Simulator simulator = Simulator.start(Scenario.named("quiet"))) {
            Daemon daemon = ServeCommand.begin(settings(simulator), Exporter::serve);
            awaitPolls(daemon);
            sendRequests(WebClient.create(CommandProcess.startVertx()), daemon.port());
            BlockingWait.on(daemon.stop());
            // Vert.x is not closed: a worker that ended after the event loops would log an error
            return 0;
        }
    }

    private static void awaitPolls(Daemon daemon) throws IOException {
        long started = System.nanoTime();
        for (Optional<String> reason = daemon.whyNotReady(); reason.isPresent(); reason = daemon.whyNotReady()) {
            if (System.nanoTime() - started > LIMIT.toNanos()) {
                throw new IOException(reason.get());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Settings settings(Simulator simulator) throws Exception {
        Map<String, String> environment = DemoCommand.environment(simulator);
        environment.put("SMART_CONNECT_LISTEN_ADDRESS", HOST + ":0");
        return flags.load(Optional.empty(), environment);
    }

    private static void sendRequests(WebClient client, int port) throws Exception {
        for (String path : PATHS) {
            for (Map<String, String> headers : HEADERS) {
                var request = client.get(port, HOST, path).timeout(LIMIT.toMillis());
                headers.forEach(request::putHeader);
                check(path, BlockingWait.on(request.send()));
            }
        }
    }

    private static void check(String path, HttpResponse<?> response) throws IOException {
        if (response.statusCode() >= 500) {
            throw new IOException(path + ": HTTP status " + response.statusCode());
        }
    }
}
