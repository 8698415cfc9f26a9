package io.smartconnect.command;

import io.smartconnect.command.process.CommandProcess;
import io.smartconnect.exporter.Build;
import io.smartconnect.exporter.Daemon;
import io.smartconnect.exporter.Exporter;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.log.Logging;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the daemon. */
@Command(
        name = "serve",
        description = "Polls the configured targets and serves their metrics (the default command).",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    /** A stop takes at most 5 s; responses that take longer are cut off. */
    private static final Duration LONGEST_STOP = Duration.ofMillis(4300);

    @Mixin
    private final ConfigurationFlags flags = new ConfigurationFlags();

    @Override
    public Integer call() throws Exception {
        return serve(flags);
    }

    /** Serves until a signal ends the process. */
    static int serve(ConfigurationFlags flags) throws Exception {
        start(flags.loadForServer());
        return untilStopped();
    }

    /** Starts the daemon. SIGTERM and SIGINT stop it, and the process exits with status 0. */
    static Daemon start(Settings settings) throws Exception {
        Logging.configure(settings.log());
        Build build = Build.current();
        LOG.atInfo()
                .addKeyValue("version", build.version())
                .addKeyValue("revision", build.revision())
                .addKeyValue("targets", settings.targets().size())
                .log("starting");
        AtomicReference<@Nullable Daemon> running = new AtomicReference<>();
        Thread stop = new Thread(() -> stop(running.get()), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            Daemon daemon = BlockingWait.on(new Exporter(CommandProcess.startVertx(), settings, build).serve());
            running.set(daemon);
            return daemon;
        } finally {
            if (running.get() == null) { // else the exit with a failure would end in this hook, with status 0
                Runtime.getRuntime().removeShutdownHook(stop);
            }
        }
    }

    /** Waits for the signal that ends the process. */
    static int untilStopped() throws InterruptedException {
        new CountDownLatch(1).await();
        return 0;
    }

    /**
     * Stops the daemon and exits with status 0, because a requested stop is no failure: the JVM's own status would be that of the
     * signal. Polls in flight end with the process.
     *
     * @param daemon null before it listens
     */
    private static void stop(@Nullable Daemon daemon) {
        LOG.info("stopping");
        Future<Void> stopped = daemon == null ? Future.succeededFuture() : daemon.stop();
        try {
            stopped.toCompletionStage().toCompletableFuture().get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("stopped");
        } catch (Exception e) {
            LOG.atWarn().addKeyValue("error", e.toString()).log("stopped before all responses had ended");
        }
        CommandProcess.halt(0);
    }
}
