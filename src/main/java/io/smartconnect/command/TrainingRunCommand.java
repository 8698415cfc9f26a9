package io.smartconnect.command;

import io.smartconnect.command.process.CommandProcess;
import io.smartconnect.exporter.BuildInfo;
import io.smartconnect.exporter.Daemon;
import io.smartconnect.exporter.Exporter;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.log.LogSettings;
import io.smartconnect.exporter.log.Logging;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    private static final long TIMEOUT_MILLIS = Duration.ofSeconds(10).toMillis();

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
        Vertx vertx = CommandProcess.startVertx();
        try (Simulator simulator = Simulator.start(Scenario.named("quiet"))) {
            Settings settings = settings(simulator);
            Logging.configure(settings.log());
            Exporter exporter = new Exporter(vertx, settings, BuildInfo.current());
            BlockingWait.on(exporter.once());
            Daemon daemon = BlockingWait.on(exporter.serve());
            sendRequests(WebClient.create(vertx), daemon.port());
            // the end of the simulator interrupts polls, whose warnings would puzzle the user
            Logging.configure(
                    new LogSettings(LogSettings.Level.ERROR, settings.log().format()));
            BlockingWait.on(daemon.stop());
            // not closed: a worker that ended after the event loops would log an error
            return 0;
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
                var request = client.get(port, HOST, path).timeout(TIMEOUT_MILLIS);
                headers.forEach(request::putHeader);
                check(path, BlockingWait.on(request.send()));
            }
        }
    }

    private static void check(String path, HttpResponse<?> response) throws IOException {
        if (response.statusCode() >= 500 && !path.equals("/-/ready")) {
            throw new IOException(path + ": HTTP status " + response.statusCode());
        }
    }
}
