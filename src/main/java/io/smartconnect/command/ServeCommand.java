package io.smartconnect.command;

import io.smartconnect.command.process.CommandProcess;
import io.smartconnect.command.process.SighupHandler;
import io.smartconnect.command.process.StartNotification;
import io.smartconnect.exporter.BuildInfo;
import io.smartconnect.exporter.Daemon;
import io.smartconnect.exporter.Exporter;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.log.Logging;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
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

    /** Limit of the stop, with the state file and the lease. The server cuts off responses before. */
    private static final Duration LONGEST_STOP = Duration.ofMillis(4300);

    /** Limit of the exit, whatever hangs. */
    private static final Duration LONGEST_EXIT = Duration.ofMillis(4900);

    @Mixin
    private final ConfigurationFlags flags = new ConfigurationFlags();

    @Override
    public Integer call() throws Exception {
        return serve(flags);
    }

    /** Starts the daemon, which no signal stops. */
    Daemon begin() throws Exception {
        return begin(flags.loadForServer(), reloading(flags));
    }

    /** Serves until a signal ends the process. A SIGHUP during the start reloads after it. */
    @SuppressWarnings("FutureReturnValueIgnored") // a reload logs its own failures
    static int serve(ConfigurationFlags flags) throws Exception {
        Promise<Daemon> running = Promise.promise();
        SighupHandler.handle(() -> running.future().onSuccess(Daemon::reload));
        Daemon daemon = start(flags.loadForServer(), reloading(flags));
        running.complete(daemon);
        StartNotification.sendWhenReady(System.getenv(), daemon::whyNotReady);
        return untilStopped();
    }

    /** Serves with settings that a reload reads again from {@code flags}. */
    private static Function<Exporter, Future<Daemon>> reloading(ConfigurationFlags flags) {
        return exporter -> exporter.serve(flags::loadForServer, flags.clientsReload());
    }

    /** Starts the daemon with settings that never change. */
    static Daemon start(Settings settings) throws Exception {
        return start(settings, Exporter::serve);
    }

    /** Starts the daemon. SIGTERM and SIGINT stop it, and the process exits with status 0. */
    private static Daemon start(Settings settings, Function<Exporter, Future<Daemon>> serving) throws Exception {
        AtomicReference<@Nullable Daemon> running = new AtomicReference<>();
        Thread stop = new Thread(() -> stop(running.get()), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            Daemon daemon = begin(settings, serving);
            running.set(daemon);
            return daemon;
        } finally {
            if (running.get() == null) { // else the exit with a failure would end in this hook, with status 0
                Runtime.getRuntime().removeShutdownHook(stop);
            }
        }
    }

    private static Daemon begin(Settings settings, Function<Exporter, Future<Daemon>> serving) throws Exception {
        Logging.configure(settings.log());
        BuildInfo build = BuildInfo.current();
        LOG.atInfo()
                .addKeyValue("version", build.version())
                .addKeyValue("revision", build.revision())
                .addKeyValue("targets", settings.targets().size())
                .log("starting");
        settings.warnings().forEach(LOG::warn);
        return BlockingWait.on(serving.apply(new Exporter(CommandProcess.startVertx(), settings, build)));
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
        CommandProcess.haltWithin(LONGEST_EXIT, 0);
        LOG.info("stopping");
        Future<Void> stopped = daemon == null ? Future.succeededFuture() : daemon.stop();
        try {
            stopped.toCompletionStage().toCompletableFuture().get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("stopped");
        } catch (Exception e) {
            LOG.atWarn()
                    .addKeyValue("error", e.toString())
                    .log("stopped early: the state file may be old, and the lease kept for some seconds");
        }
        CommandProcess.halt(0);
    }
}
