package io.smartconnect.bench.soak;

import io.smartconnect.bench.contestant.ExporterCommand;
import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.bench.measure.MetricsServer;
import io.smartconnect.bench.measure.Started;
import io.smartconnect.exporter.shard.Shard;
import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The packaged exporter as a process that polls one shard of two clouds, with files for its secrets and its state. */
final class SoakedExporter implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path directory;
    private final Simulator keys;
    private final Simulator tokens;
    private final int port;
    private final List<Path> logs = new ArrayList<>();
    private Started process;
    private int retries = 1;

    private SoakedExporter(Path directory, Simulator keys, Simulator tokens, Shard shard)
            throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        this.keys = keys;
        this.tokens = tokens;
        this.port = MetricsServer.freePort();
        rotated();
        process = begin(shard);
    }

    /**
     * Starts a process and waits until it is ready.
     *
     * @param keys the cloud that it asks with an access key
     * @param tokens the cloud that it asks with a user name and a password
     */
    static SoakedExporter start(Path directory, Simulator keys, Simulator tokens, Shard shard)
            throws IOException, InterruptedException {
        return new SoakedExporter(directory, keys, tokens, shard);
    }

    private Started begin(Shard shard) throws IOException, InterruptedException {
        configure("");
        ExporterCommand launcher = ExporterCommand.launcher();
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP"));
        command.addAll(launcher.command());
        command.addAll(List.of(
                "--config.file=" + configuration(),
                "--shard=" + shard.index(),
                "--total-shards=" + shard.count()));
        Started started = Started.of(directory, command, launcher.environment());
        logs.add(started.log());
        started.await(LOOK, () -> new MetricsPage(uri("/-/ready")).answers());
        return started;
    }

    private Path configuration() {
        return directory.resolve("exporter.conf");
    }

    /** The file of its histories. */
    Path state() {
        return directory.resolve("state");
    }

    /** The files with all that the processes so far have logged. */
    List<Path> logs() {
        return logs;
    }

    Started process() {
        return process;
    }

    /** The address of a path. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The metrics. */
    MetricsPage page() {
        return new MetricsPage(uri("/metrics"));
    }

    private void configure(String more) throws IOException {
        write(
                configuration(),
                """
                smart-connect-exporter {
                  targets = [
                    { name = keys, endpoint = "%1$s", cloud-eye-endpoint = "%1$s", project-id = "%2$s"
                      credentials { access-key = "%3$s", secret-key-file = "secret-key" } }
                    { name = tokens, endpoint = "%4$s", iam-endpoint = "%4$s", cloud-eye-endpoint = "%4$s"
                      project-id = "%5$s", credentials {
                        type = password, username = "%6$s", domain = "%7$s", password = "%8$s" } }
                  ]
                  web.listen-address = "127.0.0.1:%9$d"
                  poll.interval = 10s
                  api { request-timeout = 3s, max-requests-per-second = 200, max-retries = %10$d, throttle-cool-down = 5s }
                  lag { state-file = "state", retention-interval = 30s }
                  %11$s
                }
                """
                        .formatted(
                                keys.url(),
                                keys.projectId(),
                                keys.accessKey(),
                                tokens.url(),
                                tokens.projectId(),
                                tokens.username(),
                                tokens.domain(),
                                tokens.password(),
                                port,
                                retries,
                                more));
    }

    /** Writes the secret key that is valid now. */
    void rotated() throws IOException {
        write(directory.resolve("secret-key"), keys.secretKey());
    }

    /** Changes a setting that gives each target new connections, and sends SIGHUP. */
    void reload() throws IOException {
        retries = 3 - retries;
        configure("");
        hangUp();
    }

    /** Makes a mistake in the configuration, and sends SIGHUP. */
    void reloadMistake() throws IOException {
        configure("poll.intervall = 10s");
        hangUp();
    }

    private void hangUp() throws IOException {
        new ProcessBuilder("kill", "-HUP", String.valueOf(process.id())).inheritIO().start();
    }

    /** Ends the process by SIGTERM, and starts one for another shard. Returns the exit status. */
    int restart(Shard shard) throws IOException, InterruptedException {
        int status = process.terminate();
        process = begin(shard);
        return status;
    }

    private static void write(Path file, String text) throws IOException {
        Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        process.close();
    }
}
