package io.smartconnect.command;

import io.smartconnect.command.process.CommandProcess;
import io.smartconnect.command.process.SighupHandler;
import io.smartconnect.exporter.Daemon;
import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;

/**
 * Polls and serves a simulated cloud twice, so that the JVM can archive the loaded classes (class-data sharing). It has no other
 * use, so the help hides it.
 */
@Command(
        name = "training-run",
        description = "Polls and serves a simulated cloud twice, to create a class-data archive.",
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

    @Override
    public Integer call() throws Exception {
        SighupHandler.handle(() -> {});
        Path directory = Files.createTempDirectory("training-run");
        Path file = directory.resolve("exporter.conf");
        Path state = directory.resolve("state");
        Scenario cloud = Scenario.named("quiet");
        try (Simulator simulator = Simulator.start(cloud)) {
            Configuration.load(Optional.empty(), DemoCommand.environment(simulator), FlagValues.NONE);
            serve(configuration(simulator, state, ""), file);
            // again, to read the state file, and without a discovery
            serve(configuration(simulator, state, "instances = " + cloud.instanceIds()), file);
        } finally {
            Files.deleteIfExists(state);
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        }
        return 0;
    }

    private static String configuration(Simulator simulator, Path state, String instances) {
        return """
                smart-connect-exporter {
                  targets = [{
                    endpoint = "%s"
                    project-id = "%s"
                    credentials { access-key = "%s", secret-key = "%s" }
                    %s
                  }]
                  web.listen-address = "%s:0"
                  lag.state-file = "%s"
                }
                """.formatted(
                        simulator.url(),
                        simulator.projectId(),
                        simulator.accessKey(),
                        simulator.secretKey(),
                        instances,
                        HOST,
                        state);
    }

    private static void serve(String configuration, Path file) throws Exception {
        Files.writeString(file, configuration);
        ServeCommand serve = Main.commandLine("serve")
                .parseArgs("serve", "--config.file=" + file)
                .subcommand()
                .commandSpec()
                .commandLine()
                .getCommand();
        Daemon daemon = serve.begin();
        awaitPolls(daemon);
        sendRequests(WebClient.create(CommandProcess.startVertx()), daemon.port());
        // Vert.x is not closed: a worker that ended after the event loops would log an error
        BlockingWait.on(daemon.stop());
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
